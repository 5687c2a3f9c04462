import Forms
import UnicodeText

/// The letters and sequences of DIN 91379 by the plain letter they are searched under.
package enum LetterVariants {
    /// The plain letter itself, then its variants by code point, in capitals or small letters.
    package static func of(_ base: String, isUpper: Bool) -> [String] {
        (isUpper ? upper : lower)[base.lowercased()] ?? []
    }

    /// Every letter and sequence that can be written.
    package static var all: Set<String> { Set(upper.values.joined()).union(lower.values.joined()) }

    /// The plain small letter under which one looks for a letter.
    package static func base(of letter: String) -> String {
        let folded = Words.fold(letter).prefix(1)
        return likenesses[String(folded)] ?? String(folded)
    }

    /// Letters that have no plain form of their own, by the letter they look like.
    private static let likenesses = ["ŀ": "l", "ʒ": "z", "ǥ": "g", "ƈ": "c", "ĸ": "k", "ŉ": "n"]

    private static let upper = grouped { !isLower($0) }
    private static let lower = grouped(isLower)

    /// Letters without case, such as ʒ's relatives, go with the small ones.
    private static func isLower(_ letter: String) -> Bool {
        letter.uppercased() != letter || letter.lowercased() == letter
    }

    private static func grouped(_ isWanted: (String) -> Bool) -> [String: [String]] {
        var groups: [String: [String]] = [:]
        for letter in letters where isWanted(letter) {
            groups[base(of: letter), default: []].append(letter)
        }
        // Letters of one scalar before sequences: they are the more frequent ones.
        return groups.mapValues { letters in
            letters.sorted { left, right in
                let (left, right) = (left.unicodeScalars.map(\.value), right.unicodeScalars.map(\.value))
                return left.count != right.count ? left.count < right.count : left.lexicographicallyPrecedes(right)
            }
        }
    }

    private static let letters: [String] = {
        var letters = DIN91379.letters.flatMap { range in range.compactMap { Unicode.Scalar($0).map { String($0) } } }
        for (marks, bases) in DIN91379.sequences { letters += bases.map { Normalization.composed(String($0) + marks) } }
        return letters + ["K\u{35F}H", "K\u{35F}h", "k\u{35F}h"]
    }()
}
