internal import ClerkDesk
internal import Foundation

/// Deciding and asking back. Every form carries the version of the case that was read: who was slower loses nothing and
/// overwrites nothing.
extension DeskSite {
    private struct Typed {
        var outcome: DecisionContent.Outcome?
        var reason = ""
        var text = ""
    }

    // MARK: Deciding

    func decisionForm(_ asked: Asked) throws -> Answer {
        let (visitor, entry) = try entry(asked)
        return .page(decisionPage(entry, visitor, Typed(), faults: []))
    }

    func decide(_ asked: Asked) throws -> Answer {
        let (visitor, entry) = try entry(asked)
        let form = asked.form
        let typed = Typed(
            outcome: DecisionContent.Outcome(rawValue: form.text("outcome")), reason: form.text("reason", most: 500),
            text: form.text("text", most: Self.typedBound + 1).trimmed)
        guard Int(form.text("version")) == entry.version else {
            return try overtaken(entry, decisionPage(entry, visitor, typed, faults: []))
        }
        var faults: [FieldFault] = []
        if typed.outcome == nil {
            faults.append(FieldFault(field: "outcome-granted", sentence: "Wählen Sie, wie entschieden ist."))
        }
        let offered = typed.outcome.map(DecisionReason.all(of:)) ?? []
        if !typed.reason.isEmpty, typed.outcome != nil, !offered.contains(typed.reason) {
            faults.append(
                FieldFault(
                    field: "reason", sentence: "Diese Begründung passt nicht zur Entscheidung. Wählen Sie eine andere.")
            )
        }
        if typed.reason.isEmpty, typed.text.isEmpty {
            faults.append(FieldFault(field: "reason", sentence: "Wählen Sie eine Begründung, oder schreiben Sie eine."))
        }
        if let fault = Self.tooLong(typed.text) { faults.append(fault) }
        guard faults.isEmpty, let outcome = typed.outcome else {
            return .page(decisionPage(entry, visitor, typed, faults: faults), status: 422)
        }
        let reason = [typed.reason, typed.text].filter { !$0.isEmpty }.joined(separator: "\n")
        let decision = DecisionContent(outcome: outcome, reason: reason, date: clock.machineDay(asked.now))
        let isFirst = try Self.isFirst {
            try store.decide(entry, decision, again: entry.state == .decided, by: visitor.actor, at: asked.now)
        }
        guard isFirst else {
            let changed = try store.find(entry.id)
            return try overtaken(changed, decisionPage(changed, visitor, typed, faults: []))
        }
        return done(visitor, entry, "Entschieden: \(outcome.word). Das Gerät erfährt es beim nächsten Abgleich.")
    }

    private func decisionPage(
        _ entry: DeskCase, _ visitor: Visitor, _ typed: Typed, faults: [FieldFault]
    ) -> Page {
        Page(entry.state == .decided ? "Entscheidung ersetzen" : "Entscheiden", place: "/eingang") {
            about(entry)
            Fields.summary(faults)
            element("form", ["method": "post", "action": "/faelle/\(entry.id)/entscheiden"]) {
                token(visitor)
                version(entry)
                outcomes(typed, faults)
                Fields.field(
                    "reason", "Begründung aus der Liste", hint: "So liest sie der Bürger.", faults: faults
                ) { attributes in
                    element("select", attributes) {
                        element("option", ["value": ""]) { "– eigene Worte –" }
                        for outcome in DecisionContent.Outcome.choices {
                            element("optgroup", ["label": outcome.word]) {
                                for reason in DecisionReason.all(of: outcome) {
                                    let isChosen = outcome == typed.outcome && reason == typed.reason
                                    element("option", ["value": reason, "selected": isChosen ? "" : nil]) { reason }
                                }
                            }
                        }
                    }
                }
                ownWords("Eigene Worte oder ein Zusatz", typed.text, faults)
                element("p", ["class": "actions"]) {
                    element("button", ["type": "submit"]) { "Entscheidung festhalten" }
                    element("a", ["href": "/faelle/\(entry.id)"]) { "Zurück, ohne zu entscheiden" }
                }
            }
        }
    }

    private func outcomes(_ typed: Typed, _ faults: [FieldFault]) -> HTML {
        let fault = faults.first { $0.field == "outcome-granted" }
        return element(
            "fieldset",
            [
                "class": fault == nil ? "field" : "field faulty",
                "aria-describedby": fault == nil ? nil : "outcome-fault",
            ]
        ) {
            element("legend") { "Wie ist entschieden?" }
            if let fault { element("p", ["class": "fault", "id": "outcome-fault"]) { fault.sentence } }
            for outcome in DecisionContent.Outcome.choices {
                element("div", ["class": "choice"]) {
                    element(
                        "input",
                        [
                            "type": "radio", "name": "outcome", "id": "outcome-\(outcome.rawValue)",
                            "value": outcome.rawValue, "checked": outcome == typed.outcome ? "" : nil,
                        ])
                    element("label", ["for": "outcome-\(outcome.rawValue)"]) { outcome.word }
                }
            }
        }
    }

