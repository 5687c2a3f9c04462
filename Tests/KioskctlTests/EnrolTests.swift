import Foundation
import Sealing
import Secrets
import Testing

@Suite struct EnrolTests {
    private static let fixtures = Kioskctl.repository.appendingPathComponent("Tests/SealingTests/Fixtures")

    private static func root() async throws -> SigningKey {
        let json = try JSONSerialization.jsonObject(
            with: Data(contentsOf: fixtures.appendingPathComponent("keys.json")))
        let entry = (json as? [String: [String: Any]])?["root"]
        let der = Data(base64Encoded: entry?["pkcs8"] as? String ?? "") ?? Data()
        return try await SigningKey(der: SecretBytes(copying: der))
    }

    /// A bundle as `rathaus enrol` prints it, for a destination whose key is valid for an hour.
    static func bundle(_ changes: [String: Any] = [:]) async throws -> Data {
        let root = try await root()
        let destination = UUID()
        let desk = try DecryptionKey()
        let key = try SignedDestinationKey(
            signing: .init(
                destination: destination, key: desk.publicKey, verificationKeys: [root.publicKey],
                notBefore: Date() - 60, notAfter: Date() + 3600, issuedAt: Date()), with: root)
        let bundle: [String: Any] = [
            "tokenUrl": "https://rathaus.example.org/token", "submissionApiUrl": "https://rathaus.example.org/api",
            "clientId": "koffer-7", "clientSecret": "0123456789abcdef0123456789abcdef",
            "destinationId": destination.uuidString, "destinations": ["Bürgeramt": destination.uuidString],
            "caCertificate": try String(contentsOf: fixtures.appendingPathComponent("ca.pem"), encoding: .utf8),
            "signingRoot": try JSONSerialization.jsonObject(with: JSONEncoder().encode(root.publicKey)),
            "destinationKeys": [key.compact], "mailbox": "https://rathaus.example.org/device/v1",
        ]
        return try JSONSerialization.data(withJSONObject: bundle.merging(changes) { $1 })
    }

    private static func inFolder(_ body: (URL) async throws -> Void) async throws {
        let folder = FileManager.default.temporaryDirectory.appendingPathComponent(UUID().uuidString)
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: folder) }
        try await body(folder)
    }

    private static func enrol(_ folder: URL, _ more: String...) throws -> Kioskctl.Result {
        try Kioskctl.run(
            [
                "enrol", folder.appendingPathComponent("bundle.json").path,
                "--terminal-directory", folder.appendingPathComponent("terminal").path,
                "--messenger-file", folder.appendingPathComponent("messenger.json").path,
            ] + more)
    }

    @Test func `A device is enrolled once, and prints the public key that it keeps`() async throws {
        try await Self.inFolder { folder in
            try await Self.bundle().write(to: folder.appendingPathComponent("bundle.json"))
            let first = try Self.enrol(folder)
            #expect(first.status == 0, "\(first.errors)")
            let printed = try JSONDecoder().decode(JSONWebKey.self, from: Data(first.output.utf8))
            #expect(printed.fault(for: .wrapping) == nil)
            let files = EnrolledFiles(
                terminalDirectory: folder.appendingPathComponent("terminal"),
                messengerFile: folder.appendingPathComponent("messenger.json"))
            #expect(try files.deviceKey().publicKey.kid == printed.kid)
            #expect(first.errors.contains(printed.kid))
            #expect(!(first.output + first.errors).contains("0123456789abcdef"))

            let second = try Self.enrol(folder)
            #expect(second.status == 1 && second.errors.contains("enrolled already"))
            #expect(try files.deviceKey().publicKey.kid == printed.kid)

            let third = try Self.enrol(folder, "--renew")
            #expect(third.status == 0)
            #expect(try files.deviceKey().publicKey.kid != printed.kid)
        }
    }

    @Test func `A bundle that is wrong leaves nothing behind, and each fault is a line`() async throws {
        try await Self.inFolder { folder in
            try await Self.bundle(["tokenUrl": "http://x", "clientSecret": "tiny"])
                .write(to: folder.appendingPathComponent("bundle.json"))
            let result = try Self.enrol(folder)
            #expect(result.status == 1 && !result.crashed && result.output.isEmpty)
            #expect(result.errors.split(separator: "\n").count == 2)
            #expect(!result.errors.contains("tiny"))
            #expect(try FileManager.default.contentsOfDirectory(atPath: folder.path) == ["bundle.json"])
        }
    }

    @Test func `A bundle that is not there or no bundle is said`() throws {
        let absent = try Kioskctl.run(["enrol", "/nowhere/bundle.json"])
        #expect(absent.status == 1 && absent.errors.contains("cannot be read"))
        let empty = try Kioskctl.run(["enrol", "-", "--terminal-directory", "/nowhere/x"], lines: ["{}"])
        #expect(empty.status == 1 && empty.errors.contains("“tokenUrl” is missing"), "\(empty.errors)")
    }
}
