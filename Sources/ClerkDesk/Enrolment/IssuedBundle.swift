package import Foundation
package import Sealing
internal import SubmissionAPI

/// The bundle that `rathaus enrol` prints and `kioskctl enrol` takes in, see `EnrolmentBundle`; a subscriber's also
/// holds a private key.
package struct IssuedBundle: Encodable, Sendable, CustomStringConvertible {
    private let tokenUrl: String
    private let submissionApiUrl: String
    private let clientId: String
    private let clientSecret: String
    private let destinationId: String
    private let destinations: [String: String]
    private let caCertificate: String
    private let signingRoot: JSONWebKey
    private let destinationKeys: [String]
    private let mailbox: String
    private let recoveryKey: String?
    private let decryptionKey: PrivateJSONWebKey?

    /// Puts a bundle together.
    /// - Parameters:
    ///   - settings: Where the delivery service is.
    ///   - offices: Those that the client delivers to or fetches from; the first one is the default.
    ///   - signingRoot: As the device is to pin it.
    ///   - clientId: Its name at the delivery service.
    ///   - clientSecret: Its right.
    ///   - decryptionKey: For a subscriber, the default office's private key.
    package init(
        settings: DeskSettings, offices: [DeskOffice], signingRoot: JSONWebKey, clientId: String,
        clientSecret: String, decryptionKey: PrivateJSONWebKey? = nil
    ) {
        tokenUrl = settings.tokenUrl
        submissionApiUrl = settings.submissionApiUrl
        mailbox = settings.mailbox
        caCertificate = settings.caCertificate
        recoveryKey = settings.recoveryKey.publicKey.bytes.base64EncodedString()
        destinationId = offices.first?.destination.description ?? ""
        destinations = Dictionary(
            offices.map { ($0.id, $0.destination.description) }, uniquingKeysWith: { first, _ in first })
        destinationKeys = offices.map(\.current.signed)
        self.signingRoot = signingRoot
        self.clientId = clientId
        self.clientSecret = clientSecret
        self.decryptionKey = decryptionKey
    }

    /// JSON, one member a line.
    /// - Throws: `EncodingError`, which it never should.
    package func json() throws -> Data {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
        return try encoder.encode(self)
    }

    /// Says nothing of the secrets.
    package var description: String { "IssuedBundle(redacted)" }
}
