import Forms
import Testing
import UnicodeText

@Suite("Text and names")
struct TextInputTests {
    private func name(_ raw: String) -> Result<String, InputFault> {
        TextInput.normalise(raw, charset: .name, maxLength: 80, multiline: false)
    }

    private func text(_ raw: String, maxLength: Int = 200, multiline: Bool = false) -> Result<String, InputFault> {
        TextInput.normalise(raw, charset: .din91379, maxLength: maxLength, multiline: multiline)
    }

    @Test(
        "Names of Europe and beyond are kept as written",
        arguments: [
            "Müller", "Weiß", "GROẞ", "Erdős", "Dvořák", "Čapek", "Nguyễn", "Đặng", "Ặ", "Ó Súilleabháin", "O'Neill",
            "d’Arc", "Müller-Lüdenscheidt", "E", "Łukasz Źródło", "Měrćin Nowak-Njechorński", "Pětr Šołta", "M̂", "m̂",
            "K͟hālid", "K͟H", "J́ÿ́", "S̛̄", "Ṭ̄", "Ụ̈", "Avel·lí", "Əliyev", "ʿAgnon", "Þóra Jónsdóttir", "Şükrü Öztürk",
            "Ľubomír", "Hans jun.", "Smith, John", "Øresund", "Ğ", "İpek", "Ħal", "Ŀ", "Ĳsbrand", "ŉ", "Ng", "Ạ̈", "Û̄",
        ])
    func names(_ raw: String) {
        #expect(name(raw) == .success(raw))
        #expect(text(raw) == .success(raw))
    }

    @Test("A letter and its mark become one letter, whichever way they were typed")
    func composes() {
        #expect(name("Mu\u{308}ller").map { Array($0.unicodeScalars) } == .success(Array("M\u{FC}ller".unicodeScalars)))
        #expect(name("e\u{302}\u{303}").map { Array($0.unicodeScalars) } == .success(["\u{1EC5}"]))
        #expect(name("\u{212B}").map { Array($0.unicodeScalars) } == .success(["\u{C5}"]))
    }

    @Test(
        "Letters of other scripts are refused and named",
        arguments: [
            ("Анна", "А"), ("Αλέξης", "Α"), ("محمد", "م"), ("王", "王"), ("Anna Иванова", "И"), ("ñ\u{5D0}", "א"),
            ("𝐀nna", "𝐀"), ("Ａnna", "Ａ"), ("x\u{302}", "x̂"), ("a\u{489}", "a҉"),
            ("ſ", "ſ"), ("K\u{35F}a", "K\u{35F}"), ("k\u{35F}H", "k\u{35F}"), ("h\u{331}\u{331}", "ẖ̱"),
        ] as [(String, String)])
    func foreign(_ raw: String, _ shown: String) {
        #expect(name(raw) == .failure(.textLetter(shown)))
        #expect(text(raw) == .failure(.textLetter(shown)))
    }

    @Test("Digits and signs are no part of a name", arguments: ["3", "@", "(", "\"", "€", "/", "😀", "&", "☂"])
    func nameSigns(_ sign: String) {
        #expect(name("Anna\(sign)") == .failure(.nameSign(sign)))
    }

    @Test(
        "Emoji are refused in text, first scalar first", arguments: ["😀", "☂", "👍", "✓", "→", "\u{FFFD}", "\u{E000}"])
    func emoji(_ sign: String) {
        #expect(text("Danke \(sign)") == .failure(.textSign(sign)))
    }

    @Test("Letters beyond the first plane never become Latin by composing")
    func composesOnlyWhatItKnows() {
        // Foundation on Linux makes both an Ä.
        #expect(name("\u{10041}\u{308}") == .failure(.textLetter("\u{10041}\u{308}")))
        #expect(name("\u{E0041}\u{308}") == .failure(.textInvisible))
        #expect(Normalization.composed("u\u{308}😀u\u{308}😀") == "ü😀ü😀")
        #expect(Normalization.composed("😀😀\u{308}") == "😀😀\u{308}")
    }

    @Test("A mark without its letter is shown on a dotted circle")
    func loneMark() {
        #expect(name("\u{302}a") == .failure(.nameSign("\u{25CC}\u{302}")))
        #expect(text("1\u{302}") == .failure(.textSign("1\u{302}")))
        #expect(text("a \u{302}") == .failure(.textSign("\u{25CC}\u{302}")))
        #expect(text("☂\u{FE0F}") == .failure(.textSign("☂\u{FE0F}")))
        #expect(text("a" + String(repeating: "\u{302}", count: 200)) == .failure(.textLetter("â\u{302}\u{302}")))
    }

    @Test("A family of emoji is refused for what joins it")
    func family() {
        #expect(text("👨‍👩‍👧") == .failure(.textInvisible))
    }

    @Test(
        "Typographic signs become those of datatype C",
        arguments: [
            ("„Ja“, sagte er – einmal.", "\"Ja\", sagte er - einmal."), ("1 − 2 — 3", "1 - 2 - 3"), ("‚so‘", "'so’"),
            ("und …", "und ..."), ("d’Arc", "d’Arc"), ("Müller‑Lüdenscheidt", "Müller-Lüdenscheidt"),
            ("§ 14 Abs. 2; 50 % = ½ & 3 € (100 °C)", "§ 14 Abs. 2; 50 % = ½ & 3 € (100 °C)"),
            ("«non» m² ×÷ µ ©®", "«non» m² ×÷ µ ©®"), ("a@b.de #1 [x] {y} \\ | ~ ^ _", "a@b.de #1 [x] {y} \\ | ~ ^ _"),
        ] as [(String, String)])
    func typography(_ raw: String, _ kept: String) {
        #expect(text(raw) == .success(kept))
    }

