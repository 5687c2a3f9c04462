/// A theme in those of xterm's 256 colours that no user changes (16 to 255), for terminals that cannot define colours.
package struct IndexedPalette: Hashable, Sendable {
    private let backgroundIndex: UInt8
    private let foregroundIndices: [Role: UInt8]

    /// The colours nearest to a palette's that keep text readable.
    ///
    /// First the background nearest to the palette's. Then, role by role, the colour nearest among those whose contrast to
    /// that background is 7:1 or more; if there is none, the one with the most contrast.
    package init(nearest palette: Palette) {
        let background = Self.nearest(to: palette.background, among: XtermColours.fixed)
        backgroundIndex = background
        let ground = XtermColours.rgb(background)
        let readable = XtermColours.fixed.filter {
            XtermColours.rgb($0).contrast(with: ground) >= Palette.leastAllowedContrast
        }
        let strongest = XtermColours.fixed.max {
            XtermColours.rgb($0).contrast(with: ground) < XtermColours.rgb($1).contrast(with: ground)
        }
        var indices: [Role: UInt8] = [:]
        for role in Role.allCases where role != .scan {
            indices[role] =
                readable.isEmpty
                ? strongest : Self.nearest(to: palette.foreground(of: role), among: readable)
        }
        foregroundIndices = indices
    }

    /// The index of what is written in a role, 16 to 255.
    package func foreground(of role: Role) -> UInt8 {
        foregroundIndices[role] ?? XtermColours.black
    }

    /// The index of what is behind it, 16 to 255.
    package func background(of role: Role) -> UInt8 {
        role == .scan ? XtermColours.white : backgroundIndex
    }

    /// The contrast of the role that has the least, 1 to 21.
    package var leastContrast: Double {
        let contrasts = Role.allCases.map {
            XtermColours.rgb(foreground(of: $0)).contrast(with: XtermColours.rgb(background(of: $0)))
        }
        return contrasts.min() ?? 1
    }

    private static func nearest(to colour: RGB, among indices: [UInt8]) -> UInt8 {
        indices.min { XtermColours.rgb($0).distance(to: colour) < XtermColours.rgb($1).distance(to: colour) }
            ?? XtermColours.white
    }
}
