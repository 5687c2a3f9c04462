import Catalogue
import Expressions

/// The answers of a form as an expression at one position sees them.
struct FormActivation: Activation {
    let state: FormState
    let position: Position
    let this: Value?
    let card: Applicant?

    init(_ state: FormState, at position: Position, this: Value? = nil, card: Applicant? = nil) {
        self.state = state
        self.position = position
        self.this = this
        self.card = card
    }

    var today: CivilDate { state.today }
    var now: Moment { state.now }

    func value(of slot: Int) -> Value? {
        guard slot >= 0 else { return special(slot) }
        return value(at: state.position(of: slot, from: position.items))
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
        var current = position
        while let container = state.container(of: current) {
            if let item = container.item { return state.items(of: container.position).firstIndex(of: item) }
            current = container.position
        }
        return nil
    }

    private func value(at position: Position) -> Value? {
        let element = state.service.elements[position.element]
        let cell = state.cell(position)
        if element.repetition != nil {
            guard cell.isVisible else { return .list([]) }
            return .list(state.items(of: position).map { record(of: element.children, items: position.items.appending($0)) })
        }
        guard cell.isVisible else { return nil }
        if element.page != nil || element.question?.group != nil { return record(of: element.children, items: position.items) }
        return cell.value
    }

    private func record(of children: [Int], items: Position.Items) -> Value {
        var fields: [String: Value] = [:]
        for child in children {
            if let value = value(at: Position(child, items)) { fields[state.service.elements[child].place.id] = value }
        }
        return .record(fields)
    }
}
