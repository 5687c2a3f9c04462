import Testing
import UnicodeText

@Suite struct NormalizationTests {
    @Test(arguments: [
        ("A\u{308}", "\u{C4}"), ("e\u{302}\u{301}", "\u{1EBF}"), ("\u{212B}", "\u{C5}"),
        ("a\u{315}\u{300}", "\u{E0}\u{315}"),
        ("plain", "plain"),
    ])
    func `Text is composed`(raw: String, composed: String) {
        #expect(Array(Normalization.composed(raw).unicodeScalars) == Array(composed.unicodeScalars))
    }

    @Test func `Nothing is joined to a scalar beyond U+FFFF`() {
        let text = "\u{10041}\u{308}a\u{308}"
        #expect(Array(Normalization.composed(text).unicodeScalars) == ["\u{10041}", "\u{308}", "\u{E4}"])
    }
}
