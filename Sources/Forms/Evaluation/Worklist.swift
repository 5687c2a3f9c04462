/// Positions to compute, in an order in which each comes after all that it depends on.
///
/// An element is taken once: the work always ends, whatever the rules of a file say.
struct Worklist {
    private var waiting: [Set<Position>]
    private var next = 0
    private let rank: [Int]

    init(rank: [Int]) {
        self.rank = rank
        waiting = [Set<Position>](repeating: [], count: rank.count)
    }

    mutating func insert(_ position: Position) { waiting[rank[position.element]].insert(position) }

    /// All positions of the next element.
    mutating func popFirst() -> Set<Position>? {
        while next < waiting.count {
            defer { next += 1 }
            if !waiting[next].isEmpty { return waiting[next] }
        }
        return nil
    }
}
