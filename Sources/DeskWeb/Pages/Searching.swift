internal import ClerkDesk

extension DeskSite {
    private static let mostFindings = 100

    /// Keeps what is searched for in the session: it is a citizen's name, and belongs into no address.
    func search(_ asked: Asked) throws -> Answer {
        guard let visitor = asked.visitor else { throw Refusal.forbidden }
        let text = asked.form.text("suche", most: 100)
        sessions.change(visitor.sessionID) { $0.search = text }
        return .seeOther("/suche")
    }

    /// What was found for what was searched for last.
    func findings(_ asked: Asked) async throws -> Answer {
        guard let visitor = asked.visitor else { throw Refusal.forbidden }
        let text = visitor.session.search
        var cases: [DeskCase] = []
        var findings: CaseIndex.Findings?
        if !text.isEmpty {
            try store.record(.searched, by: visitor.actor, reference: nil, at: asked.now)
            let found = try await index.search(text, offices: visitor.offices, limit: Self.mostFindings)
            for id in found.cases { if let entry = try Self.still({ try store.find(id) }) { cases.append(entry) } }
            findings = found
        }
        let shown = cases
        return .page(
            Page("Suche", place: "/suche") {
                element("form", ["method": "post", "action": "/suche", "class": "filter", "role": "search"]) {
                    token(visitor)
                    Fields.field(
                        "suche", "Wonach suchen Sie?",
                        hint: "Vorgangsnummer, Name, Straße, Kennzeichen – Anfänge genügen",
                        faults: []
                    ) { attributes in
                        element("input", attributes + ["type": "search", "value": text, "autocomplete": "off"])
                    }
                    element("button", ["type": "submit"]) { "Suchen" }
                }
                if let findings {
                    element("p", ["class": "summary", "role": "status"]) {
                        Self.sentence(shown.count, isCut: findings.isCut)
                        if !findings.isComplete {
                            " Die Fälle werden noch eingelesen; suchen Sie in einer Minute noch einmal."
                        }
                    }
                    table(of: shown, caption: "Gefundene Fälle, neueste zuerst", at: asked.now)
                }
            })
    }

    private static func sentence(_ count: Int, isCut: Bool) -> String {
        if isCut { return "Mehr als \(count) Fälle gefunden; das sind die neuesten. Ein Wort mehr grenzt ein." }
        return count == 1 ? "1 Fall gefunden." : "\(count) Fälle gefunden."
    }

    /// Nothing where a case was deleted meanwhile.
    private static func still(_ find: () throws -> DeskCase) throws -> DeskCase? {
        do { return try find() } catch DeskError.noCase { return nil }
    }
}
