import Foundation
import Sealing
import Store
import StoreFaults
import Testing

@Suite struct OutboxCommandTests {
    /// An outbox with three cases: sealed, set aside, accepted.
    private static func with(_ body: (String, TerminalStore) throws -> Void) throws {
        try DiskFaults.withDirectory { directory in
            let store = try TerminalStore(StorePlaces(dataDirectory: directory), at: .now())
            let key = try Workload.key(seed: 1)
            for number in 1...3 {
                let session = UUID()
                _ = try store.journal.begin(session, configuration: "c", at: .now(), key: key)
                let entry = try store.confirm(session, at: .now()) { counter in
                    ConfirmedCase(
                        reference: "KFRA222\(counter)XY", service: "hundesteuer",
                        sealed: SealedCase(
                            destination: UUID(), keyID: "k",
                            serviceIdentifier: "urn:de:fim:leika:leistung:99102013104000",
                            encryptedMetadata: Data("a.b.c.d.meta".utf8), encryptedData: Data("a.b.c.d.data".utf8),
                            attachments: [
                                SealedAttachment(id: UUID(), content: Data(repeating: 65, count: 2_500_000))
                            ]))
                }.sealed
                if number == 2 { try store.outbox.take(.setAside(.tooLarge), of: entry.reference, at: .now()) }
                if number == 3 {
                    try store.outbox.take(
                        .created(submission: UUID(), caseID: UUID(), epoch: "1"), of: entry.reference, at: .now())
                    try store.outbox.take(.submitted, of: entry.reference, at: .now())
                    try store.outbox.take(.accepted(token: Data("t".utf8)), of: entry.reference, at: .now())
                }
            }
            try body(directory, store)
        }
    }

    private static func run(_ directory: String, _ arguments: String...) throws -> Kioskctl.Result {
        try Kioskctl.run(["outbox"] + arguments + ["--outbox", directory + "/outbox"])
    }

    @Test func `list shows every case in a line, and as JSON`() throws {
        try Self.with { directory, _ in
            let result = try Self.run(directory, "list")
            #expect(result.status == 0)
            let lines = result.output.split(separator: "\n").map { $0.split(separator: "\t") }
            #expect(lines.map { $0[0] } == ["KFRA2221XY", "KFRA2222XY", "KFRA2223XY"])
            #expect(lines.map { $0[2] } == ["sealed", "set aside", "accepted (not verified)"])
            let json = try Self.run(directory, "list", "--json").json
            #expect((json?["cases"] as? [Any])?.count == 3)
        }
    }

    @Test func `show tells states, sizes and reasons, and nothing of the contents`() throws {
        try Self.with { directory, _ in
            let result = try Self.run(directory, "show", "KFRA 2222 XY")
            #expect(result.status == 0)
            #expect(result.output.contains("larger than the town hall takes"))
            #expect(result.output.contains("2 MB"))
            #expect(!result.output.contains("a.b.c.d"))
            let unknown = try Self.run(directory, "show", "NOPE")
            #expect(unknown.status == 1)
            #expect(unknown.errors.contains("kioskctl outbox list"))
        }
    }

    @Test func `retry begins again with what was set aside, and with nothing else`() throws {
        try Self.with { directory, store in
            #expect(try Self.run(directory, "retry").status != 0)
            let refused = try Self.run(directory, "retry", "KFRA2221XY")
            #expect(refused.status == 1)
            #expect(refused.errors.contains("not set aside"))
            let result = try Self.run(directory, "retry", "--all")
            #expect(result.status == 0)
            #expect(result.output == "KFRA2222XY\n")
            #expect(try store.outbox.due().cases.map(\.reference) == ["KFRA2221XY", "KFRA2222XY"])
        }
    }

    @Test func `export writes all that was not received, complete and verifiable`() throws {
        try Self.with { directory, store in
            let stick = directory + "/stick"
            try FileManager.default.createDirectory(atPath: stick, withIntermediateDirectories: true)
            let result = try Self.run(directory, "export", stick)
            #expect(result.status == 0)
            #expect(result.errors == "2 cases written and read back. Unmount the stick before you remove it.\n")
            let folder = result.output.trimmingCharacters(in: .whitespacesAndNewlines)
            let manifest = try CaseExport.check(folder)
            #expect(manifest.cases.map(\.reference) == ["KFRA2221XY", "KFRA2222XY"])
            let entry = try store.outbox.find("KFRA2221XY")
            for (index, part) in try #require(manifest.cases.first).parts.enumerated() {
                let file = try Data(contentsOf: URL(fileURLWithPath: "\(folder)/\(part.file)"))
                #expect(try file == store.outbox.part(index, of: entry))
            }
            #expect(try Self.run(directory, "export", "--all", stick).status == 0)
            #expect(try FileManager.default.contentsOfDirectory(atPath: stick).count == 2)
            // Each file that is changed, shortened or missing is noticed.
            let files = manifest.cases.flatMap(\.parts).map(\.file) + ["manifest.json", "manifest.sha512"]
            for file in files {
                let url = URL(fileURLWithPath: "\(folder)/\(file)")
                let whole = try Data(contentsOf: url)
                var changed = whole
                changed[whole.count / 2] ^= 1
                for bytes in [changed, whole.dropLast(), Data()] {
                    try bytes.write(to: url)
                    if file.hasSuffix("sha512"), bytes.prefix(128) == whole.prefix(128) { continue }
                    #expect(throws: StoreError.damaged(.export)) { try CaseExport.check(folder) }
                }
                try whole.write(to: url)
            }
            #expect(try CaseExport.check(folder) == manifest)
            let refused = try Self.run(directory, "export", stick + "/nowhere")
            #expect(refused.status == 1)
            #expect(refused.errors.contains("cannot be written"))
        }
    }

    @Test func `Where there is no outbox, that is said`() throws {
        let result = try Kioskctl.run(["outbox", "list", "--outbox", "/nowhere"])
        #expect(result.status == 1)
        #expect(result.errors == "There is no outbox in /nowhere.\n")
    }
}
