package import ClerkDesk
internal import Foundation
package import Sealing
package import Secrets
package import SubmissionAPI

/// A desk with the published keys of the fixtures: making RSA keys anew takes seconds.
package struct TestDesk: Sendable {
    package enum KeyName: String { case desk, device, root, subscriber, stranger }

    package let directory: DeskDirectory
    package static let destination = ResourceID("7e3a1c52-40b8-4a86-9a0d-2f5d6c1b0e11") ?? ResourceID()

    /// A private key of the fixtures.
    package static func der(_ name: KeyName) throws -> SecretBytes {
        let file = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
            .appendingPathComponent("SealingTests/Fixtures/keys.json")
        let all = try JSONSerialization.jsonObject(with: Data(contentsOf: file)) as? [String: [String: Any]]
        guard let text = all?[name.rawValue]?["pkcs8"] as? String, let der = Data(base64Encoded: text) else {
            throw CocoaError(.fileReadCorruptFile)
        }
        return SecretBytes(copying: der)
    }

    package static func decryption(_ name: KeyName) throws -> DecryptionKey { try DecryptionKey(der: der(name)) }
    package static func signing(_ name: KeyName) async throws -> SigningKey { try await SigningKey(der: der(name)) }

    /// A generation: `desk` to open with, `subscriber` to sign with, unless said otherwise.
    package static func generation(_ opening: KeyName = .desk) async throws -> DeskOffice.Generation {
        let root = try await signing(.root)
        let key = try decryption(opening).publicKey
        let verifying = try await signing(.subscriber).publicKey
        let now = Date()
        let signed = try SignedDestinationKey(
            signing: .init(
                destination: destination.uuid, key: key, verificationKeys: [verifying], notBefore: now - 86400,
                notAfter: now + 86400 * 30, issuedAt: now), with: root)
        return DeskOffice.Generation(
            decryption: key, signing: verifying, signed: signed.compact, createdAt: 0,
            notAfter: Int64(now.timeIntervalSince1970) + 86400 * 30)
    }

    /// Makes a desk with one office, `buergerbuero`; with a passphrase also the town's recovery key, which takes half a
    /// second.
    package static func make(at path: String, passphrase: String? = nil) async throws -> TestDesk {
        let directory = DeskDirectory(path)
        try directory.create()
        try await directory.storeRoot(der(.root))
        for name in [KeyName.desk, .subscriber, .stranger] {
            try directory.store(der(name), kid: decryption(name).publicKey.kid)
        }
        try directory.makeDataKey()
        let office = DeskOffice(
            id: "buergerbuero", destination: destination, training: false, first: try await generation())
        try directory.store([office])
        if let passphrase {
            let recovery = try StaffKey().locked(with: SecretBytes(copying: Array(passphrase.utf8)))
            try directory.store(
                DeskSettings(
                    tokenUrl: "https://localhost:1/token", submissionApiUrl: "https://localhost:1",
                    mailbox: "https://localhost:1/device/v1", clientId: UUID().uuidString,
                    clientSecret: "0123456789abcdef",
                    caCertificate: "", recoveryKey: recovery, backupDirectory: path + "/copy"))
        }
        return TestDesk(directory: directory)
    }

    /// Opens a desk that was made before.
    package init(directory: DeskDirectory) { self.directory = directory }

    /// The opened cases.
    package func store() throws -> CaseStore {
        let key = try directory.dataKey()
        return try CaseStore(path: directory.database, key: key)
    }

    /// The private keys.
    package func keyrings() async throws -> [OfficeKeyring] {
        var keyrings: [OfficeKeyring] = []
        for office in try directory.offices() { keyrings.append(try await OfficeKeyring(office, in: directory)) }
        return keyrings
    }
}
