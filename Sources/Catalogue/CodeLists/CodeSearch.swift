/// Type-to-find over the labels of a code list in one language, in the order in which one looks through them.
package struct CodeSearch: Sendable {
    /// The rows as they are shown.
    private let order: [Int]
    /// The folded labels in that order, one after the other.
    private var folded: [UInt8] = []
    private var ends: [Int] = []

    /// Folds all labels once; then every key stroke only scans bytes.
    package init(_ list: CodeList, language: Language) {
        let labels = (0..<list.count).map { row in
            var label: [UInt8] = []
            SearchFolding.fold(list.labelBytes(row: row, in: language), into: &label)
            return label
        }
        order = CodeListOrder(list).rows(by: labels)
        ends.reserveCapacity(order.count)
        for row in order {
            folded += labels[row]
            ends.append(folded.count)
        }
    }

    /// The rows whose label holds what was typed: those that begin with it first, then those of which a word does, then the rest.
    package func rows(matching typed: String) -> [Int] {
        var query: [UInt8] = []
        SearchFolding.fold(Array(typed.utf8)[...], into: &query)
        guard !query.isEmpty else { return order }
        var ranked: [[Int]] = [[], [], []]
        folded.withUnsafeBufferPointer { text in
            query.withUnsafeBufferPointer { query in
                var start = 0
                for place in 0..<ends.count {
                    if let rank = Self.rank(UnsafeBufferPointer(rebasing: text[start..<ends[place]]), query) {
                        ranked[rank].append(order[place])
                    }
                    start = ends[place]
                }
            }
        }
        return ranked[0] + ranked[1] + ranked[2]
    }

    /// 0 at the beginning, 1 at the beginning of a word, 2 anywhere.
    private static func rank(_ label: UnsafeBufferPointer<UInt8>, _ query: UnsafeBufferPointer<UInt8>) -> Int? {
        guard label.count >= query.count else { return nil }
        var best: Int?
        let first = query[0]
        for position in 0...(label.count - query.count) where label[position] == first {
            guard (1..<query.count).allSatisfy({ label[position + $0] == query[$0] }) else { continue }
            if position == 0 { return 0 }
            if label[position - 1] == 0x20 { return 1 }
            best = 2
        }
        return best
    }
}
