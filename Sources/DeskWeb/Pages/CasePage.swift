internal import ClerkDesk
internal import Foundation
internal import Secrets

extension DeskSite {
    /// The case of an address, if it belongs to an office that the account sees.
    /// - Throws: `noCase` also where it does not.
    func entry(_ asked: Asked) throws -> (Visitor, DeskCase) {
        guard let visitor = asked.visitor else { throw Refusal.forbidden }
        guard let id = asked.parameters["case"].flatMap({ CaseID($0) }) else { throw Refusal.notFound }
        let entry = try store.find(id)
        guard visitor.offices.contains(entry.office) else { throw Refusal.notFound }
        return (visitor, entry)
    }

    /// A case: what the citizen said, who it is, what was done with it.
    func casePage(_ asked: Asked) throws -> Answer {
        let (visitor, entry) = try entry(asked)
        // Before anything is seen.
        try store.record(.opened, by: visitor.actor, reference: entry.reference, at: asked.now)
        let sheet = AnswerSheet(
            data: try store.data(of: entry), services: known, schemaURI: entry.head.schemaURI)
        let steps = try store.steps(of: entry)
        let told = try store.told(of: entry)
        return .page(
            Page(title(ofService: entry.service), place: "/eingang") {
                facts(entry, sheet, at: asked.now)
                actions(entry)
                element("section", ["aria-labelledby": "angaben"]) {
                    element("h2", ["id": "angaben"]) { "Angaben" }
                    if let sheet {
                        answers(sheet)
                    } else {
                        element("p") { "Die Daten sind kein JSON-Objekt. Laden Sie sie als Datei." }
                    }
                }
                attachments(entry)
                history(entry, steps, told)
            })
    }

    private func facts(_ entry: DeskCase, _ sheet: AnswerSheet?, at now: Int64) -> HTML {
        element("dl", ["class": "facts"]) {
            Fields.fact("Vorgang", DeskWords.grouped(entry.reference))
            Fields.fact("Stand", entry.state.word)
            Fields.fact("Eingegangen", clock.moment(entry.acceptedAt))
            element("div") {
                element("dt") { "Frist" }
                element("dd") { deadlineText(entry, at: now) }
            }
            Fields.fact("Identität", DeskWords.identification(entry.identification))
            Fields.fact("Amt", name(ofOffice: entry.office))
            Fields.fact("Gefragt auf", sheet?.language.map(languageWord))
            Fields.fact("Wird gelöscht am", entry.keptUntil.map(clock.day))
            for note in entry.head.notes { Fields.fact("Hinweis", Self.sentence(note)) }
            if entry.case == nil {
                Fields.fact(
                    "Hinweis", "Vom Datenträger: Das Gerät erfährt eine Antwort erst, wenn es selbst übertragen hat.")
            }
        }
    }

    private static func sentence(_ note: CaseHead.Note) -> String {
        switch note {
        case .unknownSchema: "Die Angaben konnten nicht geprüft werden: Hier ist kein solches Formular eingerichtet."
        case .withoutReference: "Der Absender nannte keine Vorgangsnummer; dies ist die des Zustelldienstes."
        }
    }

    private func actions(_ entry: DeskCase) -> HTML {
        element("p", ["class": "actions"]) {
            element("a", ["class": "button", "href": "/faelle/\(entry.id)/entscheiden"]) {
                entry.state == .decided ? "Entscheidung ersetzen" : "Entscheiden"
            }
            if entry.state != .decided {
                element("a", ["class": "button second", "href": "/faelle/\(entry.id)/rueckfrage"]) {
                    "Rückfrage stellen"
                }
            }
            element("a", ["href": "/faelle/\(entry.id)/daten.json"]) { "Daten als JSON-Datei" }
        }
    }

    /// Each heading with the answers below it; what the citizen read in another language stands beside.
    private func answers(_ sheet: AnswerSheet) -> HTML {
        let groups = sheet.lines.reduce(into: [(head: AnswerSheet.Line?, lines: [AnswerSheet.Line])]()) {
            groups, line in
            if line.value == nil {
                groups.append((line, []))
            } else if groups.isEmpty {
                groups.append((nil, [line]))
            } else {
                groups[groups.count - 1].lines.append(line)
            }
        }
        return element("div", ["class": "answers"]) {
            for group in groups {
                if let head = group.head {
                    switch head.depth {
                    case 0: element("h3") { head.label }
                    case 1: element("h4") { head.label }
                    default: element("h5") { head.label }
                    }
                }
                if !group.lines.isEmpty {
                    element("dl") { for line in group.lines { answerLine(line, in: sheet.language) } }
                }
            }
        }
    }

