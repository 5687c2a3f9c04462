import Foundation
import Sealing
import Secrets
import Store
import StoreFaults
import Testing
import TownSupport

/// A town hall made by the programs themselves, and everything that needs no network.
@Suite(.serialized) final class TownHallCommandTests {
    let path = NSTemporaryDirectory() + "rathaus-\(UUID().uuidString)"
    private var town: String { path + "/town" }

    init() throws { try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true) }

    deinit { try? FileManager.default.removeItem(atPath: path) }

    private func initialise() throws -> Program.Result {
        try "a passphrase for the copy\n".write(toFile: path + "/passphrase", atomically: true, encoding: .utf8)
        return try Program.rathaus.run(
            "init", "--dir", town, "--config", Program.configuration, "--office", "bauhof", "--host", "localhost",
            "--port", "18443", "--backup", path + "/copy", "--backup-passphrase", path + "/passphrase")
    }

    private func enrol(_ name: String, _ more: String...) throws -> Data {
        let result: Program.Result
        if more.isEmpty {
            result = try Program.rathaus.run("enrol", "--dir", town, "--name", name)
        } else {
            result = try Program.rathaus.run("enrol", "--dir", town, "--name", name, more[0], more[1])
        }
        #expect(result.status == 0, "\(result.errors)")
        return Data(result.output.utf8)
    }

    /// A device's outbox with cases sealed to what the bundle says, exported to a folder.
    private func export(_ bundle: EnrolmentBundle, references: [String]) async throws -> String {
        let root = try await SigningRoot(bundle.signingRoot)
        let destination = try #require(UUID(uuidString: bundle.destinationId))
        let sealer = CaseSealer(
            key: SignedDestinationKey(try #require(bundle.destinationKeys.first)), root: root,
            destination: destination, training: false, now: { Date() })
        let data =
            #"{"$schema":"https://ahornbach.example/schema/maengelmeldung/1","service":{"id":"maengelmeldung","version":1},"identVermerk":{"method":"none"},"remarks":[]}"#
        try FileManager.default.createDirectory(atPath: path + "/device", withIntermediateDirectories: true)
        let store = try TerminalStore(StorePlaces(dataDirectory: path + "/device"), at: .now())
        let key = try Workload.key(seed: 1)
        for reference in references {
            let sealed = try sealer.seal(
                data: SecretBytes(copying: Array(data.utf8)),
                header: CaseHeader(
                    reference: reference, serviceIdentifier: "urn:de:fim:leika:leistung:00000000000000",
                    schemaUri: "https://ahornbach.example/schema/maengelmeldung/1"))
            guard case .sealed(let sealed) = sealed else {
                Issue.record("The key of the bundle is not trusted.")
                continue
            }
            let session = UUID()
            _ = try store.journal.begin(session, configuration: "c", at: .now(), key: key)
            _ = try store.confirm(session, at: .now()) { _ in
                ConfirmedCase(reference: reference, service: "maengelmeldung", sealed: sealed)
            }
        }
        try FileManager.default.createDirectory(atPath: path + "/stick", withIntermediateDirectories: true)
        return try CaseExport(store.outbox).write(
            store.outbox.cases().cases, to: path + "/stick", at: .now()
        ).folder
    }

    @Test(.timeLimit(.minutes(5)))
    func `A town hall is made once, enrols a device, takes in its stick, decides, and rotates its keys`() async throws {
        let made = try initialise()
        #expect(made.status == 0, "\(made.errors)")
        #expect(made.output.contains("was tried and opens"))
        #expect(!made.output.contains("a passphrase"))
        let again = try initialise()
        #expect(again.status == 1)
        #expect(again.errors.contains("is there already"))

        // A device: the bundle is taken in, its key certified.
        let json = try enrol("K7")
        try json.write(to: URL(fileURLWithPath: path + "/bundle.json"))
        let bundle = try EnrolmentBundle(json: json)
        #expect(await bundle.faults(at: Date()).isEmpty)
        let twice = try Program.rathaus.run("enrol", "--dir", town, "--name", "K7")
        #expect(twice.status == 1 && twice.errors.contains("is enrolled already"))
        let device = try Program.kioskctl.run(
            "enrol", path + "/bundle.json", "--terminal-directory", path + "/terminal", "--messenger-file",
            path + "/messenger.json")
        #expect(device.status == 0, "\(device.errors)")
        try device.output.write(toFile: path + "/key.json", atomically: true, encoding: .utf8)
        let certified = try Program.rathaus.run("enrol", "--dir", town, "--device-key", path + "/key.json")
        #expect(certified.status == 0, "\(certified.errors)")
        let key = try JSONDecoder().decode(JSONWebKey.self, from: Data(device.output.utf8))
        #expect(certified.errors.contains(key.thumbprint))

        // Another desk: its bundle holds a private key that opens.
        let subscriber = try #require(
            try JSONSerialization.jsonObject(with: enrol("amt", "--role", "subscriber")) as? [String: Any])
        let jwk = try #require(subscriber["decryptionKey"] as? [String: Any])
        #expect(Set(jwk.keys).isSuperset(of: ["kty", "n", "e", "d", "p", "q", "dp", "dq", "qi", "kid"]))

        // The stick.
        let folder = try await export(bundle, references: ["KFRA2221XY", "KFRA2222XY"])
        let first = try Program.rathaus.run("import", "--dir", town, "--config", Program.configuration, folder)
        #expect(first.status == 0, "\(first.errors)")
        #expect(first.output.split(separator: "\n").allSatisfy { $0.hasSuffix("taken in.") })
        let second = try Program.rathaus.run("import", "--dir", town, "--config", Program.configuration, folder)
        #expect(second.status == 0)
        #expect(second.output.split(separator: "\n").allSatisfy { $0.hasSuffix("is here already.") })

        // The clerk.
        let listed = try Program.rathaus.run("desk", "list", "--dir", town, "--json")
        let cases = try #require(
            try JSONSerialization.jsonObject(with: Data(listed.output.utf8)) as? [[String: Any]])
        #expect(Set(cases.compactMap { $0["reference"] as? String }) == ["KFRA2221XY", "KFRA2222XY"])
        let opened = try Program.rathaus.run(
            "desk", "open", "--dir", town, "--config", Program.configuration, "KFRA 2221 XY")
        #expect(opened.status == 0 && opened.output.contains("Identifizierung"), "\(opened.errors)")
        let exported = try Program.rathaus.run("desk", "export", "--dir", town, "KFRA2221XY", path + "/out")
        #expect(exported.status == 0)
        #expect(FileManager.default.fileExists(atPath: path + "/out/daten.json"))
        let decided = try Program.rathaus.run(
            "desk", "decide", "--dir", town, "KFRA2221XY", "--outcome", "granted", "--reason", "Alles da.")
        #expect(decided.status == 0, "\(decided.errors)")
        let unknown = try Program.rathaus.run(
            "desk", "decide", "--dir", town, "KFRA2222XY", "--outcome", "vielleicht", "--reason", "x")
        #expect(unknown.status == 1 && unknown.errors.contains("partly_granted"))
        let audit = try Program.rathaus.run("desk", "audit", "--dir", town)
        for act in ["imported", "listed", "opened", "exported", "decided"] { #expect(audit.output.contains(act)) }

        // Keys: rotated, copied, checked.
        let rotated = try Program.rathaus.run("rotate-keys", "--dir", town, "--office", "bauhof")
        #expect(rotated.status == 0, "\(rotated.errors)")
        #expect(rotated.output.contains("1 devices get them"))
        let checked = try Program.rathaus.run("check-backup", "--dir", town, "--passphrase", path + "/passphrase")
        #expect(checked.status == 0, "\(checked.errors)")
        let wrong = try Program.rathaus.run("check-backup", "--dir", town, input: "another passphrase\n")
        #expect(wrong.status == 1 && wrong.errors.contains("does not open"))
        let new = try EnrolmentBundle(json: try enrol("K8"))
        #expect(new.destinationKeys != bundle.destinationKeys)
        #expect(await new.faults(at: Date()).isEmpty)
    }

    @Test(arguments: [
        (["init", "--office", "a:b"], "is no office"), (["init", "--office", "x", "--office", "x"], "named twice"),
        (["desk", "list"], "cannot be stored or read"), (["enrol", "--name", "K7"], "rathaus init"),
    ])
    func `What cannot be done is said in a sentence, and nothing is left behind`(
        arguments: [String], sentence: String
    ) throws {
        var all = arguments
        all.insert(contentsOf: ["--dir", town], at: arguments[0] == "desk" ? 2 : 1)
        let process = try Program.rathaus.runAll(all)
        #expect(process.status == 1)
        #expect(process.errors.contains(sentence), "\(process.errors)")
        #expect(!FileManager.default.fileExists(atPath: town + "/desk"))
    }
}
