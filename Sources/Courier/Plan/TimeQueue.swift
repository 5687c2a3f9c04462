/// Names in the order of their times: a binary heap. A name may stand in it several times; whoever takes it out knows which
/// time still counts.
package struct TimeQueue: Sendable {
    /// A name and its time.
    package struct Element: Sendable {
        package let time: Duration
        /// Which came first, for the same time.
        fileprivate let turn: Int
        package let name: String

        fileprivate func isBefore(_ other: Element) -> Bool { (time, turn) < (other.time, other.turn) }
    }

    private var heap: [Element] = []
    private var turn = 0

    /// Nothing yet.
    package init() {}

    /// The earliest.
    package var first: Element? { heap.first }

    /// Puts a name in.
    package mutating func insert(_ name: String, at time: Duration) {
        heap.append(Element(time: time, turn: turn, name: name))
        turn += 1
        var child = heap.count - 1
        while child > 0, heap[child].isBefore(heap[(child - 1) / 2]) {
            heap.swapAt(child, (child - 1) / 2)
            child = (child - 1) / 2
        }
    }

    /// Takes the earliest out.
    package mutating func removeFirst() -> Element? {
        guard let first = heap.first else { return nil }
        let last = heap.removeLast()
        guard !heap.isEmpty else { return first }
        heap[0] = last
        var parent = 0
        while true {
            var least = parent
            for child in [2 * parent + 1, 2 * parent + 2] where child < heap.count && heap[child].isBefore(heap[least])
            {
                least = child
            }
            guard least != parent else { return first }
            heap.swapAt(parent, least)
            parent = least
        }
    }
}
