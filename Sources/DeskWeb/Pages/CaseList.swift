internal import ClerkDesk
internal import Foundation

extension DeskSite {
    private static let pageLength = 50

    /// The list of cases, newest first.
    func list(_ asked: Asked) throws -> Answer {
        guard let visitor = asked.visitor else { throw Refusal.forbidden }
        let filter = CaseFilter(asked.query)
        let offices = filter.offices(of: visitor)
        var cases = try store.page(
            offices: offices, state: filter.state, service: filter.service, after: filter.place,
            limit: Self.pageLength + 1)
        let hasMore = cases.count > Self.pageLength
        if hasMore { cases.removeLast() }
        let counts = try store.counts(offices: visitor.offices)
        try store.record(.listed, by: visitor.actor, reference: nil, at: asked.now)
        let services = try store.services(offices: visitor.offices)
        return .page(
            Page("Eingang", place: "/eingang") {
                element("p", ["class": "summary"]) {
                    "\(counts[.received] ?? 0) neu, \(counts[.asked] ?? 0) mit laufender Rückfrage, "
                        + "\(counts[.decided] ?? 0) entschieden."
                }
                filterForm(filter, visitor, services)
                table(of: cases, caption: filter.place == nil ? "Neueste zuerst" : "Weitere Fälle", at: asked.now)
                element("p", ["class": "more"]) {
                    if hasMore, let last = cases.last {
                        element("a", ["class": "button", "href": "/eingang" + filter.query(after: CasePlace(last))]) {
                            "Ältere Fälle"
                        }
                    }
                    if filter.place != nil {
                        element("a", ["href": "/eingang" + filter.query(after: nil)]) { "Zu den neuesten" }
                    }
                    if !cases.isEmpty {
                        element("a", ["href": "/eingang.csv" + filter.query(after: nil)]) { "Liste als CSV-Datei" }
                    }
                }
            })
    }

    private func filterForm(_ filter: CaseFilter, _ visitor: Visitor, _ services: [String]) -> HTML {
        element("form", ["method": "get", "action": "/eingang", "class": "filter"]) {
            choice("stand", "Stand", CaseState.allCases.map { ($0.path, $0.word) }, chosen: filter.state?.path)
            if visitor.offices.count > 1 {
                choice(
                    "amt", "Amt", visitor.offices.sorted().map { ($0, name(ofOffice: $0)) }, chosen: filter.office)
            }
            choice("anliegen", "Anliegen", services.map { ($0, title(ofService: $0)) }, chosen: filter.service)
            element("button", ["type": "submit"]) { "Anzeigen" }
        }
    }

    private func choice(_ name: String, _ label: String, _ choices: [(String, String)], chosen: String?) -> HTML {
        element("div", ["class": "field"]) {
            element("label", ["for": name]) { label }
            element("select", ["id": name, "name": name]) {
                element("option", ["value": ""]) { "alle" }
                for (value, word) in choices {
                    element("option", ["value": value, "selected": value == chosen ? "" : nil]) { word }
                }
            }
        }
    }

    /// Cases as a table.
    @HTMLBuilder
    func table(of cases: [DeskCase], caption: String, at now: Int64) -> HTML {
        if cases.isEmpty {
            element("p", ["class": "empty"]) { "Es liegt kein solcher Fall vor." }
        } else {
            let heads = ["Eingegangen", "Anliegen", "Vorgang", "Frist", "Stand", "Identität", "Amt"]
            Tables.table("Fälle", caption: caption, heads) { for entry in cases { row(entry, at: now) } }
        }
    }

    private func row(_ entry: DeskCase, at now: Int64) -> HTML {
        element("tr") {
            element("td") {
                element("time", ["datetime": clock.machineDay(entry.acceptedAt)]) { clock.day(entry.acceptedAt) }
                element("span", ["class": "beside"]) { age(of: entry, at: now) }
            }
            element("th", ["scope": "row"]) {
                element("a", ["href": "/faelle/\(entry.id)"]) { title(ofService: entry.service) }
            }
            element("td", ["class": "reference"]) { DeskWords.grouped(entry.reference) }
            element("td") { deadlineText(entry, at: now) }
            element("td") { element("span", ["class": "state \(entry.state.rawValue)"]) { entry.state.word } }
            element("td") { DeskWords.identification(entry.identification) }
            element("td") { name(ofOffice: entry.office) }
        }
    }

    private func age(of entry: DeskCase, at now: Int64) -> String {
        switch clock.days(from: entry.acceptedAt, to: now) {
        case ...0: "heute"
        case 1: "gestern"
        case let days: "vor \(days) Tagen"
        }
    }

    /// The deadline in words; a case that is decided has none any more.
    @HTMLBuilder
    func deadlineText(_ entry: DeskCase, at now: Int64) -> HTML {
        if entry.state != .decided, let deadline = deadline(of: entry) {
            let days = clock.days(from: now, to: deadline)
            element("time", ["datetime": clock.machineDay(deadline)]) { clock.day(deadline) }
            element("span", ["class": days < 0 ? "beside late" : days < 3 ? "beside soon" : "beside"]) {
                switch days {
                case ..<(-1): "seit \(-days) Tagen überschritten"
                case -1: "seit gestern überschritten"
                case 0: "heute"
                case 1: "morgen"
                default: "noch \(days) Tage"
                }
            }
        } else {
            "–"
        }
    }

    /// The list as a file for spreadsheets.
    func table(_ asked: Asked) throws -> Answer {
        guard let visitor = asked.visitor else { throw Refusal.forbidden }
        let filter = CaseFilter(asked.query)
        let cases = try store.page(
            offices: filter.offices(of: visitor), state: filter.state, service: filter.service, limit: 10_000)
        try store.record(.exported, by: visitor.actor, reference: nil, at: asked.now)
        var table = CommaSeparatedTable([
            "Vorgang", "Anliegen", "Amt", "Stand", "Eingegangen", "Frist", "Entschieden", "Identität",
        ])
        for entry in cases {
            table.add([
                entry.reference, title(ofService: entry.service), name(ofOffice: entry.office), entry.state.word,
                clock.machineDay(entry.acceptedAt), deadline(of: entry).map(clock.machineDay) ?? "",
                entry.decidedAt.map(clock.machineDay) ?? "", DeskWords.identification(entry.identification),
            ])
        }
        return .file(
            Data(table.bytes), type: "text/csv; charset=utf-8", name: "eingang-\(clock.machineDay(asked.now)).csv")
    }
}
