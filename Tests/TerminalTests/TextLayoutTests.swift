import Terminal
import Testing

@Suite struct TextLayoutTests {
    @Test(arguments: [
        ("", 10, [""]),
        ("eins zwei drei", 9, ["eins zwei", "drei"]),
        ("a\n\nb", 9, ["a", "", "b"]),
        ("zu  viele   Lücken", 20, ["zu viele Lücken"]),
        ("Melde- und Passwesen", 9, ["Melde-", "und", "Passwesen"]),
        ("Kfz-Zulassungsstelle", 18, ["Kfz-", "Zulassungsstelle"]),
        ("Name/Anschrift", 9, ["Name/", "Anschrift"]),
        ("Auf\u{AD}ent\u{AD}halts\u{AD}er\u{AD}laub\u{AD}nis", 12, ["Aufenthalts-", "erlaubnis"]),
        ("Ihr Auf\u{AD}ent\u{AD}halt", 10, ["Ihr Auf-", "enthalt"]),
        ("10\u{A0}Euro zahlen", 8, ["10\u{A0}Euro", "zahlen"]),
        ("nach § 14 BMG", 6, ["nach", "§ 14", "BMG"]), ("siehe Art. 13 DSGVO", 11, ["siehe", "Art. 13", "DSGVO"]),
        ("von 8 bis 10 Uhr da", 9, ["von 8 bis", "10 Uhr da"]), ("(§§ 2, 3 AO)", 7, ["(§§ 2,", "3 AO)"]),
        ("kostet 30 Euro.", 9, ["kostet", "30 Euro."]), ("am 3 Uhrwerke", 7, ["am 3", "Uhr-", "werke"]),
        ("漢字漢字", 5, ["漢字", "漢字"]),
        ("Per E-Mail senden", 5, ["Per", "E-Mai", "l", "sen-", "den"]),
    ])
    func `Text is broken where a typesetter would`(text: String, columns: Int, lines: [String]) {
        #expect(TextLayout.wrap(text, columns: columns) == lines)
    }

    @Test(arguments: [
        ("Einwohnermeldeamt", 10, ["Einwohner-", "meldeamt"]),
        ("Verpflichtungserklärung", 12, ["Verpflich-", "tungserklä-", "rung"]),
        ("Staatsangehörigkeit", 12, ["Staatsange-", "hörigkeit"]),
    ])
    func `A word longer than the line is parted at a syllable`(text: String, columns: Int, lines: [String]) {
        #expect(TextLayout.wrap(text, columns: columns) == lines)
    }

    @Test func `An address or a reference gets no hyphen of ours`() {
        #expect(TextLayout.wrap("www.musterhausen.de", columns: 8) == ["www.must", "erhausen", ".de"])
        #expect(TextLayout.wrap("A1B2C3D4E5", columns: 4) == ["A1B2", "C3D4", "E5"])
    }

    @Test func `No line is longer than asked and no letter is lost`() {
        let text =
            "Für die Verpflichtungs\u{AD}erklärung (§§ 66–68 AufenthG) brauchen Sie Einkommensnachweise/Lohnzettel 漢字."
        for columns in 2...80 {
            let lines = TextLayout.wrap(text, columns: columns)
            #expect(lines.allSatisfy { TextLayout.width(of: $0) <= columns }, "\(columns)")
            let letters = lines.joined().filter(\.isLetter)
            #expect(letters == text.filter(\.isLetter), "\(columns)")
        }
        #expect(TextLayout.wrap("漢 a", columns: 1) == ["a"])
        #expect(TextLayout.wrap("abc", columns: 0) == ["a", "b", "c"])
    }

    @Test(arguments: [
        ("Straße", 6, "Straße"), ("Hauptstraße", 6, "Haupt…"), ("Am Markt", 4, "Am…"), ("漢字漢", 4, "漢…"), ("ab", 1, "…"),
        ("ab", 0, ""), ("", 0, ""),
    ])
    func `Text that is too long ends in an ellipsis`(text: String, columns: Int, cut: String) {
        #expect(TextLayout.truncated(text, columns: columns) == cut)
    }
}
