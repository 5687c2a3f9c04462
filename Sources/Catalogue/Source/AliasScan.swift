/// Finds an alias that stands for an anchored part of the file, before libyaml unfolds it.
///
/// A file of ten lines can unfold to gigabytes this way; so it is refused by its looks. Quotes and comments are not
/// heeded: a text that holds both `&x` and `*x` at the beginning of a word is refused too, which costs one sentence.
enum AliasScan {
    /// Line and column, from 1, of the first alias whose anchor the file has.
    static func firstAlias(in text: String) -> (line: Int, column: Int)? {
        let bytes = text.utf8
        guard bytes.contains(ampersand), bytes.contains(asterisk) else { return nil }
        let marks = Self.marks(in: Array(bytes))
        let anchors = Set(marks.filter(\.isAnchor).map(\.name))
        guard let alias = marks.first(where: { !$0.isAnchor && anchors.contains($0.name) }) else { return nil }
        let before = bytes.prefix(alias.offset)
        let line = before.count { $0 == 0x0A } + 1
        let column =
            String(decoding: Array(before.reversed().prefix { $0 != 0x0A }.reversed()), as: UTF8.self).unicodeScalars
            .count + 1
        return (line, column)
    }

    private struct Mark {
        let isAnchor: Bool
        let name: ArraySlice<UInt8>
        let offset: Int
    }

    private static let ampersand = UInt8(ascii: "&")
    private static let asterisk = UInt8(ascii: "*")

    /// All `&name` and `*name` that do not follow a word, a bracket or another `&`, as operators do.
    private static func marks(in bytes: [UInt8]) -> [Mark] {
        var marks: [Mark] = []
        for (index, byte) in bytes.enumerated() where byte == ampersand || byte == asterisk {
            if index > 0, isName(bytes[index - 1]) || [ampersand, UInt8(ascii: ")")].contains(bytes[index - 1]) {
                continue
            }
            let name = bytes[(index + 1)...].prefix(while: isName)
            if name.isEmpty { continue }
            marks.append(Mark(isAnchor: byte == ampersand, name: name, offset: index))
        }
        return marks
    }

    /// Source: libyaml, IS_ALPHA: the characters that a name may have.
    private static func isName(_ byte: UInt8) -> Bool {
        switch byte {
        case 0x30...0x39, 0x41...0x5A, 0x61...0x7A, 0x5F, 0x2D: true
        default: false
        }
    }
}
