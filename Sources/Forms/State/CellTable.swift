/// The cells of a form by position: those outside repeats in an array, since most are.
struct CellTable: Sendable {
    private var plain: [Cell?]
    private var inItems: [Position: Cell] = [:]

    init(elements: Int) { plain = [Cell?](repeating: nil, count: elements) }

    /// The cell at a position; nothing where there is no such element or item.
    subscript(position: Position) -> Cell? {
        get {
            guard position.items == .none else { return inItems[position] }
            return plain.indices.contains(position.element) ? plain[position.element] : nil
        }
        set {
            if position.items == .none { plain[position.element] = newValue } else { inItems[position] = newValue }
        }
    }

    /// Wipes the cells of an item.
    mutating func forget(item: Int) { inItems = inItems.filter { !$0.key.items.contains(item) } }
}
