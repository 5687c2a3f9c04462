import Foundation
import Sealing
import Secrets
import Store
import StoreFaults
import Testing

/// The directories of one terminal, and the town hall that opens what it seals.
struct Device {
    let folder: String
    private static let fixtures = RunningTerminal.repository.appendingPathComponent("Tests/SealingTests/Fixtures")

    var state: String { folder + "/state" }
    var log: String { folder + "/log" }
    var places: StorePlaces { StorePlaces(dataDirectory: state) }

    /// A device of its own for a test, removed afterwards.
    static func with<Result>(_ body: (Device) async throws -> Result) async throws -> Result {
        let folder = FileManager.default.temporaryDirectory.appendingPathComponent("terminal-\(UUID().uuidString)").path
        let device = Device(folder: folder)
        // On a device the unit makes it; a terminal without one is out of order.
        try FileManager.default.createDirectory(atPath: device.state, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(atPath: folder) }
        return try await body(device)
    }

    private static func der(_ name: String) throws -> SecretBytes {
        let json = try JSONSerialization.jsonObject(
            with: Data(contentsOf: fixtures.appendingPathComponent("keys.json")))
        let entry = (json as? [String: [String: Any]])?[name]
        return SecretBytes(copying: Data(base64Encoded: entry?["pkcs8"] as? String ?? "") ?? Data())
    }

    static func deskKey() throws -> DecryptionKey { try DecryptionKey(der: der("desk")) }

    /// The town hall's key of that name.
    static func signingKey(_ name: String) async throws -> SigningKey { try await SigningKey(der: der(name)) }

    /// Keys of a destination as this root signs them, valid for so many seconds from a minute ago, for training cases.
    static func keys(
        of destination: UUID, for seconds: TimeInterval = 3600, signedBy name: String = "root",
        verifying: String = "root", issuedAt: Date = Date()
    ) async throws -> SignedDestinationKey {
        let verifyingKey = try await signingKey(verifying).publicKey
        let root = try await signingKey(name)
        return try SignedDestinationKey(
            signing: .init(
                destination: destination, key: Self.deskKey().publicKey, verificationKeys: [verifyingKey],
                notBefore: Date() - 60, notAfter: Date() + seconds, issuedAt: issuedAt, training: true), with: root)
    }

    /// What the messenger would put into the outbox: a message of the town hall, sealed to this device.
    static func message(
        _ kind: MailboxMessage.Kind, issuer: MailboxMessage.Issuer = .root, signedBy name: String = "root",
        reference: String? = nil, content: Data
    ) async throws -> Data {
        let device = try DecryptionKey(der: der("device")).publicKey
        let key = try await signingKey(name)
        return try MailboxMessage(
            kind: kind, issuer: issuer, device: device.thumbprint, issuedAt: Date(), reference: reference,
            content: content
        ).sealed(signedWith: key, to: device)
    }

    /// Makes it belong to a town hall whose key is valid for an hour, or as long as is said, for training cases.
    /// - Returns: The destination of all offices.
    @discardableResult
    func enrol(keyFor seconds: TimeInterval = 3600) async throws -> UUID {
        let root = try await SigningKey(der: Self.der("root"))
        let destination = UUID()
        let key = try await Self.keys(of: destination, for: seconds)
        let bundle: [String: Any] = [
            "tokenUrl": "https://rathaus.example.org/token", "submissionApiUrl": "https://rathaus.example.org/api",
            "clientId": "koffer-7", "clientSecret": "0123456789abcdef0123456789abcdef",
            "destinationId": destination.uuidString, "destinations": ["steueramt": destination.uuidString],
            "caCertificate": try String(contentsOf: Self.fixtures.appendingPathComponent("ca.pem"), encoding: .utf8),
            "signingRoot": try JSONSerialization.jsonObject(with: JSONEncoder().encode(root.publicKey)),
            "destinationKeys": [key.compact], "mailbox": "https://rathaus.example.org/device/v1",
        ]
        let read = try EnrolmentBundle(json: JSONSerialization.data(withJSONObject: bundle))
        let faults = await read.faults(at: Date())
        try #require(faults.isEmpty, "\(faults)")
        let files = EnrolledFiles(
            terminalDirectory: URL(fileURLWithPath: state + "/enrolment"),
            messengerFile: URL(fileURLWithPath: state + "/shared/messenger.json"))
        try FileManager.default.createDirectory(atPath: state + "/shared", withIntermediateDirectories: true)
        try files.store(
            read, deviceKey: DecryptionKey(der: Self.der("device")), owners: .init(user: nil, messengerGroup: nil))
        return destination
    }

    func start() throws -> RunningTerminal { try RunningTerminal(state: state, log: log) }

