internal import Foundation
package import Sealing

/// A private RSA key as independent clients take it, for a subscriber's bundle: it leaves the desk, on purpose, for
/// one who opens cases elsewhere.
/// Source: RFC 7518, 6.3.2; RFC 8017, A.1.2.
package struct PrivateJSONWebKey: Encodable, Sendable, CustomStringConvertible {
    private let kty = "RSA"
    private let alg = "RSA-OAEP-256"
    private let keyOperations = ["unwrapKey"]
    private let kid: String
    private let n: String
    private let e: String
    private let d: String
    private let p: String
    private let q: String
    private let dp: String
    private let dq: String
    private let qi: String

    private enum CodingKeys: String, CodingKey {
        case kty, alg, kid, n, e, d, p, q, dp, dq, qi
        case keyOperations = "key_ops"
    }

    /// Writes a key.
    /// - Throws: `sealing(.malformed)` where its DER is not PKCS #1.
    package init(_ key: borrowing DecryptionKey) throws(DeskError) {
        let numbers = key.withPrivateKey { Self.numbers(pkcs1: $0) }
        guard let numbers, numbers.count == 9 else { throw .sealing(.malformed("private key")) }
        kid = key.publicKey.kid
        let texts = numbers.dropFirst().map { Base64URL.text(Data($0.drop { $0 == 0 })) }
        (n, e, d, p) = (texts[0], texts[1], texts[2], texts[3])
        (q, dp, dq, qi) = (texts[4], texts[5], texts[6], texts[7])
    }

    /// Says nothing of the key.
    package var description: String { "PrivateJSONWebKey(redacted)" }

    /// The integers of `RSAPrivateKey ::= SEQUENCE { version, n, e, d, p, q, dp, dq, qi }`.
    private static func numbers(pkcs1 der: UnsafeRawBufferPointer) -> [[UInt8]]? {
        var rest = der[...]
        func header(_ tag: UInt8) -> Int? {
            guard rest.popFirst() == tag, let first = rest.popFirst() else { return nil }
            guard first >= 0x80 else { return Int(first) }
            let bytes = Int(first & 0x7F)
            guard (1...3).contains(bytes), rest.count >= bytes else { return nil }
            defer { rest = rest.dropFirst(bytes) }
            return rest.prefix(bytes).reduce(0) { $0 << 8 | Int($1) }
        }
        guard let length = header(0x30), length == rest.count else { return nil }
        var numbers: [[UInt8]] = []
        while !rest.isEmpty {
            guard let count = header(0x02), count <= rest.count else { return nil }
            numbers.append(Array(rest.prefix(count)))
            rest = rest.dropFirst(count)
        }
        return numbers
    }
}
