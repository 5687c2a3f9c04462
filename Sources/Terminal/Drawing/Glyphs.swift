/// The marks that screens are drawn with, chosen by what the terminal's font has.
///
/// Every mark is one column wide in every set, so that a layout does not depend on the set.
///
/// The console font Terminus (Debian's Lat15 and Uni2, 256 and 512 glyphs) has neither ✓ nor ○ nor half blocks nor braille,
/// shows ☐ as a full stop, ☑ as v, ▶ as → and ▲ ▼ as ↑ ↓. So no set uses boxes or ✓, and check boxes are brackets.
/// Source: psf tables of console-setup-linux 1.221.
package struct Glyphs: Hashable, Sendable {
    /// Stands before what has the focus.
    package let focus: String
    /// Inside the brackets of a choice that is selected.
    package let selected: String
    /// Inside the brackets of a box that is checked.
    package let checked: String
    /// Before an item of a list of points.
    package let bullet: String
    /// There is more above.
    package let above: String
    /// There is more below.
    package let below: String
    /// There is more on the left.
    package let left: String
    /// There is more on the right.
    package let right: String
    /// A thin horizontal line.
    package let line: String
    /// A thin vertical line.
    package let bar: String
    /// The corners of a box: top left, top right, bottom left, bottom right.
    package let corners: [String]
    /// Stands for one masked character.
    package let mask: String
    /// Stands for what was cut off.
    package let ellipsis: String
    /// Blocks that hold two square modules, one above the other; none where a module has to be two inverse spaces.
    package let halfBlocks: HalfBlocks?

    /// The upper and the lower half of a cell.
    package struct HalfBlocks: Hashable, Sendable {
        package let upper: String
        package let lower: String
    }

    /// For fonts of terminal emulators.
    package static let unicode = Glyphs(halfBlocks: HalfBlocks(upper: "▀", lower: "▄"))

    /// For the Linux console with Terminus: the same, without half blocks.
    package static let console = Glyphs(halfBlocks: nil)

    /// For terminals of seven bits.
    package static let ascii = Glyphs(
        focus: ">", selected: "*", checked: "x", bullet: "-", above: "^", below: "v",
        left: "<", right: ">", line: "-", bar: "|", corners: ["+", "+", "+", "+"],
        mask: "*", ellipsis: "~", halfBlocks: nil)

    private init(
        focus: String = "▶", selected: String = "●", checked: String = "x", bullet: String = "•",
        above: String = "▲", below: String = "▼", left: String = "‹", right: String = "›",
        line: String = "─", bar: String = "│", corners: [String] = ["┌", "┐", "└", "┘"],
        mask: String = "●", ellipsis: String = "…", halfBlocks: HalfBlocks?
    ) {
        self.focus = focus
        self.selected = selected
        self.checked = checked
        self.bullet = bullet
        self.above = above
        self.below = below
        self.left = left
        self.right = right
        self.line = line
        self.bar = bar
        self.corners = corners
        self.mask = mask
        self.ellipsis = ellipsis
        self.halfBlocks = halfBlocks
    }
}
