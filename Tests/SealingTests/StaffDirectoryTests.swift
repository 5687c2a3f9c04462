import Foundation
import Sealing
import Secrets
import Testing

@Suite struct StaffDirectoryTests {
    private static func with<Result>(_ body: (StaffDirectory, String) throws -> Result) throws -> Result {
        let folder = FileManager.default.temporaryDirectory.appendingPathComponent(UUID().uuidString).path
        try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(atPath: folder) }
        return try body(StaffDirectory(stateDirectory: folder), folder)
    }

    private static let right = StaffKeyTests.passphrase("drei kleine Worte")

    @Test func `Wrong passphrases are counted on the disk until the right one comes`() throws {
        try Self.with { directory, folder in
            let record = try directory.add("Beate", passphrase: Self.right, cost: StaffKeyTests.cheap)
            for count in 1...3 {
                guard case .wrongPassphrase = try directory.open(record, with: StaffKeyTests.passphrase("falsch"))
                else {
                    Issue.record("A wrong passphrase opens.")
                    return
                }
                // As another process finds it.
                #expect(StaffDirectory(stateDirectory: folder).failures(of: record.id) == count)
            }
            guard case .opened = try directory.open(record, with: Self.right) else {
                Issue.record("The right passphrase does not open.")
                return
            }
            #expect(directory.failures(of: record.id) == 0)
        }
    }

    @Test func `Where the tries cannot be counted none is made`() throws {
        try Self.with { directory, folder in
            let record = try directory.add("Beate", passphrase: Self.right, cost: StaffKeyTests.cheap)
            // A directory stands where the number would be written.
            try FileManager.default.createDirectory(
                atPath: folder + "/staff/\(record.id).failures/x", withIntermediateDirectories: true)
            #expect(throws: StaffFault.self) { _ = try directory.open(record, with: Self.right) }
        }
    }

    @Test func `A number that somebody has made unreadable does not free the way`() throws {
        try Self.with { directory, folder in
            let record = try directory.add("Beate", passphrase: Self.right, cost: StaffKeyTests.cheap)
            try "nichts".write(
                toFile: folder + "/staff/\(record.id).failures", atomically: true, encoding: .utf8)
            #expect(directory.failures(of: record.id) == 20)
        }
    }

    @Test func `A file that was put under another name is nobody`() throws {
        try Self.with { directory, folder in
            let record = try directory.add("Beate", passphrase: Self.right, cost: StaffKeyTests.cheap)
            try FileManager.default.moveItem(
                atPath: folder + "/staff/\(record.id).json", toPath: folder + "/staff/anders.json")
            #expect(directory.members.isEmpty)
        }
    }
}
