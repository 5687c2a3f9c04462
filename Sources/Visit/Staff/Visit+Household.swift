import Catalogue
import Forms

/// Several cards in one household: the next person's own card fills in the next entry.
extension Visit {
    /// Whether the next entry can be read from a card: where staff are, and the service takes a card for each.
    func takesPersonCard(_ container: Position) -> Bool {
        guard profile == .koffer, let form, let repetition = form.service.elements[container.element].repetition else {
            return false
        }
        return repetition.cardPerItem && form.items(of: container).count < repetition.maximum
    }

    /// Another person shows a card: the photo first.
    mutating func beginPersonCard() -> [VisitEffect] {
        guard case .step(.items(let container)) = stage, takesPersonCard(container) else { return [] }
        card.household = container
        card.photoWasCompared = false
        go(to: .card(.photo))
        focus = -1
        return [.card(.prepare(readingTask))]
    }

    /// What a genuine card has said becomes an entry of its own.
    mutating func takePersonCard(_ applicant: Applicant, for container: Position) -> [VisitEffect] {
        let effects = apply(.addItem(container))
        guard let item = form?.items(of: container).last else { return effects }
        card.read = applicant
        return effects + apply(.itemCard(container, item: item, applicant))
    }

    /// With what was read to the entry's first question; without it back to whether there is another person.
    mutating func leavePersonCard(_ container: Position) -> [VisitEffect] {
        let wasRead = card.read != nil
        (card.household, card.read) = (nil, nil)
        if wasRead, let item = form?.items(of: container).last {
            showItem(item, of: container)
        } else {
            show(.items(container))
        }
        return [.card(.release)]
    }
}
