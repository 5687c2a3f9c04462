import Catalogue
import Forms

extension Visit {
    /// Tells the form what happened; what changed it is journalled.
    mutating func apply(_ event: FormEvent) -> [VisitEffect] {
        guard let effects = form?.handle(event), !effects.contains(.ignored) else { return [] }
        let reports: [VisitEffect] = effects.compactMap { effect in
            if case .report(let defect) = effect { .report(defect) } else { nil }
        }
        return [.journal(.form(event))] + reports
    }

    /// The first entries of a form.
    func beginJournal() -> [VisitEffect] {
        guard let service else { return [] }
        return [
            .journal(.began(service: service.id, version: service.version, elements: service.elements.count)),
            viewEntry,
        ] + (replaces.map { [.journal(.replaces($0))] } ?? [])
    }

    /// How one reads.
    var viewEntry: VisitEffect { .journal(.view(language: language.tag, theme: theme)) }
}
