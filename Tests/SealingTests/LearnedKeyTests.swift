import Foundation
import Sealing
import Secrets
import Testing

/// Keys of destinations that came after the enrolment.
@Suite struct LearnedKeyTests {
    private static let now = SignedDestinationKeyTests.now
    private static let destination = SignedDestinationKeyTests.destination

    /// An enrolled device, removed afterwards.
    private static func with(_ body: (EnrolledFiles, SigningRoot) async throws -> Void) async throws {
        let folder = FileManager.default.temporaryDirectory.appendingPathComponent("learned-\(UUID().uuidString)")
        defer { try? FileManager.default.removeItem(at: folder) }
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        let files = EnrolledFiles(
            terminalDirectory: folder.appendingPathComponent("enrolment"),
            messengerFile: folder.appendingPathComponent("messenger.json"))
        let root = try await TestKeys.publicKey(.root, .verifying)
        let bundle: [String: Any] = [
            "tokenUrl": "https://r.example.org/token", "submissionApiUrl": "https://r.example.org/api", "clientId": "k",
            "clientSecret": "0123456789abcdef0123456789abcdef", "destinationId": destination.uuidString,
            "destinations": ["amt": destination.uuidString],
            "caCertificate": try String(
                contentsOf: Independent.fixtures.appendingPathComponent("ca.pem"), encoding: .utf8),
            "signingRoot": try JSONSerialization.jsonObject(with: JSONEncoder().encode(root)),
            "destinationKeys": [try await SignedDestinationKeyTests.signed().compact],
            "mailbox": "https://r.example.org/device/v1",
        ]
        try files.store(
            EnrolmentBundle(json: JSONSerialization.data(withJSONObject: bundle)),
            deviceKey: TestKeys.decryption(.device), owners: .init(user: nil, messengerGroup: nil))
        try await body(files, SignedDestinationKeyTests.root())
    }

    @Test func `Keys that lead to the root are kept beside the old ones, once, and nobody else's`() async throws {
        try await Self.with { files, root in
            let newer = try await SignedDestinationKeyTests.signed(from: Self.now - 10, to: Self.now + 9000)
            let swapped = try await SignedDestinationKeyTests.signed(
                key: TestKeys.publicKey(.device, .wrapping), by: .stranger)
            #expect(try files.learn([swapped, SignedDestinationKey("x"), newer, newer], root: root) == 1)
            #expect(try files.learn([newer], root: root) == 0)
            let all = try files.destinationKeys()
            #expect(all.count == 2 && all.contains(newer) && !all.contains(swapped))
            let file = files.terminalDirectory.appendingPathComponent("destination-keys.json")
            let rights = try FileManager.default.attributesOfItem(atPath: file.path)[.posixPermissions] as? Int
            #expect(rights == 0o600)
            // Written by somebody who may not: the signature is looked at again at every use.
            try JSONEncoder().encode([swapped.compact]).write(to: file)
            try FileManager.default.setAttributes([.posixPermissions: 0o600], ofItemAtPath: file.path)
            guard
                case .sealer(let sealer, _) = CaseSealer.newest(
                    of: try files.destinationKeys(), root: root, destination: Self.destination, training: false,
                    now: { Self.now }), case .trusted(let key) = sealer.verification()
            else {
                Issue.record("The enrolment's own key is gone.")
                return
            }
            #expect(try key.key == TestKeys.decryption(.desk).publicKey)
        }
    }

    @Test func `Of several keys the newest that is valid is sealed to; where none is, the reason is told`() async throws
    {
        let root = try await SignedDestinationKeyTests.root()
        let old = try await SignedDestinationKeyTests.signed(from: Self.now - 1000, to: Self.now + 90_000)
        let new = try await SignedDestinationKeyTests.signed(
            key: TestKeys.publicKey(.device, .wrapping), from: Self.now - 10, to: Self.now + 5000)
        let elsewhere = try await SignedDestinationKeyTests.signed(destination: UUID(), from: Self.now - 1)
        func choice(_ keys: [SignedDestinationKey], at now: Date) -> CaseSealer.Choice {
            CaseSealer.newest(of: keys, root: root, destination: Self.destination, training: false, now: { now })
        }
        for keys in [[old, new, elsewhere], [elsewhere, new, old]] {
            guard case .sealer(let sealer, let end) = choice(keys, at: Self.now),
                case .trusted(let key) = sealer.verification()
            else {
                Issue.record("None was chosen.")
                continue
            }
            #expect(try await key.key == TestKeys.publicKey(.device, .wrapping))
            #expect(end == Self.now + 5000)
        }
        guard case .sealer(_, Self.now + 90_000) = choice([new, old], at: Self.now + 6000) else {
            Issue.record("The older one, which is still valid, was not chosen.")
            return
        }
        guard case .refused(.expired(Self.now + 90_000)) = choice([old, elsewhere], at: Self.now + 90_000) else {
            Issue.record("A dead key was chosen.")
            return
        }
        guard case .refused(.unknownKey) = choice([], at: Self.now) else {
            Issue.record("A key came out of nothing.")
            return
        }
    }

    @Test func `A service without a key of the catalogue bears zeros, and is known by them`() {
        let keyless = ServiceIdentifier(key: nil)
        #expect(keyless.text == "urn:de:fim:leika:leistung:00000000000000" && !keyless.hasKey)
        #expect(ServiceIdentifier(keyless.text) == keyless)
        #expect(ServiceIdentifier(key: "99102013104000").hasKey)
        for text in ["", "99102013104000", "urn:de:fim:leika:leistung:9910201310400", keyless.text + "0"] {
            #expect(ServiceIdentifier(text) == nil)
        }
    }
}