    // MARK: Asking back

    func questionForm(_ asked: Asked) throws -> Answer {
        let (visitor, entry) = try entry(asked)
        guard entry.state != .decided else { return .seeOther("/faelle/\(entry.id)") }
        return .page(questionPage(entry, visitor, "", faults: []))
    }

    func ask(_ asked: Asked) throws -> Answer {
        let (visitor, entry) = try entry(asked)
        let text = asked.form.text("text", most: Self.typedBound + 1).trimmed
        guard Int(asked.form.text("version")) == entry.version, entry.state != .decided else {
            return try overtaken(entry, questionPage(entry, visitor, text, faults: []))
        }
        let missing = FieldFault(field: "text", sentence: "Schreiben Sie, was der Bürger sagen oder nachreichen soll.")
        let fault = text.isEmpty ? missing : Self.tooLong(text)
        if let fault {
            return .page(questionPage(entry, visitor, text, faults: [fault]), status: 422)
        }
        let question = QuestionContent(question: text, date: clock.machineDay(asked.now))
        let isFirst = try Self.isFirst { try store.ask(entry, question, by: visitor.actor, at: asked.now) }
        guard isFirst else {
            let changed = try store.find(entry.id)
            return try overtaken(changed, questionPage(changed, visitor, text, faults: []))
        }
        return done(visitor, entry, "Die Rückfrage ist festgehalten. Das Gerät erfährt sie beim nächsten Abgleich.")
    }

    private func questionPage(_ entry: DeskCase, _ visitor: Visitor, _ text: String, faults: [FieldFault]) -> Page {
        Page("Rückfrage stellen", place: "/eingang") {
            about(entry)
            Fields.summary(faults)
            element("form", ["method": "post", "action": "/faelle/\(entry.id)/rueckfrage"]) {
                token(visitor)
                version(entry)
                ownWords("Ihre Frage, wie der Bürger sie liest", text, faults)
                element("p", ["class": "actions"]) {
                    element("button", ["type": "submit"]) { "Rückfrage stellen" }
                    element("a", ["href": "/faelle/\(entry.id)"]) { "Zurück, ohne zu fragen" }
                }
            }
        }
    }

    // MARK: Both

    /// Whether a change was made; not where somebody else was quicker.
    private static func isFirst(_ change: () throws -> Void) throws -> Bool {
        do { try change() } catch DeskError.changedMeanwhile { return false }
        return true
    }

    /// 409: what somebody else did, and below it the form with all that was typed.
    private func overtaken(_ entry: DeskCase, _ form: Page) throws -> Answer {
        let last = try store.steps(of: entry).last
        let told = try store.told(of: entry)
        return .page(
            Page("Jemand war schneller", place: "/eingang") {
                element("div", ["class": "faults", "role": "alert"]) {
                    element("p") {
                        "Der Fall wurde geändert, während Sie schrieben. Es wurde nichts von Ihnen gespeichert; Ihr Text "
                            + "steht noch unten. Lesen Sie, was geschehen ist, bevor Sie noch einmal senden."
                    }
                }
                if let last {
                    element("h2") { "Was inzwischen geschah" }
                    step(last, told: told[last.at])
                }
                element("h2") { form.title }
                form.content
            }, status: 409)
    }

    private func done(_ visitor: Visitor, _ entry: DeskCase, _ sentence: String) -> Answer {
        sessions.change(visitor.sessionID) { $0.notice = sentence }
        return .seeOther("/faelle/\(entry.id)")
    }

    private func about(_ entry: DeskCase) -> HTML {
        element("p", ["class": "summary"]) {
            "\(title(ofService: entry.service)), Vorgang \(DeskWords.grouped(entry.reference)), eingegangen am "
                + "\(clock.day(entry.acceptedAt)), \(entry.state.word)"
        }
    }

    private func version(_ entry: DeskCase) -> HTML {
        element("input", ["type": "hidden", "name": "version", "value": String(entry.version)])
    }

    private func ownWords(_ label: String, _ text: String, _ faults: [FieldFault]) -> HTML {
        Fields.field("text", label, hint: "Höchstens 2.000 Zeichen.", faults: faults) { attributes in
            element("textarea", attributes + ["rows": "6"]) { text }
        }
    }

    private static func tooLong(_ text: String) -> FieldFault? {
        guard text.count > 2000 else { return nil }
        return FieldFault(
            field: "text", sentence: "Der Text hat \(text.count) Zeichen; höchstens 2.000 passen auf das Gerät.")
    }
}

extension String {
    fileprivate var trimmed: String { trimmingCharacters(in: .whitespacesAndNewlines) }
}
