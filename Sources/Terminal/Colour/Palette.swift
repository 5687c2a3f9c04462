/// The colours of a theme.
package struct Palette: Hashable, Sendable {
    package let background: RGB
    package let text: RGB
    package let muted: RGB
    package let link: RGB
    package let ok: RGB
    package let warn: RGB
    package let error: RGB

    /// A palette of the given colours.
    package init(background: RGB, text: RGB, muted: RGB, link: RGB, ok: RGB, warn: RGB, error: RGB) {
        self.background = background
        self.text = text
        self.muted = muted
        self.link = link
        self.ok = ok
        self.warn = warn
        self.error = error
    }

    /// The least contrast that text may have. Source: WCAG 2.1, 1.4.6 (AAA).
    package static let leastAllowedContrast = 7.0

    /// The colour of what is written in a role.
    package func foreground(of role: Role) -> RGB {
        switch role {
        case .text: text
        case .muted: muted
        case .link: link
        case .ok: ok
        case .warn: warn
        case .error: error
        case .scan: RGB(0x000000)
        }
    }

    /// The colour behind what is written in a role.
    package func background(of role: Role) -> RGB {
        role == .scan ? RGB(0xFFFFFF) : background
    }

    /// The contrast of the role that has the least, 1 to 21.
    package var leastContrast: Double {
        Role.allCases.map { foreground(of: $0).contrast(with: background(of: $0)) }.min() ?? 1
    }
}
