internal import Secrets

/// The fields of a form as a browser sends them: `application/x-www-form-urlencoded`.
///
/// Source: WHATWG URL, 5.1.
struct FormBody: Sendable {
    /// The most bytes of a form.
    static let bound = 64 << 10

    /// Names and values, both still encoded: a passphrase becomes no string.
    private let fields: [(name: String, value: [UInt8])]

    init(_ bytes: [UInt8]) {
        fields = bytes.split(separator: UInt8(ascii: "&")).map { pair in
            let parts = pair.split(separator: UInt8(ascii: "="), maxSplits: 1, omittingEmptySubsequences: false)
            return (String(decoding: Self.decode(parts[0]), as: UTF8.self), parts.count > 1 ? Array(parts[1]) : [])
        }
    }

    /// A field's text, its lines ended by line feeds, at most so many characters; empty where there is none.
    func text(_ name: String, most: Int = 200) -> String {
        guard let field = fields.first(where: { $0.name == name }) else { return "" }
        let text = String(decoding: Self.decode(field.value[...]), as: UTF8.self)
        return String(
            text.split(separator: "\r\n", omittingEmptySubsequences: false).joined(separator: "\n").prefix(most))
    }

    /// A field that becomes no string.
    func secret(_ name: String) -> Passphrase {
        let field = fields.first { $0.name == name }?.value ?? []
        var secret = SecretBytes(capacity: max(1, field.count))
        for byte in Self.decode(field[...]) { _ = secret.append(byte) }
        return Passphrase(secret)
    }

    private static func decode(_ text: ArraySlice<UInt8>) -> [UInt8] {
        var decoded: [UInt8] = []
        decoded.reserveCapacity(text.count)
        var position = text.startIndex
        while position < text.endIndex {
            switch text[position] {
            case UInt8(ascii: "+"): decoded.append(UInt8(ascii: " "))
            case UInt8(ascii: "%"):
                guard position + 2 < text.endIndex, let high = digit(text[position + 1]),
                    let low = digit(text[position + 2])
                else {
                    decoded.append(UInt8(ascii: "%"))
                    break
                }
                decoded.append(high << 4 | low)
                position += 2
            case let byte: decoded.append(byte)
            }
            position += 1
        }
        return decoded
    }

    private static func digit(_ byte: UInt8) -> UInt8? {
        switch byte {
        case UInt8(ascii: "0")...UInt8(ascii: "9"): byte - UInt8(ascii: "0")
        case UInt8(ascii: "a")...UInt8(ascii: "f"): byte - UInt8(ascii: "a") + 10
        case UInt8(ascii: "A")...UInt8(ascii: "F"): byte - UInt8(ascii: "A") + 10
        default: nil
        }
    }
}
