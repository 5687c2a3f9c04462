/// Writes bytes as PEM. Source: RFC 7468.
enum PEMText {
    private static let alphabet = Array("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/")

    static func encode(_ bytes: [UInt8], label: String) -> String {
        var text = ""
        for start in stride(from: 0, to: bytes.count, by: 48) {
            text += line(bytes[start..<min(start + 48, bytes.count)]) + "\n"
        }
        return "-----BEGIN \(label)-----\n\(text)-----END \(label)-----\n"
    }

    private static func line(_ bytes: ArraySlice<UInt8>) -> String {
        var text = ""
        for start in stride(from: bytes.startIndex, to: bytes.endIndex, by: 3) {
            let group = Array(bytes[start..<min(start + 3, bytes.endIndex)])
            let padded = group + [UInt8](repeating: 0, count: 3 - group.count)
            let number = padded.reduce(0) { $0 << 8 | Int($1) }
            for place in 0..<4 {
                text.append(place <= group.count ? alphabet[number >> (18 - 6 * place) & 63] : "=")
            }
        }
        return text
    }
}
