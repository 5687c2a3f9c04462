import UnicodeText

/// Free text, names and reference numbers.
package enum TextInput {
    /// The text as it is kept, or what to change.
    ///
    /// Form C, trimmed, runs of spaces made one (in each line where there may be several); never empty. Typographic
    /// dashes, quotation marks and the ellipsis become their plain forms: DIN 91379 has them only in its extended part,
    /// which a receiver of datatype C may refuse. The apostrophe ’ is in datatype A and stays. `maxLength` counts
    /// characters (grapheme clusters) of the kept text.
    package static func normalise(
        _ raw: String, charset: Charset, maxLength: Int, multiline: Bool = false
    ) -> Result<String, InputFault> {
        Result { () throws(InputFault) in
            let text = try InputLine.text(raw, limit: maxLength, multiline: multiline)
            let plain = plain(text, charset: charset)
            guard plain.count <= maxLength else { throw .textTooLong(max: maxLength) }
            if let fault = fault(in: plain, charset: charset) { throw fault }
            return plain
        }
    }

    private static func plain(_ text: String, charset: Charset) -> String {
        var plain = String.UnicodeScalarView()
        for scalar in text.unicodeScalars {
            switch charset {
            case .digits, .alphanumeric:
                guard scalar != " " else { continue }
                let raised = charset == .alphanumeric && ("a"..."z").contains(scalar)
                plain.append(raised ? Unicode.Scalar(UInt8(scalar.value) - 0x20) : scalar)
            case .din91379, .name:
                plain.append(contentsOf: replacement(for: scalar))
            }
        }
        return Normalization.composed(String(plain))
    }

    private static func replacement(for scalar: Unicode.Scalar) -> String.UnicodeScalarView {
        switch scalar {
        case "\u{2010}"..."\u{2015}", "\u{2212}": "-".unicodeScalars
        case "„", "“", "”", "‟": "\"".unicodeScalars
        case "‚", "‛": "'".unicodeScalars
        case "‘": "’".unicodeScalars
        case "…": "...".unicodeScalars
        default: String.UnicodeScalarView([scalar])
        }
    }

    private static func fault(in text: String, charset: Charset) -> InputFault? {
        switch charset {
        case .digits:
            return text.first { !$0.isDigit }.map { .digitsOnly(InputFault.shown($0)) }
        case .alphanumeric:
            return text.first { !$0.isDigit && !$0.isPlainLetter }.map { .alphanumericOnly(InputFault.shown($0)) }
        case .din91379, .name:
            let scalars = Array(text.unicodeScalars)
            let signs = charset == .name ? DIN91379.nameSigns : DIN91379.textSigns
            guard let place = DIN91379.firstForeign(in: scalars, signs: signs) else { return nil }
            let shown = InputFault.shown(scalars[place])
            if scalars[place.lowerBound].properties.isAlphabetic { return .textLetter(shown) }
            return charset == .name ? .nameSign(shown) : .textSign(shown)
        }
    }
}

extension Character {
    /// 0 to 9.
    var isDigit: Bool { ("0"..."9").contains(self) && utf8.count == 1 }

    /// A to Z and a to z.
    var isPlainLetter: Bool { isASCII && isLetter }
}
