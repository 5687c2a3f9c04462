import Foundation
import Sealing
import Testing

/// Makes bundles as `rathaus enrol` prints them.
enum Bundles {
    static let destination = UUID()
    static let now = Date(timeIntervalSince1970: 1_800_000_000)

    static func object(keys: [SignedDestinationKey]? = nil) async throws -> [String: Any] {
        let key = try await SignedDestinationKeyTests.signed(
            destination: destination, from: now - 1000, to: now + 1000)
        let root = try await TestKeys.publicKey(.root, .verifying)
        return [
            "tokenUrl": "https://rathaus.example.org/token", "submissionApiUrl": "https://rathaus.example.org/api",
            "clientId": "koffer-7", "clientSecret": "0123456789abcdef0123456789abcdef",
            "destinationId": destination.uuidString.lowercased(),
            "destinations": ["Bürgeramt": destination.uuidString.lowercased()],
            "caCertificate": try String(
                contentsOf: Independent.fixtures.appendingPathComponent("ca.pem"), encoding: .utf8),
            "signingRoot": try JSONSerialization.jsonObject(with: JSONEncoder().encode(root)),
            "destinationKeys": (keys ?? [key]).map(\.compact), "mailbox": "https://rathaus.example.org/device/v1",
        ]
    }

    static func bundle(_ changes: [String: Any] = [:]) async throws -> EnrolmentBundle {
        try EnrolmentBundle(
            json: JSONSerialization.data(withJSONObject: await object().merging(changes) { $1 }))
    }

    static func faults(_ changes: [String: Any] = [:], at now: Date = now) async throws -> [String] {
        try await bundle(changes).faults(at: now).map(\.description)
    }
}

@Suite struct EnrolmentBundleTests {
    @Test func `A sound bundle has no faults`() async throws {
        #expect(try await Bundles.faults() == [])
        #expect("\(try await Bundles.bundle())" == "EnrolmentBundle(redacted)")
    }

