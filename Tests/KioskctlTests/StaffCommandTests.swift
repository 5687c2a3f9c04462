import Foundation
import Sealing
import Secrets
import Testing

@Suite struct StaffCommandTests {
    private static func with<Result>(_ body: (String) throws -> Result) throws -> Result {
        let folder = FileManager.default.temporaryDirectory.appendingPathComponent(UUID().uuidString).path
        try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(atPath: folder) }
        return try body(folder)
    }

    private static func staff(_ arguments: String..., state: String, lines: [String] = []) throws -> Kioskctl.Result {
        try Kioskctl.run(["staff"] + arguments + ["--state", state], lines: lines)
    }

    @Test func `Somebody is taken in, changes the passphrase with the key staying the same, and is taken out`() throws {
        try Self.with { state in
            let (old, new) = ("drei kleine Worte", "vier andere kleine Worte")
            let added = try Self.staff("add", "Beate Muster", state: state, lines: [old])
            #expect(added.status == 0, "\(added.errors)")
            let id = added.output.trimmingCharacters(in: .whitespacesAndNewlines)
            #expect(try Self.staff("list", state: state).output == "\(id)\t0\tBeate Muster\n")
            let file = state + "/staff/\(id).json"
            let attributes = try FileManager.default.attributesOfItem(atPath: file)
            #expect(attributes[.posixPermissions] as? Int == 0o600)
            let wrong = try Self.staff("passphrase", "Beate Muster", state: state, lines: [new, new])
            #expect(wrong.status == 1 && wrong.errors.contains("wrong"))
            let changed = try Self.staff("passphrase", "Beate Muster", state: state, lines: [old, new])
            #expect(changed.status == 0, "\(changed.errors)")
            let record = try #require(StaffDirectory(stateDirectory: state).members.first)
            #expect(record.id == id)
            guard case .opened = try record.key.open(with: SecretBytes(copying: Array(new.utf8))) else {
                Issue.record("The new passphrase opens nothing.")
                return
            }
            let text = try String(contentsOfFile: file, encoding: .utf8)
            #expect(!text.contains(old) && !text.contains(new))
            #expect(try Self.staff("remove", "Beate Muster", state: state).status == 0)
            #expect(try FileManager.default.contentsOfDirectory(atPath: state + "/staff").isEmpty)
        }
    }

    @Test func `A short passphrase, a name twice and a name of nobody are refused with a sentence`() throws {
        try Self.with { state in
            let short = try Self.staff("add", "Kurz", state: state, lines: ["zu kurz"])
            #expect(short.status == 1 && short.errors.contains("at least 10"))
            #expect(try Self.staff("add", "Eva", state: state, lines: ["lang genug dafür"]).status == 0)
            let twice = try Self.staff("add", "Eva", state: state, lines: ["lang genug dafür"])
            #expect(twice.status == 1 && twice.errors.contains("two names"))
            let nobody = try Self.staff("remove", "Adam", state: state)
            #expect(nobody.status == 1 && nobody.errors.contains("Adam"))
        }
    }

    @Test func `A day list is sealed to staff, and what is wrong with it is told by its line`() throws {
        try Self.with { state in
            let file = state + "/termine.csv"
            let name = "Zwiebelfisch"
            try "day,time,place,service,name\n2026-12-01,9:30,Markt 1,meldebescheinigung,\(name)\n".write(
                toFile: file, atomically: true, encoding: .utf8)
            let nobody = try Kioskctl.run(["appointments", "seal", file, "--state", state])
            #expect(nobody.status == 1 && nobody.errors.contains("kioskctl staff add"))
            let passphrase = "drei kleine Worte"
            #expect(try Self.staff("add", "Beate", state: state, lines: [passphrase]).status == 0)
            let sealed = try Kioskctl.run(["appointments", "seal", file, "--state", state])
            #expect(sealed.status == 0 && sealed.errors.contains("1 appointments"), "\(sealed.errors)")
            let bytes = try #require(FileManager.default.contents(atPath: state + "/appointments.sealed"))
            #expect(!String(decoding: bytes, as: UTF8.self).contains(name))
            let record = try #require(StaffDirectory(stateDirectory: state).members.first)
            let list = try #require(DayList(stateDirectory: state))
            guard case .opened(let key) = try record.key.open(with: SecretBytes(copying: Array(passphrase.utf8))),
                case .opened(let text) = list.open(with: key)
            else {
                Issue.record("It does not open.")
                return
            }
            #expect(text.withUnsafeBytes { String(decoding: $0, as: UTF8.self) }.contains(name))
            let stranger = try StaffKey()
            if case .opened = list.open(with: stranger) { Issue.record("It opens to a stranger.") }

            try "day,time,place,service,name\n1.12.2026,9:30,Markt 1,meldebescheinigung,\n2026-12-01,25:00,a,b,c\n"
                .write(
                    toFile: file, atomically: true, encoding: .utf8)
            let faulty = try Kioskctl.run(["appointments", "seal", file, "--state", state])
            #expect(faulty.status == 1 && faulty.errors.contains(":2:") && faulty.errors.contains(":3:"))
        }
    }
}
