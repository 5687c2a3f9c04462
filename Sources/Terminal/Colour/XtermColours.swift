/// The colours of xterm's 256 that are the same everywhere. Source: xterm, 256colres.pl.
package enum XtermColours {
    /// 16 to 231, a cube of six steps a channel, and 232 to 255, greys. 0 to 15 are the user's own.
    package static let fixed: [UInt8] = Array(16...255)
    /// #000000.
    package static let black: UInt8 = 16
    /// #ffffff.
    package static let white: UInt8 = 231

    /// The colour behind an index of `fixed`; black for the others.
    package static func rgb(_ index: UInt8) -> RGB {
        switch index {
        case 16...231:
            let steps: [UInt8] = [0, 95, 135, 175, 215, 255]
            let cube = Int(index) - 16
            return RGB(red: steps[cube / 36], green: steps[cube / 6 % 6], blue: steps[cube % 6])
        case 232...255:
            let grey = 8 + (index - 232) * 10
            return RGB(red: grey, green: grey, blue: grey)
        default:
            return RGB(0)
        }
    }
}
