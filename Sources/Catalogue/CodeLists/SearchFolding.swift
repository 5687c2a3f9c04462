/// Folds text for search: lower case, without accents, ß as ss, ae oe ue as a o u, signs as single spaces.
///
/// So “Oesterreich”, “Österreich” and “osterreich” are one. Letters outside Latin stay as they are.
package enum SearchFolding {
    package static func fold(_ text: String) -> String {
        var bytes: [UInt8] = []
        fold(Array(text.utf8)[...], into: &bytes)
        return String(decoding: bytes, as: UTF8.self)
    }

    static func fold(_ text: ArraySlice<UInt8>, into folded: inout [UInt8]) {
        let start = folded.count
        var position = text.startIndex
        while position < text.endIndex {
            let byte = text[position]
            if byte < 0x80 {
                append(ascii: byte, to: &folded, from: start)
                position += 1
            } else {
                let length = byte >= 0xF0 ? 4 : byte >= 0xE0 ? 3 : 2
                let end = min(position + length, text.endIndex)
                let scalar = text[position..<end]
                if let base = bases[String(decoding: scalar, as: UTF8.self)] {
                    for letter in base { append(ascii: letter, to: &folded, from: start) }
                } else if !isCombiningMark(scalar) {
                    folded += scalar
                }
                position = end
            }
        }
        if folded.count > start, folded[folded.count - 1] == 0x20 { folded.removeLast() }
    }

    private static func append(ascii byte: UInt8, to folded: inout [UInt8], from start: Int) {
        let last = folded.count > start ? folded[folded.count - 1] : 0x20
        switch byte {
        case 0x41...0x5A: append(ascii: byte + 0x20, to: &folded, from: start)
        case 0x65 where last == 0x61 || last == 0x6F || last == 0x75: break
        case 0x30...0x39, 0x61...0x7A: folded.append(byte)
        default: if last != 0x20 { folded.append(0x20) }
        }
    }

    /// U+0300 to U+036F: what follows the base letter in decomposed text.
    private static func isCombiningMark(_ scalar: ArraySlice<UInt8>) -> Bool {
        scalar.count == 2 && (scalar.first == 0xCC || (scalar.first == 0xCD && scalar.last.map { $0 <= 0xAF } == true))
    }

    private static let bases: [String: [UInt8]] = {
        let groups: KeyValuePairs = [
            "a": "àáâãåāăąǎǟǡǻȁȃȧạảấầẩẫậắằẳẵặÀÁÂÃÅĀĂĄǍǞǠǺȀȂȦẠẢẤẦẨẪẬẮẰẲẴẶäÄ", "ae": "æǣǽÆǢǼ", "b": "ḃḇḂḆ",
            "c": "çćĉċčÇĆĈĊČ", "d": "ďđðḋḍḏḑḓĎĐÐḊḌḎḐ", "e": "èéêëēĕėęěȅȇȩẹẻẽếềểễệÈÉÊËĒĔĖĘĚȄȆȨẸẺẼẾỀỂỄỆ",
            "g": "ĝğġģǥǧǵḡĜĞĠĢǤǦǴḠ", "h": "ĥħȟḣḥḧḩḫĤĦȞḢḤḦḨ", "i": "ìíîïĩīĭįıǐȉȋỉịÌÍÎÏĨĪĬĮİǏȈȊỈỊ", "j": "ĵǰĴ",
            "k": "ķĸǩḱḳḵĶǨḰḲḴ", "l": "ĺļľŀłḷḹḻĹĻĽĿŁḶḺ", "m": "ḿṁṃḾṀṂ", "n": "ñńņňŉŋǹṅṇṉÑŃŅŇŊǸṄṆṈ",
            "o": "òóôõøōŏőơǒǫǭǿȍȏȫȭȯȱọỏốồổỗộớờởỡợÒÓÔÕØŌŎŐƠǑǪǬǾȌȎȪȬȮȰỌỎỐỒỔỖỘỚỜỞỠỢöÖ", "oe": "œŒ", "p": "ṕṗṔṖ",
            "r": "ŕŗřȑȓṙṛṝṟŔŖŘȐȒṘṚṞ", "s": "śŝşšșṡṣŚŜŞŠȘṠṢ", "ss": "ßẞ", "t": "ţťŧțṫṭṯẗŢŤŦȚṪṬṮ", "th": "þÞ",
            "u": "ùúûũūŭůűųưǔǖǘǚǜȕȗụủứừửữựÙÚÛŨŪŬŮŰŲƯǓǕǗǙǛȔȖỤỦỨỪỬỮỰüÜ", "w": "ŵẁẃẅẇŴẀẂẄẆ", "x": "ẋẍẊẌ",
            "y": "ýÿŷȳẏỳỵỷỹÝŶŸȲẎỲỴỶỸ", "z": "źżžẑẓẕŹŻŽẐẒẔ", "'": "’‘ʼ", " ": "–—\u{00A0}",
        ]
        var bases: [String: [UInt8]] = [:]
        for (base, letters) in groups {
            for letter in letters.unicodeScalars { bases[String(letter)] = Array(base.utf8) }
        }
        return bases
    }()
}
