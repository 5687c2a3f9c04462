/// In what order the rows of a code list are shown.
///
/// The order of the file is the author's: the frequent first, say. Only where most of a long list stands by the alphabet,
/// as states do, is that part put by the alphabet of the language shown; what stands before it and behind it stays, such as
/// Germany on top and "unknown" at the end.
struct CodeListOrder {
    /// The rows that stand by the alphabet in the file; none in a list of another order.
    let alphabetical: Range<Int>
    private let count: Int

    /// Shorter lists are looked through as they are.
    private static let least = 20

    init(_ list: CodeList) {
        count = list.count
        var longest = 0..<0
        var start = 0
        var before: [UInt8] = []
        for row in 0..<count {
            var label: [UInt8] = []
            SearchFolding.fold(list.labelBytes(row: row, in: .german), into: &label)
            if label.lexicographicallyPrecedes(before) { start = row }
            if row + 1 - start > longest.count { longest = start..<row + 1 }
            before = label
        }
        alphabetical = longest.count >= Self.least && longest.count * 5 >= count * 4 ? longest : 0..<0
    }

    /// The rows by labels of a language, folded.
    func rows(by labels: [[UInt8]]) -> [Int] {
        let sorted = alphabetical.sorted { left, right in
            labels[left] == labels[right] ? left < right : labels[left].lexicographicallyPrecedes(labels[right])
        }
        return Array(0..<alphabetical.lowerBound) + sorted + Array(alphabetical.upperBound..<count)
    }
}