    @Test(arguments: [
        (#"{"tokenUrl":"http://rathaus.example.org/token"}"#, "“tokenUrl” is not an https://"),
        (#"{"tokenUrl":"https://user:x@rathaus.example.org/"}"#, "“tokenUrl” is not an https://"),
        (#"{"submissionApiUrl":"https://rathaus.example.org/v2"}"#, "“submissionApiUrl” must stand without"),
        (#"{"mailbox":"nowhere"}"#, "“mailbox” is not an https://"),
        (#"{"clientId":""}"#, "“clientId” is empty"), (#"{"clientSecret":"short"}"#, "“clientSecret” has not 16"),
        (#"{"caCertificate":"-----BEGIN CERTIFICATE-----\n-----END CERTIFICATE-----"}"#, "“caCertificate” is not"),
        (#"{"caCertificate":""}"#, "“caCertificate” is not"),
        (#"{"recoveryKey":"AAAA"}"#, "“recoveryKey” is not a key of 32 bytes"),
        (#"{"destinationId":"8b7d7d5e-6f0a-4f0e-9d55-6a1f5a1c0b12"}"#, "“destinationId” is not one of"),
        (#"{"destinationKeys":[]}"#, "No key for “Bürgeramt” leads to the root. There is none in the bundle."),
        (#"{"destinationKeys":["x"]}"#, "No key for “Bürgeramt” leads to the root. The token is not well-formed."),
    ])
    func `One thing that is wrong is said in one sentence`(changes: String, sentence: String) async throws {
        let faults = try await Bundles.faults(try #require(try Independent.object(changes) as? [String: Any]))
        #expect(faults.count == 1 && faults[0].hasPrefix(sentence), "\(faults)")
    }

    @Test func `The recovery key is pinned with the root`() async throws {
        let recovery = try StaffKey().publicKey
        let bundle = try await Bundles.bundle(["recoveryKey": recovery.bytes.base64EncodedString()])
        #expect(await bundle.faults(at: Bundles.now).isEmpty)
        try await EnrolledFilesTests.withFiles { files, _ in
            try files.store(
                bundle, deviceKey: TestKeys.decryption(.device), owners: .init(user: nil, messengerGroup: nil))
            #expect(try files.trust().recoveryKey == recovery)
        }
    }

    @Test func `Everything that is wrong is said at once`() async throws {
        let faults = try await Bundles.faults([
            "tokenUrl": "", "clientSecret": "", "destinations": ["": "x"], "caCertificate": "no",
        ])
        #expect(faults.count == 6, "\(faults)")
    }

    @Test func `A key that has expired, or leads to another root, is no key`() async throws {
        #expect(try await Bundles.faults(at: Bundles.now + 1000).first?.contains("was valid until") == true)
        let stranger = try await TestKeys.publicKey(.stranger, .verifying)
        let root = try JSONSerialization.jsonObject(with: JSONEncoder().encode(stranger))
        #expect(
            try await Bundles.faults(["signingRoot": root])
                == ["No key for “Bürgeramt” leads to the root. The token names a key that is not known here."])
        let wrapping = try JSONSerialization.jsonObject(
            with: JSONEncoder().encode(TestKeys.decryption(.desk).publicKey))
        #expect(
            try await Bundles.faults(["signingRoot": wrapping])
                == ["“signingRoot” cannot be used. The key's algorithm is not PS512."])
    }

    @Test(arguments: ["tokenUrl", "clientSecret", "signingRoot", "destinationKeys", "mailbox"])
    func `What is missing is named`(name: String) async throws {
        var object = try await Bundles.object()
        object[name] = nil
        let json = try JSONSerialization.data(withJSONObject: object)
        do {
            _ = try EnrolmentBundle(json: json)
            Issue.record("It was read.")
        } catch {
            #expect(error.description == "“\(name)” is missing. Ask the town hall for a new bundle.")
        }
    }

    @Test func `What is no bundle is refused, whatever it is`() async throws {
        let whole = try JSONSerialization.data(withJSONObject: await Bundles.object())
        for json in [Data(), whole.prefix(whole.count / 2), Data("[]".utf8), Data(repeating: 91, count: 900_000)] {
            #expect(throws: EnrolmentFault.self) { _ = try EnrolmentBundle(json: json) }
        }
        do {
            _ = try EnrolmentBundle(json: Data(count: EnrolmentBundle.bound + 1))
            Issue.record("It was read.")
        } catch {
            #expect(error.description == "The bundle is larger than 1 MB: this is another file.")
        }
        #expect(throws: EnrolmentFault.self) {
            _ = try EnrolmentBundle(json: Data(#"{"tokenUrl":7}"#.utf8))
        }
    }
}

@Suite struct BundleFuzzTests {
    @Test func `A bundle with flipped bits never crashes, and never trusts another root's key`() async throws {
        let json = try JSONSerialization.data(withJSONObject: await Bundles.object(), options: .sortedKeys)
        let genuine = try await Bundles.bundle()
        var random = Seeded(9)
        var sound = 0
        for _ in 0..<400 {
            var torn = json
            torn[Int.random(in: 0..<json.count, using: &random)] ^= 1 << UInt8.random(in: 0..<8, using: &random)
            guard let bundle = try? EnrolmentBundle(json: torn) else { continue }
            guard await bundle.faults(at: Bundles.now).isEmpty else { continue }
            sound += 1
            // What is still sound has changed somewhere else: a secret, a path, a name.
            #expect(bundle.signingRoot.n == genuine.signingRoot.n)
        }
        print("⇒ bundle: 400 bits flipped, \(sound) still sound")
    }
}

@Suite struct EnrolledFilesTests {
    static func withFiles(_ body: (EnrolledFiles, URL) async throws -> Void) async throws {
        let folder = FileManager.default.temporaryDirectory.appendingPathComponent(UUID().uuidString)
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: folder) }
        try await body(
            EnrolledFiles(
                terminalDirectory: folder.appendingPathComponent("terminal"),
                messengerFile: folder.appendingPathComponent("messenger.json")), folder)
    }

    static func mode(_ file: URL) throws -> Int? {
        try FileManager.default.attributesOfItem(atPath: file.path)[.posixPermissions] as? Int
    }

    @Test func `Each half lies where its reader may read it, and comes back`() async throws {
        try await Self.withFiles { files, folder in
            let key = try TestKeys.decryption(.device)
            let before = files.holdEnrolment
            try files.store(await Bundles.bundle(), deviceKey: key, owners: .init(user: nil, messengerGroup: nil))
            #expect(!before && files.holdEnrolment)
            let terminal = folder.appendingPathComponent("terminal")
            #expect(try Self.mode(terminal) == 0o700)
            #expect(try Self.mode(terminal.appendingPathComponent("device-key.der")) == 0o600)
            #expect(try Self.mode(terminal.appendingPathComponent("trust.json")) == 0o600)
            #expect(try Self.mode(files.messengerFile) == 0o640)
            #expect(try files.deviceKey().publicKey.kid == key.publicKey.kid)
            #expect(try await files.trust().signingRoot == TestKeys.publicKey(.root, .verifying))
            #expect(try files.trust().destinationId == Bundles.destination)
            let messenger = try JSONDecoder().decode(
                MessengerEnrolment.self, from: Data(contentsOf: files.messengerFile))
            #expect(messenger.deviceKeyID == key.publicKey.kid && messenger.clientId == "koffer-7")
            // The messenger reads whose receipts count, and the terminal believes its own copy; what the terminal reads
            // holds no right to deliver.
            let pinned = try files.trust()
            #expect(messenger.signingRoot == pinned.signingRoot)
            #expect(messenger.destinationKeys == pinned.destinationKeys)
            let trust = try String(contentsOf: terminal.appendingPathComponent("trust.json"), encoding: .utf8)
            #expect(!trust.contains("0123456789abcdef"))
            #expect(
                try FileManager.default.contentsOfDirectory(atPath: folder.path).sorted() == [
                    "messenger.json", "terminal",
                ])
        }
    }

    @Test func `Files that are open to others are not believed`() async throws {
        try await Self.withFiles { files, folder in
            try files.store(
                await Bundles.bundle(), deviceKey: TestKeys.decryption(.device),
                owners: .init(user: nil, messengerGroup: nil))
            let trust = folder.appendingPathComponent("terminal/trust.json")
            chmod(trust.path, 0o644)
            #expect(throws: EnrolmentFault.self) { _ = try files.trust() }
            chmod(folder.appendingPathComponent("terminal/device-key.der").path, 0o640)
            #expect(throws: EnrolmentFault.self) { _ = try files.deviceKey() }
            try FileManager.default.removeItem(at: trust)
            try FileManager.default.createSymbolicLink(at: trust, withDestinationURL: files.messengerFile)
            #expect(throws: EnrolmentFault.self) { _ = try files.trust() }
        }
    }

    @Test func `A directory that is open to others is refused, with what to do`() async throws {
        try await Self.withFiles { files, _ in
            try FileManager.default.createDirectory(
                at: files.terminalDirectory, withIntermediateDirectories: true,
                attributes: [.posixPermissions: 0o755])
            let bundle = try await Bundles.bundle()
            do {
                try files.store(
                    bundle, deviceKey: try TestKeys.decryption(.device), owners: .init(user: nil, messengerGroup: nil))
                Issue.record("It was stored.")
            } catch let fault as EnrolmentFault {
                #expect(fault.description.contains("mode 0700"))
            }
        }
    }

    @Test func `Unknown users and groups are named`() {
        #expect(throws: EnrolmentFault.self) {
            _ = try EnrolledFiles.Owners(user: "no-such-user-here", messengerGroup: nil)
        }
        #expect(throws: EnrolmentFault.self) {
            _ = try EnrolledFiles.Owners(user: nil, messengerGroup: "no-such-group-here")
        }
    }
}

@Suite struct WrappedDeviceKeyTests {
    @Test func `Staff to whom it was wrapped open it, nobody else, and not after a change`() throws {
        let own = try StaffKey()
        let stranger = try StaffKey()
        let device = try TestKeys.decryption(.device)
        let made = try WrappedDeviceKey(wrapping: device, to: [own.publicKey])
        let json = try JSONEncoder().encode(made)
        let wrapped = try JSONDecoder().decode(WrappedDeviceKey.self, from: json)
        guard case .key(let key) = wrapped.unwrap(with: own) else {
            Issue.record("It did not open.")
            return
        }
        let kid = key.publicKey.kid
        #expect(try kid == TestKeys.decryption(.device).publicKey.kid)
        guard case .notForThisKey = wrapped.unwrap(with: stranger) else {
            Issue.record("A stranger opened it.")
            return
        }
        var object = try #require(try JSONSerialization.jsonObject(with: json) as? [String: Any])
        object["id"] = UUID().uuidString
        let moved = try JSONDecoder().decode(
            WrappedDeviceKey.self, from: JSONSerialization.data(withJSONObject: object))
        guard case .notAuthentic = moved.unwrap(with: own) else {
            Issue.record("It opened under another name.")
            return
        }
    }
}
