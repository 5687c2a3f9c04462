internal import ClerkDesk

extension DeskSite {
    private static let weeks = 26

    /// How each service's cases stand: arrivals, waiting, age, share identified. Never by clerk.
    func figures(_ asked: Asked) throws -> Answer {
        guard let visitor = asked.visitor else { throw Refusal.forbidden }
        let figures = try store.figures(
            offices: visitor.offices, weeks: Self.weeks, endingWith: clock.monday(of: asked.now))
        try store.record(.sawFigures, by: visitor.actor, reference: nil, at: asked.now)
        return .page(
            Page("Statistik", place: "/statistik") {
                element("p", ["class": "summary"]) {
                    "Die letzten \(Self.weeks) Wochen, nach Anliegen. Wer etwas bearbeitet hat, wird nicht gezählt."
                }
                if figures.isEmpty { element("p", ["class": "empty"]) { "Es ist noch nichts eingegangen." } }
                for service in figures { section(service, at: asked.now) }
            })
    }

    private func section(_ figures: ServiceFigures, at now: Int64) -> HTML {
        let title = title(ofService: figures.service)
        return element("section", ["class": "figures"]) {
            element("h2") { title }
            WeekChart(
                arrivals: figures.arrivals,
                label: "Eingänge je Woche, älteste links: \(figures.arrivals.map(String.init).joined(separator: ", "))"
            ).picture
            element("dl", ["class": "facts"]) {
                Fields.fact("Eingegangen", "\(figures.arrived), davon \(figures.arrivals.last ?? 0) in dieser Woche")
                Fields.fact("Offen", String(figures.waiting))
                Fields.fact(
                    "Ältester offener Fall", figures.oldestWaiting.map { Self.days(clock.days(from: $0, to: now)) })
                Fields.fact(
                    "Bis zur Entscheidung, in der Mitte", figures.medianToDecision.map { Self.days(Int($0 / 86400)) })
                Fields.fact("Identität festgestellt", Self.share(figures.identified, of: figures.arrived))
            }
        }
    }

    private static func days(_ days: Int) -> String {
        days < 1 ? "unter einem Tag" : days == 1 ? "1 Tag" : "\(days) Tage"
    }

    private static func share(_ part: Int, of whole: Int) -> String {
        whole == 0 ? "–" : "\(part) von \(whole) (\((part * 100 + whole / 2) / whole) %)"
    }
}
