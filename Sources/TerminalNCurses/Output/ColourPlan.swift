import CNCurses
import Terminal

/// How roles become colours on a terminal.
enum ColourPlan: Hashable {
    /// 256 colours. Where they can be defined, those that the indexed palette chooses get the theme's colours; a
    /// terminal that claims it can and does not still shows the chosen ones, which are readable.
    case indexed
    /// 8 or 16 colours that can be defined, as on the Linux console.
    case console
    /// Colours that we know nothing of: the terminal's own two, black on white to scan, attributes for the rest.
    case plain
    /// No colours: attributes.
    case monochrome

    init(_ abilities: cnc_abilities) {
        switch (abilities.colours, abilities.can_change_colours) {
        case (256, _): self = .indexed
        case (8..<256, true): self = .console
        case (8..., _): self = .plain
        default: self = .monochrome
        }
    }

    /// The pair of a role, or of its inverse; 0 is the terminal's own.
    func pair(of style: Style) -> Int32 {
        if self == .monochrome { return 0 }
        return Int32(style.role.rawValue) * 2 + (style.isInverse ? 2 : 1)
    }

    /// The attributes that a style is shown by.
    func attributes(of style: Style) -> Int32 {
        var attributes: Int32 = 0
        if style.isBold || (!hasRoles && style.role == .error) { attributes |= Int32(CNC_BOLD.rawValue) }
        if style.isUnderlined || (!hasRoles && style.role == .link) { attributes |= Int32(CNC_UNDERLINE.rawValue) }
        if isReversed(style) { attributes |= Int32(CNC_REVERSE.rawValue) }
        return attributes
    }

    /// Whether every role has a colour.
    private var hasRoles: Bool { self != .plain && self != .monochrome }

    /// Light modules on a dark ground cannot be scanned by every camera, and terminals without colours are mostly dark.
    private func isReversed(_ style: Style) -> Bool {
        switch self {
        case .indexed, .console: false
        case .plain: style.isInverse && style.role != .scan
        case .monochrome: style.isInverse != (style.role == .scan)
        }
    }

    /// Tells ncurses the colours and pairs of a palette.
    func apply(_ palette: Palette) {
        switch self {
        case .indexed: applyIndexed(palette)
        case .console: applyConsole(palette)
        case .plain:
            for role in Role.allCases where role != .scan { define(role, foreground: -1, background: -1) }
            define(.scan, foreground: 0, background: 7)
        case .monochrome: break
        }
    }

    private func applyIndexed(_ palette: Palette) {
        let indices = IndexedPalette(nearest: palette)
        var defined: Set<UInt8> = []
        func define(_ index: UInt8, as colour: RGB) {
            // Two roles may share an index; the first keeps it.
            if defined.insert(index).inserted { colour.define(Int32(index)) }
        }
        for role in Role.allCases {
            define(indices.background(of: role), as: palette.background(of: role))
            define(indices.foreground(of: role), as: palette.foreground(of: role))
            self.define(
                role, foreground: Int32(indices.foreground(of: role)), background: Int32(indices.background(of: role)))
        }
    }

    /// Background 0, text 7, and between them the roles; bold is the colour eight further on, and stronger.
    private func applyConsole(_ palette: Palette) {
        let places: [(role: Role, index: Int32)] = [
            (.text, 7), (.muted, 5), (.link, 4), (.ok, 2), (.warn, 3), (.error, 1),
        ]
        palette.background.define(0)
        palette.background.define(8)
        for (role, index) in places {
            let colour = palette.foreground(of: role)
            colour.define(index)
            colour.stronger(against: palette.background).define(index + 8)
            define(role, foreground: index, background: 0)
        }
        // With the theme's own two: there are no colours left, and their contrast is 13:1 or more.
        let isDark = palette.background.luminance < palette.text.luminance
        define(.scan, foreground: isDark ? 0 : 7, background: isDark ? 7 : 0)
    }

    private func define(_ role: Role, foreground: Int32, background: Int32) {
        let first = Int32(role.rawValue) * 2 + 1
        cnc_define_pair(first, foreground, background)
        // The terminal's own colours are exchanged by the attribute.
        let isOwn = foreground < 0
        cnc_define_pair(first + 1, isOwn ? foreground : background, isOwn ? background : foreground)
    }
}

extension RGB {
    /// Gives the colour to an index of the terminal.
    fileprivate func define(_ index: Int32) {
        cnc_define_colour(index, Int32(red), Int32(green), Int32(blue))
    }

    /// Half way to white on a dark ground, to black on a light one.
    fileprivate func stronger(against ground: RGB) -> RGB {
        let end = luminance > ground.luminance ? 255 : 0
        func half(_ channel: UInt8) -> UInt8 { UInt8((Int(channel) + end) / 2) }
        return RGB(red: half(red), green: half(green), blue: half(blue))
    }
}
