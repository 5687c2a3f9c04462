internal import Foundation

/// A signed token, JWS compact with `PS512`, and nothing else: header, claims, signature.
///
/// What it says counts only once `claims(signedBy:)` has given it.
/// Source: RFC 7515, 5.2 and 7.1; RFC 7518, 3.5.
package struct SignedToken: Hashable, Sendable {
    /// What kinds of token there are. The kind is signed, so that one is never taken for another.
    /// Source: RFC 8725, 3.11.
    package enum Kind: String, Hashable, Sendable, CaseIterable {
        /// An event of a case. Source: RFC 8417, 2.3.
        case securityEvent = "secevent+jwt"
        /// A destination's keys, signed by the town hall's root.
        case destinationKey = "destination-key+jwt"
        /// A device's key, signed by the town hall's root.
        case deviceKey = "device-key+jwt"
        /// A message to a device.
        case mailboxMessage = "mailbox-message+jwt"

        /// Characters of a token: a hundred attachments' tags, with room to spare; a message's content twice in base64.
        var bound: Int { self == .mailboxMessage ? MailboxMessage.bound * 2 : 65536 }
    }

    private struct Header: Codable {
        let alg: String
        let kid: String
        let typ: String
        let crit: [String]?
    }

    /// The token as it travels.
    package let compact: String

    package let kind: Kind

    /// The name of the key that is said to have signed it.
    package let keyID: String

    private let signed: Data
    private let claims: Data
    private let signature: Data

    /// Takes a token apart. Nothing of it is believed yet.
    /// - Throws: `TokenRefusal` where it is no such token.
    package init(_ compact: String) throws(TokenRefusal) {
        guard compact.utf8.count <= Kind.mailboxMessage.bound else { throw .malformed }
        let text = Data(compact.utf8)
        let parts = text.split(separator: UInt8(ascii: "."), maxSplits: 3, omittingEmptySubsequences: false)
        guard parts.count == 3, let json = Base64URL.decode(parts[0]), let claims = Base64URL.decode(parts[1]),
            let signature = Base64URL.decode(parts[2]),
            let header = try? JSONDecoder().decode(Header.self, from: json)
        else { throw .malformed }
        guard header.alg == Self.algorithm, header.crit == nil else { throw .wrongAlgorithm }
        guard let kind = Kind(rawValue: header.typ) else { throw .wrongKind }
        guard compact.utf8.count <= kind.bound else { throw .malformed }
        self.compact = compact
        self.kind = kind
        keyID = header.kid
        signed = text.prefix(parts[0].count + 1 + parts[1].count)
        self.claims = claims
        self.signature = signature
    }

    /// Signs claims.
    /// - Throws: `SealingError` where they cannot be written as JSON, or the library refuses.
    static func sign(
        _ claims: some Encodable, kind: Kind, with key: borrowing SigningKey
    ) throws(SealingError) -> String {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        let header = Header(alg: algorithm, kid: key.publicKey.kid, typ: kind.rawValue, crit: nil)
        guard let header = try? encoder.encode(header), let claims = try? encoder.encode(claims) else {
            throw .malformed("token")
        }
        var text = Base64URL.encode(header) + [UInt8(ascii: ".")] + Base64URL.encode(claims)
        let signature = try key.signature(of: text)
        text += [UInt8(ascii: ".")] + Base64URL.encode(signature)
        guard text.count <= kind.bound else { throw .tooLarge(bound: kind.bound) }
        return String(decoding: text, as: UTF8.self)
    }

    /// The claims, if one of the keys has signed them.
    /// - Throws: `wrongKind`, `unknownKey`, `badSignature`, `malformed`.
    func claims<Claims: Decodable>(
        _ type: Claims.Type, kind: Kind, signedBy keys: [VerificationKey]
    ) throws(TokenRefusal) -> Claims {
        guard self.kind == kind else { throw .wrongKind }
        guard let key = keys.first(where: { $0.jwk.kid == keyID }) else { throw .unknownKey }
        guard key.isValid(signature, of: signed) else { throw .badSignature }
        guard let claims = try? JSONDecoder().decode(type, from: claims) else { throw .malformed }
        return claims
    }

    private static let algorithm = "PS512"
}
