internal import Catalogue
internal import Expressions
internal import Forms
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

        /// Says nothing of the answer.
        package var description: String { "Line(redacted)" }
    }

    package let lines: [Line]
    private static let format = Format(language: "de")

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
        var lines: [Line] = []
        if let service = services.service(schemaURI: schemaURI, version: version) {
            Self.addNote(members, to: &lines)
            for index in service.pages {
                guard let page = service.elements[index].page, let content = members[page.place.name] else { continue }
                lines.append(Line(depth: 0, label: page.title(.german), value: nil))
                Self.add(content, of: service.elements[index], service, depth: 1, to: &lines)
            }
        } else {
            for (name, member) in members.sorted(by: { $0.key < $1.key }) { Self.add(member, name, 0, to: &lines) }
        }
        self.lines = lines
    }

    /// How it was established who applies.
    private static func addNote(_ members: [String: ReceivedJSON], to lines: inout [Line]) {
        guard case .string(let method)? = members["identVermerk"]?["method"] else { return }
        let words = [
            "none": "ohne", "declaration": "Erklärung", "eid": "Online-Ausweis (PIN)",
            "on_site": "Lichtbild verglichen, Daten vor Ort ausgelesen", "staff": "durch Beschäftigte",
        ]
        lines.append(Line(depth: 0, label: "Identifizierung", value: words[method] ?? method))
        guard case .array(let remarks)? = members["remarks"] else { return }
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

    private static func add(
        _ value: ReceivedJSON, of element: Element, _ service: Service, depth: Int, to lines: inout [Line]
    ) {
        if let repetition = element.repetition, case .array(let items) = value {
            for (index, item) in items.enumerated() {
                lines.append(Line(depth: depth, label: "\(repetition.label(.german)) \(index + 1)", value: nil))
                add(item, children: element.children, service, depth: depth + 1, to: &lines)
            }
        } else {
            add(value, children: element.children, service, depth: depth, to: &lines)
        }
    }

    private static func add(
        _ value: ReceivedJSON, children: [Int], _ service: Service, depth: Int, to lines: inout [Line]
    ) {
        for child in children {
            guard let question = service.question(at: child), let answer = value[question.place.name] else { continue }
            let label = question.label?(.german) ?? question.place.name
            if question.group != nil {
                lines.append(Line(depth: depth, label: label, value: nil))
                add(answer, of: service.elements[child], service, depth: depth + 1, to: &lines)
            } else {
                lines.append(Line(depth: depth, label: label, value: text(answer, question.kind)))
            }
        }
    }

    /// A value without a service: names instead of labels.
    private static func add(_ value: ReceivedJSON, _ name: String, _ depth: Int, to lines: inout [Line]) {
        switch value {
        case .object(let members):
            lines.append(Line(depth: depth, label: name, value: nil))
            for (name, member) in members.sorted(by: { $0.key < $1.key }) { add(member, name, depth + 1, to: &lines) }
        case .array(let elements):
            lines.append(Line(depth: depth, label: name, value: nil))
            for (index, element) in elements.enumerated() { add(element, "\(index + 1)", depth + 1, to: &lines) }
        default: lines.append(Line(depth: depth, label: name, value: plain(value)))
        }
    }

    private static func text(_ value: ReceivedJSON, _ kind: Question.Kind) -> String {
        switch (value, kind) {
        case (.int(let cents), .euro): return format.euro(cents: cents)
        case (.int(let number), .int(_, _, let unit)):
            return format.integer(number) + (unit.map { " " + $0(.german) } ?? "")
        case (.string(let text), .date): return CivilDate(iso: text).map(format.date) ?? text
        case (.string(let text), .partialDate): return PartialDate(iso: text).map(format.partialDate) ?? text
        case (.string(let text), .iban): return format.iban(text)
        case (.string(let text), .phone): return format.phone(text)
        case (_, .choice(let choices)): return choice(value, choices)
        case (.array(let chosen), .multi(let choices, _, _)):
            return chosen.map { choice($0, choices) }.joined(separator: ", ")
        case (.object, .address(let parts)):
            let values = AddressParts.Part.allCases.compactMap { part -> String? in
                guard case .string(let text)? = value[part.rawValue] else { return nil }
                return part == .country ? parts.countries?.label(of: text, in: .german) ?? text : text
            }
            return values.joined(separator: ", ")
        case (.object, .declaration): return "zugestimmt"
        case (.object, .file), (.object, .signature): return document(value)
        default: return plain(value)
        }
    }

    private static func choice(_ value: ReceivedJSON, _ choices: Choices) -> String {
        switch value {
        case .string(let code):
            switch choices.source {
            case .options(let options): options.first { $0.value == code }?.label(.german) ?? code
            case .codeList(let list): list.label(of: code, in: .german) ?? code
            case .answers: code
            }
        case .object: value["other"].map(plain) ?? ""
        default: plain(value)
        }
    }

    private static func document(_ value: ReceivedJSON) -> String {
        guard case .string(let provided)? = value["provide"] else { return "" }
        if case .array(let files)? = value["attachments"] {
            return files.compactMap { $0["name"].map(plain) }.joined(separator: ", ")
        }
        return ["later": "wird nachgereicht", "by_post": "kommt mit der Post", "on_paper": "auf Papier"][provided]
            ?? provided
    }

    private static func plain(_ value: ReceivedJSON) -> String {
        switch value {
        case .null: ""
        case .bool(let flag): flag ? "ja" : "nein"
        case .int(let number): format.integer(number)
        case .double(let number): String(number)
        case .string(let text): text
        case .array(let elements): elements.map(plain).joined(separator: ", ")
        case .object(let members):
            members.sorted { $0.key < $1.key }.map { "\($0.key): \(plain($0.value))" }.joined(separator: ", ")
        }
    }
}
