import Testing
import UnicodeText

@Suite struct SanitiserTests {
    @Test(arguments: [
        ("\u{1B}[2Jweg", "[2Jweg"),
        ("a\u{9B}31mb", "a31mb"),
        ("a\u{202E}b\u{2066}c", "abc"),
        ("a\u{200B}b\u{200D}c\u{200C}d\u{FEFF}", "abcd"),
        ("x\u{E0041}\u{E007F}y", "xy"),
        ("So\u{AD}zi\u{AD}al", "Sozial"),
        ("a\tb\nc\r\nd", "a b c d"),
        ("\u{E000}\u{FFFE}\u{0378}", "\u{FFFD}\u{FFFD}\u{FFFD}"),
        ("❤\u{FE0F}", "❤"),
        ("Mu\u{308}ller", "M\u{FC}ller"),
        ("", ""),
    ])
    func `Nothing that steers or deceives comes through`(raw: String, clean: String) {
        #expect(Array(Sanitiser.sanitise(raw).unicodeScalars) == Array(clean.unicodeScalars))
    }

    @Test func `A line break of any kind is one newline where they are kept`() {
        #expect(Sanitiser.sanitise("a\r\nb\rc\nd\u{2028}e\u{85}f", keepsNewlines: true) == "a\nb\nc\nd\ne\nf")
    }

    @Test func `Soft hyphens are kept for our own texts only`() {
        #expect(Sanitiser.sanitise("So\u{AD}zial", keepsSoftHyphens: true).unicodeScalars.contains("\u{AD}"))
        #expect(!Sanitiser.sanitise("So\u{AD}zial").unicodeScalars.contains("\u{AD}"))
    }

    @Test func `Letters of DIN 91379 that need combining marks keep them`() {
        for letter in ["C\u{328}\u{306}", "K\u{315}", "M\u{302}", "Z\u{30C}\u{327}", "l\u{302}", "s\u{30C}\u{327}"] {
            #expect(Sanitiser.sanitise(letter) == letter)
        }
    }

    @Test func `A heap of marks is cut to eight`() {
        let zalgo = "Z" + String(repeating: "\u{301}", count: 40) + "e"
        let scalars = Sanitiser.sanitise(zalgo).unicodeScalars
        #expect(scalars.count(where: \.isMark) <= 8)
        #expect(scalars.last == "e")
    }

    @Test func `The short cut for plain text gives what the long way gives`() {
        for value in UInt32(0)...0xFFFF {
            guard let scalar = Unicode.Scalar(value), PlainText.holds(scalar) else { continue }
            // The lone U+0600 is Cf: it forces the long way and vanishes.
            let text = String(Character(scalar))
            #expect(Sanitiser.sanitise(text + "\u{600}") == text)
            #expect(Normalization.composed(text + "\u{600}") == text + "\u{600}")
            #expect(scalar.properties.generalCategory != .nonspacingMark)
            #expect(DisplayWidth.of(text + "\u{600}") == 1)
        }
    }

    @Test func `Whatever comes in, what goes out is composed, has no Cc or Cf, and passes again unchanged`() {
        var random = Lehmer(seed: 91379)
        for round in 0..<4000 {
            let raw = random.text(length: 1 + round % 40)
            let keeps = round % 2 == 0
            let clean = Sanitiser.sanitise(raw, keepsNewlines: keeps)
            let scalars = Array(clean.unicodeScalars)
            for scalar in scalars where !(keeps && scalar == "\n") {
                let category = scalar.properties.generalCategory
                #expect(
                    ![.control, .format, .unassigned, .privateUse, .surrogate].contains(category), "\(scalar.value)")
            }
            #expect(Array(Normalization.composed(clean).unicodeScalars) == scalars)
            #expect(Array(Sanitiser.sanitise(clean, keepsNewlines: keeps).unicodeScalars) == scalars)
        }
    }
}

extension Unicode.Scalar {
    fileprivate var isMark: Bool {
        [.nonspacingMark, .spacingMark, .enclosingMark].contains(properties.generalCategory)
    }
}
