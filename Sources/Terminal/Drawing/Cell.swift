/// One column of one row.
package struct Cell: Hashable, Sendable {
    /// One grapheme cluster of sanitised text: base and marks. Empty in the right half of a wide one.
    package var text: String
    package var style: Style

    /// A cell that shows the given cluster.
    package init(_ text: String, style: Style = .text) {
        self.text = text
        self.style = style
    }

    /// A space in running text.
    package static let blank = Cell(" ")

    /// Whether this is the right half of the cell before it.
    package var isRightHalf: Bool { text.isEmpty }
}
