internal import Crypto
internal import CryptoExtras
package import Foundation
package import Secrets

/// JSON Web Encryption in compact form, `RSA-OAEP-256` with `A256GCM`, and nothing else.
///
/// AES-GCM of the library works on the whole at once: sealing n bytes takes about 3.3 n bytes of memory for a moment.
/// Source: RFC 7516, 5 and 7.1; RFC 7518, 4.3 and 5.3.
package enum JWE {
    /// What the receiving side takes as `zip`.
    package enum Compression: Sendable {
        /// As version 2 of the interface demands.
        case forbidden
        /// `DEF`, which the clients of version 1 send.
        case allowed
    }

    /// What was opened.
    package struct Opened: ~Copyable, Sendable {
        package let plaintext: SecretBytes
        /// The protected header's `cty`, as the sender says.
        package let contentType: String?
    }

    /// The bound of a plaintext where none is given: that of an attachment with room to spare.
    package static let standardBound = 64 << 20

    /// Encrypts to a key. Whether the key may be trusted is not asked here, see `CaseSealer`.
    /// - Parameters:
    ///   - plaintext: At most 64 MB; stays the caller's.
    ///   - key: Fit for wrapping.
    ///   - contentType: The `cty`: a media type.
    /// - Returns: ASCII.
    /// - Throws: `malformed` for a key that is not fit, `tooLarge`.
    package static func seal(
        _ plaintext: borrowing SecretBytes, to key: JSONWebKey, contentType: String = "application/json"
    ) throws(SealingError) -> Data {
        try plaintext.withUnsafeBytes { (bytes) throws(SealingError) in
            try seal(bytes, to: key, contentType: contentType)
        }
    }

    /// Encrypts bytes that are in ordinary memory anyway.
    /// - Throws: As `seal` of a secret.
    package static func seal(
        _ plaintext: some DataProtocol, to key: JSONWebKey, contentType: String = "application/json"
    ) throws(SealingError) -> Data {
        guard plaintext.count <= standardBound else { throw .tooLarge(bound: standardBound) }
        let wrapping = try key.encryptionKey()
        let header = Header(
            alg: algorithm, enc: encryption, kid: key.kid, cty: contentType, zip: nil, crit: nil)
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        guard let json = try? encoder.encode(header) else { throw .malformed("header") }
        let protected = Base64URL.encode(json)
        let contentKey = SymmetricKey(size: .bits256)
        guard
            let wrapped = contentKey.withUnsafeBytes({ bytes in
                try? wrapping.encrypt(bytes, padding: .PKCS1_OAEP_SHA256)
            }),
            let box = FreedMemory.wiping(after: {
                try? AES.GCM.seal(plaintext, using: contentKey, authenticating: protected)
            })
        else { throw .unavailable("RSA-OAEP or AES-GCM") }
        return compact([protected], wrapped, Data(box.nonce), box.ciphertext, box.tag)
    }

    private static func compact(_ start: [Data], _ parts: Data...) -> Data {
        var compact = Data()
        compact.reserveCapacity((start + parts).reduce(0) { $0 + $1.count / 3 * 4 + 5 })
        for part in start { compact.append(part) }
        for part in parts {
            compact.append(UInt8(ascii: "."))
            Base64URL.append(part, to: &compact)
        }
        return compact
    }

    /// Decrypts what was sealed to a key.
    /// - Parameters:
    ///   - compact: ASCII.
    ///   - key: The private half.
    ///   - bound: The most bytes that the plaintext may have, inflated; also the work is bounded by it.
    ///   - compression: Whether `zip: DEF` is taken.
    /// - Returns: Plaintext and `cty`.
    /// - Throws: `malformed`, `unsupported` and `tooLarge` for what can be seen without the key, which includes another
    ///   `kid`; `notAuthentic` for all else, not telling what.
    package static func open(
        _ compact: Data, with key: borrowing DecryptionKey, bound: Int = standardBound,
        compression: Compression = .forbidden
    ) throws(SealingError) -> Opened {
        guard compact.count <= (bound + 3) / 3 * 4 + headerBound + 2048 else { throw .tooLarge(bound: bound) }
        let parts = compact.split(separator: UInt8(ascii: "."), maxSplits: 5, omittingEmptySubsequences: false)
        guard parts.count == 5 else { throw .malformed("JWE") }
        let header = try header(parts[0])
        guard header.zip == nil || compression == .allowed else { throw .unsupported("Compression") }
        guard header.kid == nil || header.kid == key.publicKey.kid else { throw .unsupported("The key that it names") }
        guard parts[1].count <= 1366, let wrapped = Base64URL.decode(parts[1]),
            let nonce = Base64URL.decode(parts[2]), nonce.count == 12, let ciphertext = Base64URL.decode(parts[3]),
            let tag = Base64URL.decode(parts[4]), tag.count == 16
        else { throw .malformed("JWE") }
        let contentKey = key.unwrap(wrapped)
        let opened: Data? = contentKey.withUnsafeBytes { bytes in
            guard let nonce = try? AES.GCM.Nonce(data: nonce),
                let box = try? AES.GCM.SealedBox(nonce: nonce, ciphertext: ciphertext, tag: tag)
            else { return nil }
            return FreedMemory.wiping {
                try? AES.GCM.open(box, using: SymmetricKey(data: bytes), authenticating: parts[0])
            }
        }
        guard var opened else { throw .notAuthentic }
        let plaintext = SecretBytes(taking: &opened)
        guard header.zip != nil else {
            guard plaintext.count <= bound else { throw .tooLarge(bound: bound) }
            return Opened(plaintext: plaintext, contentType: header.cty)
        }
        return Opened(plaintext: try Inflation.inflate(plaintext, bound: bound), contentType: header.cty)
    }

    /// The `kid` that a JWE names, unverified: which key to open it with.
    /// - Throws: `malformed`, `unsupported` and `tooLarge`, as `open` for its header.
    package static func keyID(of compact: Data) throws(SealingError) -> String? {
        guard let dot = compact.prefix(headerBound + 1).firstIndex(of: UInt8(ascii: ".")) else {
            throw .malformed("JWE")
        }
        return try header(compact[compact.startIndex..<dot]).kid
    }

    private struct Header: Codable {
        let alg: String
        let enc: String
        let kid: String?
        let cty: String?
        let zip: String?
        let crit: [String]?
    }

    private static let algorithm = "RSA-OAEP-256"
    private static let encryption = "A256GCM"

    /// Characters of a header.
    private static let headerBound = 8192

    private static func header(_ part: Data) throws(SealingError) -> Header {
        guard part.count <= headerBound else { throw .tooLarge(bound: headerBound) }
        guard let json = Base64URL.decode(part), let header = try? JSONDecoder().decode(Header.self, from: json) else {
            throw .malformed("JWE")
        }
        guard header.alg == algorithm else { throw .unsupported("An algorithm other than \(algorithm)") }
        guard header.enc == encryption else { throw .unsupported("An encryption other than \(encryption)") }
        guard header.zip == nil || header.zip == "DEF" else { throw .unsupported("A compression other than DEF") }
        guard header.crit == nil else { throw .unsupported("A critical header") }
        return header
    }
}
