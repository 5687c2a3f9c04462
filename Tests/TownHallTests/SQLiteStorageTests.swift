import Foundation
import GRDB
import SubmissionAPI
import Testing
import TownHall

@Suite struct SQLiteStorageTests {
    static func inFolder<Result>(_ body: (String) async throws -> Result) async throws -> Result {
        let folder = FileManager.default.temporaryDirectory.appendingPathComponent("storage-\(UUID())").path
        try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(atPath: folder) }
        return try await body(folder)
    }

    static func submission(_ attachments: [ResourceID] = []) -> SubmissionRecord {
        SubmissionRecord(
            destination: ResourceID(), client: ResourceID(), service: TestTownHall.service, attachments: attachments,
            announcedAt: 1)
    }

    @Test func `SQLite does what any storage must`() async throws {
        try await Self.inFolder { folder in
            let storage = try SQLiteStorage.create(at: folder + "/db")
            defer { storage.close() }
            try await StorageContract(storage: storage).check()
        }
    }

    @Test func `It writes through to the disk, is made once, and opens only what it knows`() async throws {
        try await Self.inFolder { folder in
            let path = folder + "/db"
            #expect(throws: StorageError.notFound(path: path)) { try SQLiteStorage.open(at: path) }
            let storage = try SQLiteStorage.create(at: path)
            #expect(try storage.promises() == ["2", "wal"])
            let epoch = try await storage.epoch()
            storage.close()
            #expect(throws: StorageError.exists(path: path)) { try SQLiteStorage.create(at: path) }
            let again = try SQLiteStorage.open(at: path)
            #expect(try await again.epoch() == epoch)
            #expect(try again.promises() == ["2", "wal"])
            again.close()
            let queue = try DatabaseQueue(path: path)
            try await queue.write { try $0.execute(sql: "PRAGMA user_version = 9") }
            try queue.close()
            #expect(throws: StorageError.unknownVersion(found: 9, known: 1)) { try SQLiteStorage.open(at: path) }
        }
    }

    @Test func `Writes that come together are all kept, and one that fails takes no other with it`() async throws {
        try await Self.inFolder { folder in
            let storage = try SQLiteStorage.create(at: folder + "/db")
            defer { storage.close() }
            let fixed = Self.submission()
            try await storage.announce(fixed)
            let records = (0..<500).map { $0 % 10 == 0 ? fixed : Self.submission() }
            let kept = await withTaskGroup(of: ResourceID?.self) { group in
                for record in records {
                    group.addTask {
                        do {
                            try await storage.announce(record)
                            return record.id
                        } catch {
                            return nil
                        }
                    }
                }
                return await group.reduce(into: [ResourceID]()) { if let id = $1 { $0.append(id) } }
            }
            #expect(kept.count == 450)
            for id in kept { #expect(try await storage.submission(id) != nil) }
        }
    }

    @Test func `A caller that goes away does not take the others' writes with it`() async throws {
        try await Self.inFolder { folder in
            let storage = try SQLiteStorage.create(at: folder + "/db")
            defer { storage.close() }
            let records = (0..<200).map { _ in Self.submission() }
            let kept = await withTaskGroup(of: Bool.self) { group in
                for (index, record) in records.enumerated() {
                    group.addTask {
                        let task = Task { try await storage.announce(record) }
                        if index % 3 == 0 { task.cancel() }
                        return (try? await task.value) != nil
                    }
                }
                return await group.reduce(0) { $0 + ($1 ? 1 : 0) }
            }
            #expect(kept == 200)
        }
    }

    @Test func `A backup of a running service is whole, and what is restored has a new epoch`() async throws {
        try await Self.inFolder { folder in
            let (path, copy) = (folder + "/db", folder + "/copy")
            let storage = try SQLiteStorage.create(at: path)
            let (before, after) = (Self.submission(), Self.submission())
            try await storage.announce(before)
            try SQLiteStorage.backUp(path, to: copy)
            try await storage.announce(after)
            let epoch = try await storage.epoch()
            #expect(throws: StorageError.exists(path: copy)) { try SQLiteStorage.backUp(path, to: copy) }
            storage.close()
            let setAside = try #require(try SQLiteStorage.restore(copy, to: path))
            let restored = try SQLiteStorage.open(at: path)
            defer { restored.close() }
            #expect(try await restored.submission(before.id) == before)
            #expect(try await restored.submission(after.id) == nil)
            let renewed = try await restored.epoch()
            #expect(renewed != epoch)
            let old = try SQLiteStorage.open(at: setAside)
            defer { old.close() }
            #expect(try await old.submission(after.id) == after)
            try Data("nonsense, not a database at all".utf8).write(to: URL(fileURLWithPath: folder + "/bad"))
            #expect(throws: StorageError.damaged) { try SQLiteStorage.restore(folder + "/bad", to: path) }
            #expect(try await restored.submission(before.id) == before)
        }
    }
}
