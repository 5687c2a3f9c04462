import Catalogue
import Expressions

/// Everything that a form has been given, and what follows from it.
struct FormState: Sendable {
    /// What was given for a question, and what could be taken of it.
    struct Given: Sendable {
        let entry: Entry
        var answer: Answer?
        var problems: [Problem] = []
    }

    let plan: FormPlan
    var today: CivilDate
    var now: Moment
    var applicant: Applicant?
    var identification: IdentificationNote?

    /// What was given, by position; kept while the question is hidden.
    var given: [Position: Given] = [:]
    /// The items of each repeat, in their order. An item's number is its own in the whole form.
    var items: [Position: [Int]] = [:]
    /// The repeats of which one said that there is none.
    var declined: Set<Position> = []
    /// Cards of single items.
    var cards: [Int: Applicant] = [:]
    /// Answers from the card that were said to be wrong.
    var disputed: Set<Position> = []
    var nextItem = 0

    var cells: CellTable

    init(plan: FormPlan, today: CivilDate, now: Moment) {
        self.plan = plan
        self.today = today
        self.now = now
        cells = CellTable(elements: plan.nodes.count)
    }

    /// The items of a repeat; none for what does not repeat.
    func items(of container: Position) -> [Int] { items[container] ?? [] }

    /// Every position of an element, as far as it is known by the items given.
    func positions(of element: Int, within known: Position.Items = .none) -> [Position] {
        let around = plan.nodes[element].around
        guard !around.isEmpty else { return [Position(element)] }
        var found = [Position.Items.none]
        for (level, container) in around.enumerated() {
            let fixed = level == 0 ? known.outer : known.inner
            found = found.flatMap { prefix -> [Position.Items] in
                let items = self.items(of: Position(container, prefix))
                return (fixed >= 0 ? items.filter { $0 == fixed } : items).map(prefix.appending)
            }
        }
        return found.map { Position(element, $0) }
    }

    func cell(_ position: Position) -> Cell { cells[position] ?? Cell() }

    /// Goes through everything that is shown until something is found: in the order of the form, a page or group after
    /// what is in it.
    func first<Found>(_ find: (Position, Cell) -> Found?) -> Found? {
        for page in plan.service.pages {
            if let found = first(in: Position(page), find) { return found }
        }
        return nil
    }

    private func first<Found>(in position: Position, _ find: (Position, Cell) -> Found?) -> Found? {
        guard let cell = cells[position], cell.isVisible else { return nil }
        let node = plan.nodes[position.element]
        if node.isContainer {
            for items in node.repeats ? cell.items.map(position.items.appending) : [position.items] {
                for child in node.children {
                    if let found = first(in: Position(child, items), find) { return found }
                }
            }
        }
        return find(position, cell)
    }

    /// The position of the page or group that a position lies in, and its item there where that repeats.
    func container(of position: Position) -> (position: Position, item: Int?)? {
        guard let parent = plan.nodes[position.element].parent else { return nil }
        let node = plan.nodes[parent]
        return (Position(parent, position.items.prefix(node.depth)), node.repeats ? position.items.last : nil)
    }

    /// As many items as there must be, also in the repeats inside.
    mutating func fill(_ container: Position) {
        guard let repetition = plan.service.elements[container.element].repetition else { return }
        for _ in 0..<repetition.minimum { append(to: container) }
    }

    /// Another item of a repeat, by its number.
    @discardableResult mutating func append(to container: Position) -> Int {
        let item = nextItem
        nextItem += 1
        items[container, default: []].append(item)
        for inner in plan.service.descendants(of: container.element) where plan.nodes[inner].repeats {
            fill(Position(inner, container.items.appending(item)))
        }
        return item
    }

    /// Wipes everything that belongs to an item.
    mutating func forget(item: Int) {
        cells.forget(item: item)
        given = given.filter { !$0.key.items.contains(item) }
        items = items.filter { !$0.key.items.contains(item) }
        disputed = disputed.filter { !$0.items.contains(item) }
        declined = declined.filter { !$0.items.contains(item) }
        cards[item] = nil
    }
}

extension FormState {
    /// The card that fills questions at this position: the applicant's on plain pages and, where the repeat says so, for
    /// the first item; an item's own card where it has one.
    func card(for position: Position) -> Applicant? {
        let index = plan.nodes[position.element].page
        guard let page = plan.service.page(at: index) else { return nil }
        guard let repetition = page.repetition else { return page.prefillsFromApplicant ? applicant : nil }
        if let own = cards[position.items.outer] { return own }
        let isFirst = items(of: Position(index)).first == position.items.outer
        return repetition.firstFromApplicant && isFirst ? applicant : nil
    }
}
