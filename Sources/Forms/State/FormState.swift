import Catalogue
import Expressions

/// Everything that a form has been given, and what follows from it.
struct FormState: Sendable {
    let service: Service
    let profile: Profile
    let municipality: TerminalConfiguration.Municipality
    var today: CivilDate
    var now: Moment
    var applicant: Applicant?
    var identification: IdentificationNote?

    /// What was given, by position; kept while the question is hidden.
    var entries: [Position: Entry] = [:]
    /// The answers in it that could be taken.
    var given: [Position: Answer] = [:]
    /// What could not be taken.
    var inputProblems: [Position: [Problem]] = [:]
    /// The items of each repeat, in their order.
    var items: [Position: [Int]] = [:]
    /// The repeats of which one said that there is none.
    var declined: Set<Position> = []
    /// Cards of single items, by the repeat's position and the item.
    var cards: [Position: [Int: Applicant]] = [:]
    /// Answers from the card that were said to be wrong.
    var disputed: Set<Position> = []
    var nextItem = 0

    var cells: [Position: Cell] = [:]

    /// The items of a repeat; one nameless item for what does not repeat.
    func items(of container: Position) -> [Int] { items[container] ?? [] }

    /// Every position of an element, as far as it is known by the items given.
    func positions(of element: Int, within known: Position.Items = .none) -> [Position] {
        let place = service.elements[element].place
        guard place.depth > 0 else { return [Position(element)] }
        let repeats = service.chain(from: element).dropFirst().filter { service.elements[$0].repetition != nil }.reversed()
        var found = [Position.Items.none]
        for (level, container) in repeats.enumerated() {
            found = found.flatMap { prefix -> [Position.Items] in
                let fixed = level == 0 ? known.outer : known.inner
                let items = self.items(of: Position(container, prefix))
                return (fixed >= 0 ? items.filter { $0 == fixed } : items).map { prefix.appending($0) }
            }
        }
        return found.map { Position(element, $0) }
    }

    /// The position of an element as seen from an item: the same items, as far as both lie in the same repeats.
    func position(of element: Int, from items: Position.Items) -> Position {
        Position(element, items.prefix(service.elements[element].place.depth))
    }

    func cell(_ position: Position) -> Cell { cells[position] ?? Cell() }

    /// The position of the page or group that a position lies in, and its item there where that repeats.
    func container(of position: Position) -> (position: Position, item: Int?)? {
        guard let parent = service.elements[position.element].place.parent else { return nil }
        let repeats = service.elements[parent].repetition != nil
        let depth = service.elements[parent].place.depth
        return (Position(parent, position.items.prefix(depth)), repeats ? position.items.last : nil)
    }
}

extension FormState {
    /// The card that fills questions at this position: the applicant's on plain pages and, where the repeat says so, for
    /// the first item; an item's own card where it has one.
    func card(for position: Position) -> Applicant? {
        guard let page = service.chain(from: position.element).last.flatMap({ service.page(at: $0) }) else { return nil }
        guard let repetition = page.repetition else { return page.prefillsFromApplicant ? applicant : nil }
        let container = Position(page.place.index)
        if let own = cards[container]?[position.items.outer] { return own }
        let isFirst = items(of: container).first == position.items.outer
        return repetition.firstFromApplicant && isFirst ? applicant : nil
    }
}
