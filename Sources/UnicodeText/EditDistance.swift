/// How far two words are from each other when people mistype.
package enum EditDistance {
    /// The fewest insertions, deletions, replacements and swaps of neighbours that make one word of the other.
    ///
    /// Source: Damerau 1964, in the form of the optimal string alignment.
    /// - Returns: Nothing where it is over the bound.
    package static func between<Letter: Equatable>(_ left: [Letter], _ right: [Letter], atMost bound: Int) -> Int? {
        guard abs(left.count - right.count) <= bound else { return nil }
        // What both begin or end with costs nothing, and most names of a file begin alike.
        var start = 0
        while start < left.count, start < right.count, left[start] == right[start] { start += 1 }
        var end = 0
        while end < min(left.count, right.count) - start, left[left.count - 1 - end] == right[right.count - 1 - end] {
            end += 1
        }
        let (left, right) = (left[start..<left.count - end], right[start..<right.count - end])
        var beforeLast: [Int] = []
        var last = Array(0...right.count)
        for row in left.indices {
            var current = [row - start + 1]
            for column in right.indices {
                let place = column - start
                let change = left[row] == right[column] ? 0 : 1
                var cost = min(last[place + 1] + 1, current[place] + 1, last[place] + change)
                if row > start, column > start, left[row] == right[column - 1], left[row - 1] == right[column] {
                    cost = min(cost, beforeLast[place - 1] + 1)
                }
                current.append(cost)
            }
            guard current.contains(where: { $0 <= bound }) else { return nil }
            (beforeLast, last) = (last, current)
        }
        return last.last.flatMap { $0 <= bound ? $0 : nil }
    }
}
