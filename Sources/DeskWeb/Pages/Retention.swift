internal import ClerkDesk

extension DeskSite {
    /// What retention deletes next, and what it deleted.
    func retention(_ asked: Asked) throws -> Answer {
        guard let visitor = asked.visitor else { throw Refusal.forbidden }
        let soon = try store.ending(offices: visitor.offices, before: asked.now + 30 * 86400, limit: 100)
        let undecided = soon.count { $0.state != .decided }
        let deleted = try store.audit(limit: 2000, only: [.deleted]).prefix(100)
        let endless = try store.countKeptForEver()
        return .page(
            Page("Aufbewahrung", place: "/aufbewahrung") {
                element("p", ["class": "summary"]) {
                    "Jeder Fall wird gelöscht, wenn die Frist seines Anliegens zu Ende ist: täglich, von selbst, auch wenn er "
                        + "nicht entschieden ist."
                }
                if endless > 0 {
                    element("p", ["class": "notice"]) {
                        "\(endless) Fälle haben kein Ende, weil ihr Anliegen hier nicht eingerichtet ist. Fragen Sie Ihre Verwaltung."
                    }
                }
                element("h2") { "In den nächsten 30 Tagen" }
                if undecided > 0 {
                    element("p", ["class": "notice"]) { "Davon nicht entschieden: \(undecided)." }
                }
                ending(soon)
                element("form", ["method": "post", "action": "/aufbewahrung"]) {
                    token(visitor)
                    element("button", ["type": "submit", "class": "second"]) { "Abgelaufene Fälle jetzt löschen" }
                }
                element("h2") { "Zuletzt gelöscht" }
                if deleted.isEmpty {
                    element("p", ["class": "empty"]) { "Noch nichts." }
                } else {
                    element("ul") {
                        for line in deleted {
                            element("li") {
                                "\(clock.moment(line.at)): Vorgang \(DeskWords.grouped(line.reference ?? "–"))"
                            }
                        }
                    }
                }
            })
    }

    @HTMLBuilder
    private func ending(_ cases: [DeskCase]) -> HTML {
        if cases.isEmpty {
            element("p", ["class": "empty"]) { "Kein Fall." }
        } else {
            Tables.table("Bald gelöschte Fälle", ["Wird gelöscht am", "Anliegen", "Vorgang", "Stand"]) {
                for entry in cases {
                    element("tr") {
                        element("td") { entry.keptUntil.map(clock.day) ?? "–" }
                        element("th", ["scope": "row"]) {
                            element("a", ["href": "/faelle/\(entry.id)"]) { title(ofService: entry.service) }
                        }
                        element("td", ["class": "reference"]) { DeskWords.grouped(entry.reference) }
                        element("td") { entry.state.word }
                    }
                }
            }
        }
    }

    /// Deletes now what is past its days.
    func enforceRetention(_ asked: Asked) throws -> Answer {
        guard let visitor = asked.visitor else { throw Refusal.forbidden }
        let count = try store.deleteOverdue(at: asked.now)
        sessions.change(visitor.sessionID) {
            $0.notice = count == 1 ? "1 Fall ist gelöscht." : "\(count) Fälle sind gelöscht."
        }
        return .seeOther("/aufbewahrung")
    }
}
