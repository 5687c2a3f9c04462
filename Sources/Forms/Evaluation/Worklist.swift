/// Positions to compute, those of a lower rank first, each once.
struct Worklist {
    private var waiting: [Int: Set<Position>] = [:]
    private var heap: [Int] = []
    private let rank: [Int]

    init(rank: [Int]) { self.rank = rank }

    mutating func insert(_ position: Position) {
        let rank = rank[position.element]
        if waiting[rank] == nil { push(rank) }
        waiting[rank, default: []].insert(position)
    }

    /// All positions of the lowest rank.
    mutating func popFirst() -> Set<Position>? {
        guard let rank = popRank() else { return nil }
        return waiting.removeValue(forKey: rank)
    }

    private mutating func push(_ rank: Int) {
        heap.append(rank)
        var child = heap.count - 1
        while child > 0, heap[child] < heap[(child - 1) / 2] {
            heap.swapAt(child, (child - 1) / 2)
            child = (child - 1) / 2
        }
    }

    private mutating func popRank() -> Int? {
        guard let first = heap.first else { return nil }
        let last = heap.removeLast()
        guard !heap.isEmpty else { return first }
        heap[0] = last
        var parent = 0
        while true {
            var least = parent
            for child in [2 * parent + 1, 2 * parent + 2] where child < heap.count && heap[child] < heap[least] {
                least = child
            }
            if least == parent { return first }
            heap.swapAt(parent, least)
            parent = least
        }
    }
}
