package import Foundation
internal import Secrets

/// A message from the town hall to a device: signed by the town hall, sealed to the device.
///
/// The messenger carries it as ciphertext; the terminal opens it and follows the signature to the pinned root.
package struct MailboxMessage: Hashable, Sendable, CustomStringConvertible {
    /// What a message is about.
    package enum Kind: String, Codable, Hashable, Sendable, CaseIterable {
        /// The office asks back about a case.
        case question
        /// The office has decided a case.
        case decision
        /// The appointments of a day, for staff with the case.
        case dayList = "day-list"
        /// New keys of destinations.
        case destinationKeys = "destination-keys"
        /// New certificates for reading cards.
        case terminalCertificates = "terminal-certificates"
        /// Cards that are revoked.
        case blockList = "block-list"
        /// A new configuration.
        case configuration

        /// Whether an office may say it; all else is the root's to say.
        var isOfOffices: Bool { [.question, .decision, .dayList].contains(self) }
    }

    /// Who says it.
    package enum Issuer: Hashable, Sendable {
        case root
        case destination(UUID)

        fileprivate var text: String {
            switch self {
            case .root: "root"
            case .destination(let id): "destination:" + id.uuidString.lowercased()
            }
        }

        fileprivate init?(_ text: String) {
            if text == "root" {
                self = .root
            } else if text.hasPrefix("destination:"), let id = UUID(uuidString: String(text.dropFirst(12))) {
                self = .destination(id)
            } else {
                return nil
            }
        }
    }

    /// The most bytes of a content.
    package static let bound = 4 << 20

    /// The same wherever it lies: who has it already does not take it twice.
    package let id: UUID
    package let kind: Kind
    package let issuer: Issuer
    /// The thumbprint of the device's key.
    package let device: String
    /// To the second.
    package let issuedAt: Date
    /// The case that it is about.
    package let reference: String?
    /// By kind; JSON but for certificates and configuration.
    package let content: Data

    /// Describes a message.
    package init(
        id: UUID = UUID(), kind: Kind, issuer: Issuer, device: String, issuedAt: Date, reference: String? = nil,
        content: Data
    ) {
        self.id = id
        self.kind = kind
        self.issuer = issuer
        self.device = device
        self.issuedAt = Date(timeIntervalSince1970: issuedAt.timeIntervalSince1970.rounded(.down))
        self.reference = reference
        self.content = content
    }

    /// Says nothing of the content.
    package var description: String { "MailboxMessage(\(kind.rawValue), redacted)" }
}

extension MailboxMessage {
    private struct Claims: Codable {
        let jti: String
        let iss: String
        let sub: String
        let iat: Int64
        let kind: String
        let reference: String?
        /// Base64.
        let content: Data
    }

    private static let contentType = "application/jose"

    /// Signs it, then seals it to the device.
    /// - Parameters:
    ///   - key: The issuer's.
    ///   - device: The key whose thumbprint is `device`.
    /// - Returns: JWE compact.
    /// - Throws: `tooLarge`, and `malformed` where the key is not the device's.
    package func sealed(signedWith key: borrowing SigningKey, to device: JSONWebKey) throws(SealingError) -> Data {
        guard content.count <= Self.bound else { throw .tooLarge(bound: Self.bound) }
        guard device.thumbprint == self.device else { throw .malformed("device key") }
        var token = Data(
            try SignedToken.sign(
                Claims(
                    jti: id.uuidString.lowercased(), iss: issuer.text, sub: "device:" + self.device,
                    iat: Int64(issuedAt.timeIntervalSince1970), kind: kind.rawValue, reference: reference,
                    content: content), kind: .mailboxMessage, with: key
            ).utf8)
        defer { token.wipe() }
        return try JWE.seal(token, to: device, contentType: Self.contentType)
    }

    /// Whether a message is believed.
    package enum Opening: Hashable, Sendable {
        case verified(MailboxMessage)
        case refused(TokenRefusal)
    }

    /// Opens a message and believes it, or says why not.
    /// - Parameters:
    ///   - sealed: As it came.
    ///   - key: The device's.
    ///   - trust: The root, and the destinations' keys that lead to it.
    ///   - now: The wall clock; nothing where it is not trusted, and then the time of issue is not looked at.
    /// - Returns: The message, or why it is not believed.
    /// - Throws: As `JWE.open`.
    package static func open(
        _ sealed: Data, with key: borrowing DecryptionKey, trusting trust: IssuerKeys, now: Date?
    ) throws(SealingError) -> Opening {
        let opened = try JWE.open(sealed, with: key, bound: 2 * bound + 65536)
        let compact = opened.plaintext.withUnsafeBytes { String(decoding: $0, as: UTF8.self) }
        do throws(TokenRefusal) {
            let signed = try SignedToken(compact)
            let claims = try signed.claims(Claims.self, kind: .mailboxMessage, signedBy: trust.all)
            guard claims.sub == "device:" + key.publicKey.thumbprint else { return .refused(.wrongDevice) }
            guard let id = UUID(uuidString: claims.jti), let kind = Kind(rawValue: claims.kind),
                let issuer = Issuer(claims.iss), claims.content.count <= bound
            else { return .refused(.malformed) }
            guard trust.mayIssue(kind, issuer, signedBy: signed.keyID) else { return .refused(.wrongIssuer) }
            let issuedAt = Date(timeIntervalSince1970: TimeInterval(claims.iat))
            guard now.map({ issuedAt <= $0 + SecurityEventToken.leeway }) ?? true else {
                return .refused(.issuedInFuture)
            }
            return .verified(
                MailboxMessage(
                    id: id, kind: kind, issuer: issuer, device: key.publicKey.thumbprint, issuedAt: issuedAt,
                    reference: claims.reference, content: claims.content))
        } catch {
            return .refused(error)
        }
    }
}
