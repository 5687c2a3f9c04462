/// Widths that keep a screen calm, in columns.
package enum Measure {
    /// The longest line of running text: longer ones are hard to come back from.
    package static let text = 72
    /// The widest list, so that its focus bar stays a bar.
    package static let list = 84
    /// From here on labels stand beside what they label; below they stand above it.
    package static let sideBySide = 60
    /// The columns of the focus marker and the space after it.
    package static let marker = 2
}
