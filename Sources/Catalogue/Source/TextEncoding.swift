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
        let content = bytes.starts(with: [0xEF, 0xBB, 0xBF]) ? bytes.dropFirst(3) : bytes[...]
        guard let text = String(validating: content, as: UTF8.self) else {
            log.error(
                "The file is not UTF-8 from this line on, perhaps Windows-1252 or ISO 8859-1. Save it as UTF-8.",
                at: Location(file: file, line: lineOfFirstInvalidByte(content)))
            return nil
        }
        if let control = lineOfFirstControlCharacter(content) {
            log.error(
                "This line has a control character that nobody can see. Delete it and type the line again.",
                at: Location(file: file, line: control))
            return nil
        }
        return text
    }

    private static func lineOfFirstInvalidByte(_ bytes: ArraySlice<UInt8>) -> Int {
        var line = 1
        for part in bytes.split(separator: 0x0A, omittingEmptySubsequences: false) {
            if String(validating: part, as: UTF8.self) == nil { return line }
            line += 1
        }
        return line
    }

    private static func lineOfFirstControlCharacter(_ bytes: ArraySlice<UInt8>) -> Int? {
        var line = 1
        for byte in bytes {
            if byte == 0x0A { line += 1 }
            if byte == 0x7F || (byte < 0x20 && byte != 0x09 && byte != 0x0A && byte != 0x0D) { return line }
        }
        return nil
    }
}
