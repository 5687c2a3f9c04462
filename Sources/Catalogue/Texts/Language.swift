/// A language that texts can be written in.
///
/// Source: BCP 47; `de-x-leicht` is a private-use tag for German in easy-to-read form.
package struct Language: Hashable, Sendable, Comparable, CustomStringConvertible {
    package let tag: String

    package init(_ tag: String) { self.tag = tag }

    package static let german = Language("de")
    package static let easyGerman = Language("de-x-leicht")
    package static let english = Language("en")

    /// The languages that a text may have, offered here or not.
    package static let known = ["de", "de-x-leicht", "en", "hsb", "uk", "pl", "cs", "ru", "vi"].map(Language.init)

    package static func < (left: Language, right: Language) -> Bool { left.tag < right.tag }

    package var description: String { tag }
}
