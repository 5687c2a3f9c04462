import Catalogue
import Expressions

/// The answers of a form as an expression at one position sees them.
struct FormActivation: Activation {
    private let plan: FormPlan
    private let cells: CellTable
    private let position: Position
    private let this: Value?
    private let card: Applicant?
    let today: CivilDate
    let now: Moment

    init(_ state: FormState, at position: Position, this: Value? = nil, card: Applicant? = nil) {
        plan = state.plan
        cells = state.cells
        today = state.today
        now = state.now
        self.position = position
        self.this = this
        self.card = card
    }

    func value(of slot: Int) -> Value? {
        guard slot >= 0 else { return special(slot) }
        // The same items, as far as both lie in the same repeats.
        return value(at: Position(slot, position.items.prefix(plan.nodes[slot].depth)))
    }

    private func special(_ slot: Int) -> Value? {
        switch slot {
        case Slot.this: return this
        case Slot.index: return itemIndex.map(Value.int)
        default: return EIDField(slot: slot).flatMap { card?[$0] }
        }
    }

    /// The place of the innermost item around this position.
    private var itemIndex: Int? {
        guard let item = position.items.last, let container = plan.nodes[position.element].around.last else {
            return nil
        }
        return cells[Position(container, position.items.prefix(plan.nodes[container].depth))]?.items.firstIndex(
            of: item)
    }

    private func value(at position: Position) -> Value? {
        let node = plan.nodes[position.element]
        let cell = cells[position]
        let isVisible = cell?.isVisible == true
        if node.repeats {
            let items = isVisible ? cell?.items ?? [] : []
            return .list(items.map { record(of: node.children, items: position.items.appending($0)) })
        }
        guard isVisible else { return nil }
        return node.isContainer ? record(of: node.children, items: position.items) : cell?.value
    }

    private func record(of children: [Int], items: Position.Items) -> Value {
        var fields: [String: Value] = [:]
        for child in children {
            if let value = value(at: Position(child, items)) { fields[plan.nodes[child].id] = value }
        }
        return .record(fields)
    }
}
