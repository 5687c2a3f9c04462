/// How far two words are from each other when people mistype.
package enum EditDistance {
    /// The fewest insertions, deletions, replacements and swaps of neighbours that make one word of the other.
    ///
    /// Source: Damerau 1964, in the form of the optimal string alignment.
    /// - Returns: Nothing where it is over the bound.
    package static func between<Letter: Equatable>(_ left: [Letter], _ right: [Letter], atMost bound: Int) -> Int? {
        guard abs(left.count - right.count) <= bound else { return nil }
        var beforeLast: [Int] = []
        var last = Array(0...right.count)
        for row in left.indices {
            var current = [row + 1]
            for column in right.indices {
                let change = left[row] == right[column] ? 0 : 1
                var cost = min(last[column + 1] + 1, current[column] + 1, last[column] + change)
                if row > 0, column > 0, left[row] == right[column - 1], left[row - 1] == right[column] {
                    cost = min(cost, beforeLast[column - 1] + 1)
                }
                current.append(cost)
            }
            guard current.contains(where: { $0 <= bound }) else { return nil }
            (beforeLast, last) = (last, current)
        }
        return last.last.flatMap { $0 <= bound ? $0 : nil }
    }
}