    private func answerLine(_ line: AnswerSheet.Line, in language: String?) -> HTML {
        element("div") {
            element("dt") {
                line.label
                if let asked = line.asked { element("span", ["class": "asked", "lang": language]) { asked } }
            }
            element("dd") {
                line.value ?? ""
                if let answered = line.answered { element("span", ["class": "asked", "lang": language]) { answered } }
            }
        }
    }

    @HTMLBuilder
    private func attachments(_ entry: DeskCase) -> HTML {
        if !entry.head.attachments.isEmpty {
            element("section", ["aria-labelledby": "anlagen"]) {
                element("h2", ["id": "anlagen"]) { "Anlagen" }
                element("ul") {
                    for (index, attachment) in entry.head.attachments.enumerated() {
                        element("li") {
                            element("a", ["href": "/faelle/\(entry.id)/anlagen/\(attachment.id)"]) {
                                attachment.purpose == "form"
                                    ? "Formular als PDF" : CaseFolder.name(of: attachment, index + 1)
                            }
                        }
                    }
                }
            }
        }
    }

    private func history(_ entry: DeskCase, _ steps: [CaseStep], _ told: [Int64: Int64?]) -> HTML {
        element("section", ["aria-labelledby": "verlauf"]) {
            element("h2", ["id": "verlauf"]) { "Verlauf" }
            element("ol", ["class": "history"]) {
                element("li") {
                    element("p") { element("strong") { clock.moment(entry.acceptedAt) + ": eingegangen" } }
                }
                for step in steps { element("li") { self.step(step, told: told[step.at]) } }
            }
        }
    }

    /// What somebody did with a case, and whether the device knows.
    @HTMLBuilder
    func step(_ step: CaseStep, told: Int64??) -> HTML {
        element("p") {
            element("strong") { clock.moment(step.at) + ": " + Self.word(step) }
            " durch \(name(of: step.who))"
        }
        element("blockquote") { step.text }
        if let posted = told {
            element("p", ["class": "hint"]) {
                posted.map { "Dem Gerät zugestellt am \(clock.moment($0))." }
                    ?? "Wird dem Gerät beim nächsten Abgleich zugestellt."
            }
        }
    }

    private static func word(_ step: CaseStep) -> String {
        switch step.kind {
        case .asked: "Rückfrage"
        case .decided: step.outcome?.word ?? "entschieden"
        }
    }

    /// How the audit log's actors are called.
    func name(of who: String) -> String {
        let parts = who.split(separator: ":", maxSplits: 1).map(String.init)
        switch (parts.first, parts.count) {
        case ("account", 2): return ((try? accounts.account(parts[1])) ?? nil)?.displayName ?? parts[1]
        case ("user", 2): return parts[1] + " (an diesem Rechner)"
        case ("intake", _): return "der Annahme"
        case ("retention", _): return "der Aufbewahrung"
        default: return who
        }
    }

    // MARK: Files

    /// The data as they were sent.
    func data(_ asked: Asked) throws -> Answer {
        let (visitor, entry) = try entry(asked)
        try store.record(.exported, by: visitor.actor, reference: entry.reference, at: asked.now)
        let data = try store.data(of: entry).withUnsafeBytes { Data($0) }
        return .file(data, type: "application/json", name: "\(Self.fileName(entry.reference)).json")
    }

    /// An attachment; also the form.
    func attachment(_ asked: Asked) throws -> Answer {
        let (visitor, entry) = try entry(asked)
        guard let index = entry.head.attachments.firstIndex(where: { $0.id == asked.parameters["attachment"] }) else {
            throw Refusal.notFound
        }
        let attachment = entry.head.attachments[index]
        try store.record(.exported, by: visitor.actor, reference: entry.reference, at: asked.now)
        let bytes = try store.attachment(attachment.id, of: entry).withUnsafeBytes { Data($0) }
        // Only types that no browser runs; whatever the sender said.
        let harmless: Set<String> = ["application/pdf", "image/jpeg", "image/png", "image/tiff", "text/plain"]
        let type = harmless.contains(attachment.mimeType) ? attachment.mimeType : "application/octet-stream"
        return .file(bytes, type: type, name: CaseFolder.name(of: attachment, index + 1))
    }

    private static func fileName(_ reference: String) -> String {
        let plain = reference.unicodeScalars.filter {
            $0.isASCII && ($0.properties.isAlphabetic || (48...57).contains($0.value))
        }
        return plain.isEmpty ? "fall" : String(String.UnicodeScalarView(plain).prefix(40))
    }
}
