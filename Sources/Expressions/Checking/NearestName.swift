import UnicodeText

/// Finds the name that an author may have meant.
package enum NearestName {
    /// The nearest of the known names, or nothing where none is near; upper and lower case count as equal.
    ///
    /// Near is one slip in a word of up to four letters, two in one of up to eight, else three. Among equals the first
    /// in the order of code points wins. Words longer than 64 scalars have no near name.
    package static func of(_ word: String, among names: some Sequence<String>) -> String? {
        let target = Array(word.lowercased().unicodeScalars.prefix(longest + 1))
        guard !target.isEmpty, target.count <= longest else { return nil }
        let allowed = target.count <= 4 ? 1 : target.count <= 8 ? 2 : 3
        var best: (name: String, distance: Int)?
        // In most names of a long list so many letters are foreign that they need not be aligned.
        let letters = Set(target)
        for name in names {
            let candidate = Array(name.lowercased().unicodeScalars.prefix(longest + 1))
            let bound = best.map(\.distance) ?? allowed
            guard candidate.count(where: { !letters.contains($0) }) <= bound else { continue }
            guard let distance = EditDistance.between(target, candidate, atMost: bound), distance < target.count else {
                continue
            }
            if let found = best, distance == found.distance, !name.precedes(found.name) { continue }
            best = (name, distance)
        }
        return best?.name
    }

    private static let longest = 64
}