    @Test(
        "Spaces are made one and none at the ends",
        arguments: ["  Anna   Maria ", "\tAnna\tMaria\n", "Anna\u{A0}Maria", "\u{3000}Anna\u{2009}\u{202F}Maria\r\n"])
    func spaces(_ raw: String) {
        #expect(name(raw) == .success("Anna Maria"))
    }

    @Test(
        "What cannot be seen is refused",
        arguments: [
            "a\u{1B}[31mb", "a\u{0}b", "a\u{7}b", "a\u{9B}b", "a\u{85}b", "a\u{202E}b", "a\u{200B}b", "a\u{FEFF}b",
            "a\u{AD}b", "a\u{2066}b", "a\u{7F}b", "a\u{E0041}b", "a\u{B}b",
        ])
    func invisible(_ raw: String) {
        for charset in Charset.allCases {
            let result = TextInput.normalise(raw, charset: charset, maxLength: 80, multiline: true)
            #expect(result == .failure(.textInvisible))
        }
    }

    @Test("Several lines are kept where there may be several")
    func lines() {
        #expect(
            text("\n\n Guten  Tag \r\n\r\n Licht\tdefekt\n\n", multiline: true) == .success("Guten Tag\n\nLicht defekt")
        )
        #expect(text("a\u{2028}b", multiline: true) == .success("a\nb"))
        #expect(text("a\nb") == .failure(.textOneLine))
    }

    @Test("Nothing typed is told apart from bad input", arguments: ["", "   ", "\n\t", "\u{A0}"])
    func empty(_ raw: String) {
        for charset in Charset.allCases {
            #expect(TextInput.normalise(raw, charset: charset, maxLength: 80, multiline: true) == .failure(.empty))
        }
    }

    @Test("The limit counts characters as people see them")
    func length() {
        #expect(text("M̂M̂M̂", maxLength: 3) == .success("M̂M̂M̂"))
        #expect(text("M̂M̂M̂M̂", maxLength: 3) == .failure(.textTooLong(max: 3)))
        #expect(text("ab…", maxLength: 4) == .failure(.textTooLong(max: 4)))
        #expect(text("  ab  ", maxLength: 2) == .success("ab"))
        #expect(text("a", maxLength: .max) == .success("a"))
        #expect(text("a", maxLength: 0) == .failure(.textTooLong(max: 0)))
        #expect(text("a", maxLength: -1) == .failure(.textTooLong(max: -1)))
    }

    @Test(
        "Ten thousand characters and more get the sentence about length", .timeLimit(.minutes(20)),
        arguments: [
            String(repeating: "x", count: 10_001), String(repeating: "😀", count: 10_000),
            "a" + String(repeating: "\u{302}", count: 1_000_000), String(repeating: "\u{1B}", count: 20_000),
            String(repeating: "ễ ", count: 500_000),
        ])
    func long(_ raw: String) {
        #expect(text(raw, maxLength: 500) == .failure(.textTooLong(max: 500)))
    }

    @Test("A long text within its limit is read", .timeLimit(.minutes(20)))
    func longAllowed() {
        let raw = String(repeating: "Die Straßenlaterne – „defekt“ seit Nguyễn. ", count: 2000)
        #expect((try? text(raw, maxLength: 100_000).get().count) ?? 0 > 80_000)
    }

    @Test("Numbers of chips and files lose their spaces")
    func references() {
        let chip = TextInput.normalise(" 276 0981 0123 4567 ", charset: .digits, maxLength: 15, multiline: false)
        #expect(chip == .success("276098101234567"))
        let file = TextInput.normalise("ab 12 c", charset: .alphanumeric, maxLength: 15, multiline: false)
        #expect(file == .success("AB12C"))
        #expect(
            TextInput.normalise("12a", charset: .digits, maxLength: 15, multiline: false) == .failure(.digitsOnly("a")))
        #expect(
            TextInput.normalise("１２", charset: .digits, maxLength: 15, multiline: false) == .failure(.digitsOnly("１")))
        #expect(
            TextInput.normalise("aß", charset: .alphanumeric, maxLength: 15, multiline: false)
                == .failure(.alphanumericOnly("ß")))
        #expect(
            TextInput.normalise("A-1", charset: .alphanumeric, maxLength: 15, multiline: false)
                == .failure(.alphanumericOnly("-")))
    }

    @Test("The table holds the letters and sequences that the standard counts")
    func tableSize() {
        #expect(DIN91379.letters.map(\.count).reduce(0, +) == 500)
        #expect(DIN91379.sequences.values.map { $0.unicodeScalars.count }.reduce(0, +) == 146)
        #expect(DIN91379.nameSigns.count == 18)
    }

    @Test("Words fold for comparing and searching")
    func folding() {
        #expect(Words.fold("Größe") == "groesse")
        #expect(Words.fold("GROẞE") == "grosse")
        #expect(Words.fold("Erdős, Łukasz") == "erdos lukasz")
        #expect(Words.fold("Nguyễn") == "nguyen")
        #expect(Words.fold("Ǿ ǟ ß\u{302}") == "oe a ss")
        #expect(Words.fold("O’Neill") == Words.fold("O'Neill"))
        #expect(Words.fold("Wohnsitz-Anmeldung  (neu)") == "wohnsitz anmeldung neu")
        #expect(Words.fold("Mu\u{308}ller") == "mueller")
    }
}
