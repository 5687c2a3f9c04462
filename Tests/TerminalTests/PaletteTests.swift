import Terminal
import Testing

@Suite struct PaletteTests {
    static let palettes: [String: Palette] = [
        "dunkel": Palette(
            background: RGB(0x0b0f14), text: RGB(0xf2f4f8), muted: RGB(0xb8c0cc), link: RGB(0x8cc8ff),
            ok: RGB(0x7ee787), warn: RGB(0xffd166), error: RGB(0xff9b9b)),
        "hell": Palette(
            background: RGB(0xffffff), text: RGB(0x111111), muted: RGB(0x4a4a4a), link: RGB(0x00458a),
            ok: RGB(0x0b5a1e), warn: RGB(0x6b4a00), error: RGB(0x9b0a0a)),
        "blau": Palette(
            background: RGB(0x001a4d), text: RGB(0xffffff), muted: RGB(0xcfd8e6), link: RGB(0x9ad0ff),
            ok: RGB(0x9df0a8), warn: RGB(0xffe08a), error: RGB(0xffb3b3)),
        "schwarz-gelb": Palette(
            background: RGB(0x000000), text: RGB(0xffff00), muted: RGB(0xffff00), link: RGB(0xffffff),
            ok: RGB(0xffffff), warn: RGB(0xffff00), error: RGB(0xffffff)),
    ]

    @Test(
        arguments: [
            (0x000000, 0xffffff, 21.0), (0x777777, 0xffffff, 4.48), (0x0b0f14, 0xff9b9b, 9.5),
            (0x000000, 0xffff00, 19.56),
        ] as [(UInt32, UInt32, Double)])
    func `Contrast is computed as WCAG has it`(one: UInt32, other: UInt32, contrast: Double) {
        #expect(abs(RGB(one).contrast(with: RGB(other)) - contrast) < 0.05)
        #expect(RGB(one).contrast(with: RGB(other)) == RGB(other).contrast(with: RGB(one)))
    }

    @Test(arguments: [("dunkel", 9.5), ("hell", 8.0), ("blau", 9.8), ("schwarz-gelb", 19.5)])
    func `Every palette keeps the contrast that was promised of it`(name: String, least: Double) throws {
        #expect(try #require(Self.palettes[name]).leastContrast >= least)
    }

    @Test(arguments: ["dunkel", "hell", "blau", "schwarz-gelb"])
    func `In 256 colours every role still has seven to one`(name: String) throws {
        let palette = try #require(Self.palettes[name])
        let indexed = IndexedPalette(nearest: palette)
        #expect(indexed.leastContrast >= Palette.leastAllowedContrast)
        for role in Role.allCases {
            #expect(indexed.foreground(of: role) >= 16)
            #expect(indexed.background(of: role) >= 16)
        }
    }

    @Test func `White and yellow stay white and yellow`() throws {
        let indexed = IndexedPalette(nearest: try #require(Self.palettes["schwarz-gelb"]))
        let colours = Set(Role.allCases.filter { $0 != .scan }.map { XtermColours.rgb(indexed.foreground(of: $0)) })
        #expect(colours == [RGB(0xffffff), RGB(0xffff00)])
        #expect(XtermColours.rgb(indexed.background(of: .text)) == RGB(0x000000))
    }

    @Test func `A background that allows no seven to one gets the most there is`() {
        let grey = RGB(0x777777)
        let palette = Palette(background: grey, text: grey, muted: grey, link: grey, ok: grey, warn: grey, error: grey)
        let indexed = IndexedPalette(nearest: palette)
        #expect(XtermColours.rgb(indexed.foreground(of: .text)).contrast(with: grey) > 4.4)
    }

    @Test func `A code is black on white in every theme`() {
        for palette in Self.palettes.values {
            #expect(palette.foreground(of: .scan) == RGB(0x000000))
            #expect(palette.background(of: .scan) == RGB(0xffffff))
            let indexed = IndexedPalette(nearest: palette)
            #expect(XtermColours.rgb(indexed.foreground(of: .scan)) == RGB(0x000000))
            #expect(XtermColours.rgb(indexed.background(of: .scan)) == RGB(0xffffff))
        }
    }

    @Test func `Colours are read from six hexadecimal digits only`() {
        #expect(RGB(hex: "8cc8FF") == RGB(0x8cc8ff))
        for text in ["", "fff", "#8cc8ff", "8cc8fg", "+cc8ff", "８cc8f"] { #expect(RGB(hex: text) == nil) }
    }
}
