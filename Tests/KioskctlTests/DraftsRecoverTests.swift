import Foundation
import Sealing
import Secrets
import Store
import StoreFaults
import Testing

/// Drafts of somebody who has forgotten the passphrase.
@Suite struct DraftsRecoverTests {
    private static let recovery = "Rettung im Rathaus-Tresor"
    private static let secret = "Zwiebelfisch"
    private static let cheap = LockedStaffKey.Cost(rounds: 1 << 14, blockSize: 8, parallelism: 1)

    private static func bytes(_ text: String) -> SecretBytes { SecretBytes(copying: Array(text.utf8)) }

    /// A person's key, opened once: that costs half a second.
    private final class OwnKey {
        let key: StaffKey

        init?(_ record: StaffRecord) throws {
            guard case .opened(let key) = try record.key.open(with: bytes("Passwort von \(record.name)")) else {
                return nil
            }
            self.key = key
        }
    }

    /// A device with two people, drafts of the first, and the copy of the town hall's keys on a stick beside it.
    private struct Town {
        let state: String
        let backup: String
        let people: [StaffRecord]
        private var keys: [String: OwnKey] = [:]
        var drafts: [UUID] = []
        let townKey: StaffPublicKey

        init(in folder: String) throws {
            state = folder + "/state"
            backup = folder + "/rathaus-keys.json"
            let directory = StaffDirectory(stateDirectory: state)
            for name in ["Beate Muster", "Jörg Ahorn"] {
                try directory.add(name, passphrase: bytes("Passwort von \(name)"), cost: cheap)
            }
            people = directory.members
            for person in people { keys[person.name] = try OwnKey(person) }
            let town = try StaffKey()
            townKey = town.publicKey
            let locked = try town.locked(with: bytes(DraftsRecoverTests.recovery), cost: cheap)
            let key = try JSONSerialization.jsonObject(with: JSONEncoder().encode(locked))
            // What else `rathaus` writes into its backup does not matter here.
            let file: [String: Any] = ["format": "rathaus-key-backup", "version": 1, "recoveryKey": key]
            try JSONSerialization.data(withJSONObject: file).write(to: URL(fileURLWithPath: backup))
        }

        /// Somebody by name.
        func person(_ name: String) throws -> StaffRecord { try #require(people.first { $0.name == name }) }

        /// A draft of Beate's, and whether the town can open it.
        mutating func begin(wrappedToTown: Bool = true) throws {
            let store = try TerminalStore(StorePlaces(dataDirectory: state), at: .now())
            let id = UUID()
            let key = SessionKey()
            let recipients = [try person("Beate Muster").key.publicKey] + (wrappedToTown ? [townKey] : [])
            let wrapped = try JSONEncoder().encode(WrappedSessionKey(wrapping: key, of: id, to: recipients))
            let head = try store.journal.begin(id, configuration: "K7", wrappedKey: wrapped, at: .now(), key: key)
            _ = try store.journal.append(Data(DraftsRecoverTests.secret.utf8), to: id, after: head, key: key)
            drafts.append(id)
        }

        /// What somebody can read of a draft, with the passphrase; nothing where it is closed to that person.
        func read(_ draft: UUID, as name: String) throws -> String? {
            let store = try TerminalStore(StorePlaces(dataDirectory: state), at: .now())
            let found = try store.journal.sessions().first { $0.id == draft }
            let wrapped = try #require(found?.wrapped)
            let own = try #require(keys[name])
            guard case .key(let key) = wrapped.unwrap(with: own.key, session: draft) else { return nil }
            var text = ""
            try store.journal.events(of: draft, key: key) { (event: borrowing SecretBytes) in
                text += event.withUnsafeBytes { String(decoding: $0, as: UTF8.self) }
            }
            return text
        }

        func recover(to name: String, passphrase: String) throws -> Kioskctl.Result {
            try Kioskctl.run(
                ["drafts", "recover", "--recovery-key", backup, "--to", name, "--state", state], lines: [passphrase])
        }
    }

