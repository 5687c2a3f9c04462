/// Decides whether the bytes of a file are text that we read: UTF-8, with or without a byte order mark.
enum TextEncoding {
    /// The text without a byte order mark; nothing where it is none, and then the log has the reason.
    static func utf8(_ bytes: [UInt8], file: String, limit: Int, log: inout FaultLog) -> String? {
        let start = Location(file: file)
        guard bytes.count <= limit else {
            let size = (bytes.count + 999_999) / 1_000_000
            log.error("The file has \(size) MB; at most \(limit / 1_000_000) MB are read. Divide it.", at: start)
            return nil
        }
        if bytes.starts(with: [0xFF, 0xFE]) || bytes.starts(with: [0xFE, 0xFF]) {
            log.error("The file is encoded in UTF-16. Save it as UTF-8.", at: start)
            return nil
        }
        let content = withoutByteOrderMark(bytes)
        guard let text = String(validating: content, as: UTF8.self) else {
            log.error(
                "The file is not UTF-8 from this line on, perhaps Windows-1252 or ISO 8859-1. Save it as UTF-8.",
                at: Location(file: file, line: lineOfFirstInvalidByte(content)))
            return nil
        }
        if let hidden = firstHidden(content) {
            log.error(hidden.sentence, at: Location(file: file, line: hidden.line))
            return nil
        }
        return text
    }

    /// The bytes behind a byte order mark.
    static func withoutByteOrderMark(_ bytes: [UInt8]) -> ArraySlice<UInt8> {
        bytes.starts(with: [0xEF, 0xBB, 0xBF]) ? bytes.dropFirst(3) : bytes[...]
    }

    private static func lineOfFirstInvalidByte(_ bytes: ArraySlice<UInt8>) -> Int {
        var line = 1
        for part in bytes.split(separator: 0x0A, omittingEmptySubsequences: false) {
            if String(validating: part, as: UTF8.self) == nil { return line }
            line += 1
        }
        return line
    }

    /// The first control character or unusual line end, of which editors and libyaml would count lines differently.
    private static func firstHidden(_ bytes: ArraySlice<UInt8>) -> (line: Int, sentence: String)? {
        var line = 1
        var index = bytes.startIndex
        while index < bytes.endIndex {
            defer { index += 1 }
            switch bytes[index] {
            case 0x0A: line += 1
            case 0x0D where index + 1 == bytes.endIndex || bytes[index + 1] != 0x0A:
                return (line, "This line ends with a carriage return alone. Save the file with line ends LF or CRLF.")
            case 0x09, 0x0D, 0x20..<0x7F: break
            case 0x00..<0x20, 0x7F: return (line, controlCharacter)
            // C2 80 to C2 9F are the control characters U+0080 to U+009F; E2 80 A8 and A9 are line separators.
            case 0xC2 where bytes[index + 1] < 0xA0: return (line, controlCharacter)
            case 0xE2 where bytes[index + 1] == 0x80 && (0xA8...0xA9).contains(bytes[index + 2]):
                return (line, controlCharacter)
            default: break
            }
        }
        return nil
    }

    private static let controlCharacter =
        "This line has a control character that nobody can see. Delete it and type the line again."
}
