internal import Catalogue
internal import Foundation
package import Secrets

/// The answers of a case under their German labels, as the service asked them; without the service, under their names.
package struct AnswerSheet: Sendable {
    /// A line of the sheet.
    package struct Line: Hashable, Sendable, CustomStringConvertible {
        /// How deep it stands: a page is 0.
        package let depth: Int
        package let label: String
        /// Nothing for a heading.
        package let value: String?
        /// What the citizen read, where that was in another language.
        package var asked: String?
        /// How the citizen saw the answer, where that was in other words.
        package var answered: String?

        /// Says nothing of the answer.
        package var description: String { "Line(redacted)" }
    }

    package let lines: [Line]
    /// In which the citizen was asked; nothing where that is not told.
    package let language: String?

    /// Lays out a payload; nothing where the data are no JSON object.
    /// - Parameters:
    ///   - data: JSON as it was sent.
    ///   - services: Where the service is looked for, by the data's schema and version.
    ///   - schemaURI: As the metadata tell it.
    package init?(data: borrowing SecretBytes, services: KnownServices, schemaURI: String) {
        let value = data.withUnsafeBytes { try? JSONDecoder().decode(ReceivedJSON.self, from: Data($0)) }
        guard case .object(let members)? = value else { return nil }
        var version: Int?
        if case .int(let number)? = members["service"]?["version"] { version = number }
        let spoken = Self.language(members).map { Language($0) }.flatMap { Language.known.contains($0) ? $0 : nil }
        language = spoken?.tag
        guard let service = services.service(schemaURI: schemaURI, version: version) else {
            lines = AnswerLayout(in: .german).lines(members)
            return
        }
        var lines = AnswerLayout(in: .german).lines(members, of: service)
        if let spoken, spoken != .german {
            for (index, line) in AnswerLayout(in: spoken).lines(members, of: service).enumerated()
            where index < lines.count {
                if line.label != lines[index].label { lines[index].asked = line.label }
                if line.value != lines[index].value { lines[index].answered = line.value }
            }
        }
        self.lines = Self.note(members) + lines
    }

    private static func language(_ members: [String: ReceivedJSON]) -> String? {
        guard case .array(let remarks)? = members["remarks"] else { return nil }
        for remark in remarks where remark["kind"] == .string("language") {
            if case .string(let code)? = remark["text"] { return code }
        }
        return nil
    }

    /// How it was established who applies.
    private static func note(_ members: [String: ReceivedJSON]) -> [Line] {
        guard case .string(let method)? = members["identVermerk"]?["method"] else { return [] }
        var lines: [Line] = []
        lines.append(Line(depth: 0, label: "Identifizierung", value: DeskWords.identification(method)))
        guard case .array(let remarks)? = members["remarks"] else { return lines }
        for remark in remarks {
            switch (remark["kind"], remark["question"]) {
            case (.string("card_disputed"), .string(let question)?):
                lines.append(Line(depth: 0, label: "Angabe vom Ausweis bestritten", value: question))
            case (.string("preparation"), _):
                lines.append(Line(depth: 0, label: "Hinweis", value: "Voranmeldung: wird im Amt abgeschlossen"))
            default:
                if let line = staffLine(remark) { lines.append(line) }
            }
        }
        return lines
    }

    /// What staff with the mobile case have added.
    private static func staffLine(_ remark: ReceivedJSON) -> Line? {
        func line(_ label: String, _ value: ReceivedJSON?) -> Line? {
            guard case .string(let text)? = value else { return nil }
            return Line(depth: 0, label: label, value: text)
        }
        switch remark["kind"] {
        case .string("signed_on_paper"): return Line(depth: 0, label: "Unterschrift", value: "auf Papier, liegt bei")
        case .string("confirmed_in_person"):
            return Line(depth: 0, label: "Unterschrift", value: "anwesend und einverstanden")
        case .string("staff_note"): return line("Vermerk der Beschäftigten", remark["text"])
        case .string("replaces"): return line("Ersetzt den Fall", remark["reference"])
        default: return nil
        }
    }
}