    /// Demonstration certificates for reading cards, as `kioskctl eid demo-pki` makes them.
    func makeCertificates(from day: String, days: Int) throws {
        let process = Process()
        process.executableURL = RunningTerminal.program.deletingLastPathComponent().appendingPathComponent("kioskctl")
        process.arguments = ["eid", "demo-pki", folder + "/pki", "--from", day, "--days", String(days)]
        process.currentDirectoryURL = RunningTerminal.repository
        process.standardOutput = FileHandle.nullDevice
        try process.run()
        process.waitUntilExit()
        try #require(process.terminationStatus == 0)
        try FileManager.default.copyItem(atPath: folder + "/pki/terminals/onsite", toPath: state + "/eid")
    }

    /// The shipped configuration for a profile, under a code that reference numbers begin with.
    func configuration(_ profile: String, code: String = "K7") throws -> String {
        let copy = folder + "/Config"
        if FileManager.default.fileExists(atPath: copy) { try FileManager.default.removeItem(atPath: copy) }
        try FileManager.default.copyItem(
            atPath: RunningTerminal.repository.appendingPathComponent("Config").path, toPath: copy)
        let file = copy + "/terminal.yaml"
        let text = try String(contentsOfFile: file, encoding: .utf8)
        try text.replacing("\nprofile: kiosk", with: "\nprofile: \(profile)")
            .replacing("\n  code: \"K7\"", with: "\n  code: \"\(code)\"")
            .write(toFile: file, atomically: true, encoding: .utf8)
        return copy
    }

    static let passphrase = "Waldkauz-93-Moor"

    /// Two people who work with it, both with this passphrase; as cheap as is allowed.
    func addStaff() throws {
        let directory = StaffDirectory(stateDirectory: state)
        for name in ["Beate Muster", "Jörg Ahorn"] {
            try directory.add(
                name, passphrase: SecretBytes(copying: Array(Self.passphrase.utf8)),
                cost: LockedStaffKey.Cost(rounds: 1 << 14, blockSize: 8, parallelism: 1))
        }
    }

    /// The case, with staff, a battery, and the shipped configuration.
    func startCase(code: String = "K7", variables: [String: String] = [:]) throws -> RunningTerminal {
        let supply = folder + "/power/BAT0"
        if !FileManager.default.fileExists(atPath: supply) {
            try addStaff()
            try FileManager.default.createDirectory(atPath: supply, withIntermediateDirectories: true)
            for (name, text) in [("type", "Battery"), ("capacity", "83"), ("status", "Discharging")] {
                try (text + "\n").write(toFile: supply + "/" + name, atomically: true, encoding: .utf8)
            }
            _ = try configuration("koffer", code: code)
        }
        return try RunningTerminal(
            state: state, log: log, configuration: folder + "/Config",
            options: ["--power-supplies", folder + "/power"], variables: variables)
    }

    /// The lines of its log.
    var events: [String] {
        let text = (try? String(contentsOfFile: log + "/events.log", encoding: .utf8)) ?? ""
        return text.split(separator: "\n").map(String.init)
    }

    /// How often anything that was typed can be read in any of its files.
    func plaintexts() -> Int {
        PlaintextSearch([Citizen.familyName, Citizen.givenName]).count(below: folder)
    }
}

/// A case as the town hall opens it.
struct OpenedCase {
    let entry: OutboxCase
    let data: Data
    let metadata: CaseMetadata
    let attachments: [Data]

    init(_ entry: OutboxCase, in store: TerminalStore) throws {
        self.entry = entry
        let sealed = try store.outbox.sealedCase(entry)
        let key = try Device.deskKey()
        func open(_ token: Data) throws -> Data {
            try JWE.open(token, with: key).plaintext.withUnsafeBytes { Data($0) }
        }
        data = try open(sealed.encryptedData)
        metadata = try JSONDecoder().decode(CaseMetadata.self, from: open(sealed.encryptedMetadata))
        var attachments: [Data] = []
        for attachment in sealed.attachments { attachments.append(try open(attachment.content)) }
        self.attachments = attachments
    }

    /// The text of a PDF.
    static func text(of pdf: Data) throws -> String {
        let file = FileManager.default.temporaryDirectory.appendingPathComponent(UUID().uuidString + ".pdf")
        try pdf.write(to: file)
        defer { try? FileManager.default.removeItem(at: file) }
        let (process, output) = (Process(), Pipe())
        process.executableURL = URL(fileURLWithPath: "/usr/bin/pdftotext")
        process.arguments = ["-layout", file.path, "-"]
        process.standardOutput = output
        try process.run()
        let text = try output.fileHandleForReading.readToEnd() ?? Data()
        process.waitUntilExit()
        return String(decoding: text, as: UTF8.self)
    }
}