    private static func with(_ body: (inout Town) throws -> Void) throws {
        let folder = FileManager.default.temporaryDirectory.appendingPathComponent(UUID().uuidString).path
        try FileManager.default.createDirectory(atPath: folder + "/state", withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(atPath: folder) }
        var town = try Town(in: folder)
        try body(&town)
        let clear = [secret, recovery, "Passwort von Beate Muster", "Passwort von Jörg Ahorn"]
        #expect(PlaintextSearch(clear).count(below: folder) == 0, "nothing of it stands in any file")
    }

    @Test func `Drafts of a forgotten passphrase are given to a colleague with the town's key, and open as before`()
        throws
    {
        try Self.with { town in
            for _ in 0..<3 { try town.begin() }
            #expect(try town.read(town.drafts[0], as: "Jörg Ahorn") == nil)
            let done = try town.recover(to: "Jörg Ahorn", passphrase: Self.recovery)
            #expect(done.status == 0 && done.errors.contains("3 drafts can be opened by Jörg Ahorn"), "\(done.errors)")
            #expect(!(done.output + done.errors).contains(Self.secret), "nothing of a draft is shown")
            for draft in town.drafts {
                #expect(try town.read(draft, as: "Jörg Ahorn") == Self.secret)
                #expect(try town.read(draft, as: "Beate Muster") == Self.secret, "she remembers it after all")
            }
            let list = try Kioskctl.run(["drafts", "list", "--state", town.state])
            let lines = list.output.split(separator: "\n")
            #expect(lines.count == 3 && lines.allSatisfy { $0.contains("Beate Muster") && $0.contains("Jörg Ahorn") })
            let again = try town.recover(to: "Jörg Ahorn", passphrase: Self.recovery)
            #expect(again.status == 0, "a second time changes nothing: \(again.errors)")
            #expect(try town.read(town.drafts[0], as: "Jörg Ahorn") == Self.secret)
            print("⇒ drafts recovered: 3 of 3 open to the colleague and to their owner, in files in the clear: 0")
        }
    }

    @Test func `A wrong passphrase, a file that is no key and a name of nobody are refused with a sentence`() throws {
        try Self.with { town in
            try town.begin()
            let wrong = try town.recover(to: "Jörg Ahorn", passphrase: "falsch geraten, leider")
            #expect(wrong.status == 1 && wrong.errors.contains("The passphrase of the recovery key is wrong."))
            let nobody = try town.recover(to: "Adam", passphrase: Self.recovery)
            #expect(nobody.status == 1 && nobody.errors.contains("Adam"))
            let file = town.state + "/nothing.json"
            try Data("{}".utf8).write(to: URL(fileURLWithPath: file))
            let none = try Kioskctl.run(
                ["drafts", "recover", "--recovery-key", file, "--to", "Jörg Ahorn", "--state", town.state],
                lines: [Self.recovery])
            #expect(none.status != 0 && none.errors.contains("holds no locked key"), "\(none.errors)")
            #expect(try town.read(town.drafts[0], as: "Jörg Ahorn") == nil, "nothing was given to anybody")
            #expect(try town.read(town.drafts[0], as: "Beate Muster") == Self.secret)
        }
    }

    @Test func `A draft that the town has no key of is told, and the others are given`() throws {
        try Self.with { town in
            try town.begin()
            try town.begin(wrappedToTown: false)
            let done = try town.recover(to: "Jörg Ahorn", passphrase: Self.recovery)
            #expect(done.status == 1 && done.errors.contains("1 drafts are not wrapped to this recovery key."))
            #expect(try town.read(town.drafts[0], as: "Jörg Ahorn") == Self.secret)
            #expect(try town.read(town.drafts[1], as: "Jörg Ahorn") == nil)
        }
    }
}
