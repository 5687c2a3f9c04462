import Testing
import UnicodeText

@Suite struct DisplayWidthTests {
    @Test(arguments: [
        ("a", 1), ("ß", 1), ("a\u{308}\u{301}", 1), ("…", 1), ("─", 1), ("▀", 1), ("▶", 1), ("●", 1), ("\u{A0}", 1),
        ("漢", 2), ("ｱ", 1), ("Ａ", 2), ("한", 2), ("\u{1112}\u{1161}\u{11AB}", 2), ("😀", 2), ("✅", 2), ("❤", 1),
        ("\u{301}", 1), ("\u{1B}", 0), ("\u{200B}", 0), ("\u{1FAE8}", 2), ("\u{31350}", 2),
    ])
    func `A cluster takes the columns that a terminal gives it`(cluster: String, columns: Int) throws {
        #expect(DisplayWidth.of(try #require(cluster.first)) == columns)
    }

    @Test func `A text takes what its clusters take`() {
        #expect(DisplayWidth.of("") == 0)
        #expect(DisplayWidth.of("Straße") == 6)
        #expect(DisplayWidth.of("Mu\u{308}ller 漢字") == 11)
    }
}
