/// How a cell looks: by its role, and by attributes that a terminal without colours shows as well.
package struct Style: Hashable, Sendable {
    package var role: Role
    package var isBold: Bool
    package var isUnderlined: Bool
    package var isInverse: Bool

    /// A style; plain text unless told otherwise.
    package init(_ role: Role = .text, isBold: Bool = false, isUnderlined: Bool = false, isInverse: Bool = false) {
        self.role = role
        self.isBold = isBold
        self.isUnderlined = isUnderlined
        self.isInverse = isInverse
    }

    /// Running text.
    package static let text = Style()
    /// Headings, and what must not be missed.
    package static let title = Style(isBold: true)
    /// Hints, examples, rules.
    package static let muted = Style(.muted)
    /// What can be chosen within a text.
    package static let link = Style(.link, isUnderlined: true)
    /// What has the focus.
    package static let focus = Style(isBold: true, isInverse: true)
    /// A key's cap in the key bar; not bold, so that it does not look like the focus.
    package static let keyCap = Style(isInverse: true)
    /// What went well.
    package static let ok = Style(.ok, isBold: true)
    /// What needs attention.
    package static let warn = Style(.warn, isBold: true)
    /// What went wrong.
    package static let error = Style(.error, isBold: true)
    /// For machines to read.
    package static let scan = Style(.scan)

    /// The style with foreground and background exchanged.
    package var inverse: Style { Style(role, isBold: isBold, isUnderlined: isUnderlined, isInverse: !isInverse) }
    /// The style in bold.
    package var bold: Style { Style(role, isBold: true, isUnderlined: isUnderlined, isInverse: isInverse) }
}
