/// The Latin characters and sequences that German authorities must be able to hold.
///
/// Source: DIN 91379:2022-08, "Characters and defined character sequences in Unicode for the electronic processing of
/// names and data exchange in Europe": groups bll (letters and sequences) and N1 to N4 (signs). Compared with the lists
/// at github.com/String-Latin/DIN-91379-Characters-and-Sequences (latin_letters_1.3.txt).
package enum DIN91379 {
    /// The 500 letters of group bll that are one scalar each, by code point.
    package static let letters: [ClosedRange<UInt32>] = [
        0x41...0x5A, 0x61...0x7A, 0xC0...0xD6, 0xD8...0xF6, 0xF8...0x17E, 0x187...0x188, 0x18F...0x18F,
        0x197...0x197, 0x1A0...0x1A1, 0x1AF...0x1B0, 0x1B7...0x1B7, 0x1CD...0x1DC, 0x1DE...0x1DF, 0x1E2...0x1F0,
        0x1F4...0x1F5, 0x1F8...0x1FF, 0x212...0x213, 0x218...0x21B, 0x21E...0x21F, 0x227...0x233, 0x259...0x259,
        0x268...0x268, 0x292...0x292, 0x1E02...0x1E03, 0x1E06...0x1E07, 0x1E0A...0x1E11, 0x1E17...0x1E17,
        0x1E1C...0x1E2B, 0x1E2F...0x1E37, 0x1E3A...0x1E3B, 0x1E40...0x1E49, 0x1E52...0x1E5B, 0x1E5E...0x1E63,
        0x1E6A...0x1E6F, 0x1E80...0x1E87, 0x1E8C...0x1E97, 0x1E9E...0x1E9E, 0x1EA0...0x1EF9,
    ]

    /// The combining marks of group bll's sequences, each with the letters it may follow (in form C).
    ///
    /// U+035F, which ties K and h together, is a case of its own: K͟H, K͟h, k͟h.
    package static let sequences: [String: String] = [
        "\u{0300}": "CFGKMPSTZcfgkmpstz",
        "\u{0301}": "JjÿĪī",
        "\u{0302}": "DKLMNdklmn",
        "\u{0304}": "CFHKNPSTZcfhknpstzÛûḲḳṢṣṬṭỤụ",
        "\u{0306}": "CMNRZcmnrzÇç",
        "\u{0307}": "KUku",
        "\u{0308}": "CTZczẠạỌọỤụ",
        "\u{030B}": "Aa",
        "\u{030C}": "J",
        "\u{030D}": "ēō",
        "\u{0310}": "Mm",
        "\u{0315}": "CKPTckptČč",
        "\u{031B}": "KTkt",
        "\u{031B}\u{0304}": "Ss",
        "\u{0323}": "CPcpČč",
        "\u{0325}": "LRlr",
        "\u{0325}\u{0304}": "LRlr",
        "\u{0326}": "CHKLNchklnŽž",
        "\u{0327}": "ZzŽž",
        "\u{0328}\u{0306}": "Cc",
        "\u{0331}": "HSs",
    ]

    /// Group N1: the signs that names of natural persons hold (datatype A).
    package static let nameSigns = Set(" ',-.`~¨´·ʹʺʾʿˈˌ’‡".unicodeScalars)

    /// Groups N1, N2 and N3, and the end of a line: the signs of datatype C.
    package static let textSigns = nameSigns.union(
        "\n!\"#$%&()*+/0123456789:;<=>?@[\\]^_{|}¡¢£¥§©ª«¬®¯°±²³µ¶¹º»¿×÷€¤¦¸¼½¾".unicodeScalars)

    /// Whether this one scalar is a letter of group bll.
    package static func isLetter(_ scalar: Unicode.Scalar) -> Bool {
        letters.contains { $0.contains(scalar.value) }
    }

    /// Where the first character stands that is neither letter, sequence nor one of these signs; nothing if all are.
    ///
    /// The text must be in form C. The range covers the character's first scalar and all marks on it.
    static func firstForeign(in text: [Unicode.Scalar], signs: Set<Unicode.Scalar>) -> Range<Int>? {
        var start = 0
        while start < text.count {
            var end = start + 1
            while end < text.count, isMark(text[end]) { end += 1 }
            let base = text[start]
            let fits =
                end == start + 1
                ? isLetter(base) || signs.contains(base)
                : isSequence(base, marks: text[(start + 1)..<end], next: end < text.count ? text[end] : nil)
            if !fits { return start..<end }
            start = end
        }
        return nil
    }

    private static func isMark(_ scalar: Unicode.Scalar) -> Bool {
        guard scalar.value >= 0x300 else { return false }
        switch scalar.properties.generalCategory {
        case .nonspacingMark, .spacingMark, .enclosingMark: return true
        default: return false
        }
    }

    private static func isSequence(
        _ base: Unicode.Scalar, marks: ArraySlice<Unicode.Scalar>, next: Unicode.Scalar?
    ) -> Bool {
        guard marks.count <= 2 else { return false }
        if marks.elementsEqual(["\u{035F}"]) { return ties(base, next) }
        var key = ""
        key.unicodeScalars.append(contentsOf: marks)
        return sequences[key]?.unicodeScalars.contains(base) ?? false
    }

    /// K͟H, K͟h and k͟h are the only sequences of two letters.
    private static func ties(_ base: Unicode.Scalar, _ next: Unicode.Scalar?) -> Bool {
        next == "h" && (base == "K" || base == "k") || next == "H" && base == "K"
    }
}
