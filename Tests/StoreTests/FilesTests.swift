import Foundation
import GRDB
import Glibc
import Sealing
import Store
import StoreFaults
import Testing

@Suite(.serialized) struct FilesTests {
    private func rights(_ path: String) -> Int {
        let attributes = try? FileManager.default.attributesOfItem(atPath: path)
        return ((attributes?[.posixPermissions] as? NSNumber)?.intValue ?? 0) & 0o7777
    }

    @Test func `The journal is the terminal's alone, the outbox the group's, whatever the umask`() throws {
        let before = umask(0o077)
        defer { umask(before) }
        try Place.with { place in
            let store = try place.open()
            try place.confirm(try place.session(events: 1, in: store).id, in: store)
            _ = try place.session(events: 1, in: store)
            #expect(rights(place.directory + "/journal") == 0o700)
            #expect(rights(place.directory + "/outbox") == 0o2770)
            for ending in ["", "-wal", "-shm"] {
                #expect(rights(place.journal + ending) == 0o600)
                #expect(rights(place.outbox + ending) == 0o660)
            }
            #expect(rights(place.directory + "/outbox/outbox.lock") == 0o660)
        }
    }

    @Test func `A newer version is refused, and a messenger notices when it becomes one`() throws {
        try Place.with { place in
            do {
                let store = try place.open()
                let reference = try place.confirm(try place.session(events: 1, in: store).id, in: store).reference
                let messenger = try Outbox(existingAt: place.directory + "/outbox")
                try DatabaseQueue(path: place.outbox).write { try $0.execute(sql: "PRAGMA user_version = 99") }
                let refusal = StoreError.unknownVersion(found: 99, known: StoreVersions.outbox)
                #expect(throws: refusal) { try messenger.take(.failed, of: reference, at: .now()) }
            }
            let refusal = StoreError.unknownVersion(found: 99, known: StoreVersions.outbox)
            #expect(throws: refusal) { _ = try Outbox(existingAt: place.directory + "/outbox") }
            #expect(throws: refusal) { _ = try place.open() }
            #expect(throws: StoreError.notFound) { _ = try Outbox(existingAt: place.directory + "/nowhere") }
        }
    }

    /// A small disk of its own, where this user may mount one.
    static func withSmallDisk(_ body: (String) throws -> Void) throws -> Bool {
        let path = FileManager.default.temporaryDirectory.appendingPathComponent("disk-\(UUID().uuidString)").path
        try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(atPath: path) }
        guard mount("tmpfs", path, "tmpfs", 0, "size=1m") == 0 else { return false }
        defer { umount2(path, Int32(MNT_DETACH)) }
        try body(path)
        return true
    }

    @Test(.enabled(if: geteuid() == 0, "Only root mounts a disk."))
    func `A full disk stops the visit with a sentence and loses no answer`() throws {
        let isMounted = try Self.withSmallDisk { path in
            let key = try Workload.key(seed: 7)
            let place = Place(directory: path, places: StorePlaces(dataDirectory: path), key: key.clone())
            let id = UUID()
            var acknowledged = 0
            var failure: StoreError?
            do {
                let store = try place.open()
                _ = try store.journal.begin(id, configuration: "c", at: .now(), key: key)
                while failure == nil, acknowledged < 2000 {
                    do throws(StoreError) {
                        _ = try store.journal.append([UInt8](repeating: 7, count: 2000), to: id, key: key)
                        acknowledged += 1
                    } catch { failure = error }
                }
                #expect(failure == .diskFull)
                #expect(failure?.stopsVisit == true)
                #expect(acknowledged > 20)
                #expect(try place.events(of: id, in: store).count == acknowledged)
            }
            print("full disk: \(acknowledged) answers, 0 lost")
        }
        #expect(isMounted, "No disk could be mounted here; as root in a container it can.")
    }

    @Test(.enabled(if: geteuid() == 0, "Only root mounts a disk."))
    func `A disk that is mounted read-only is told at the start`() throws {
        let isMounted = try Self.withSmallDisk { path in
            let place = Place(directory: path, places: StorePlaces(dataDirectory: path), key: try Workload.key(seed: 7))
            do { _ = try place.open() }
            let isReadOnly = mount("tmpfs", path, "tmpfs", UInt(MS_REMOUNT | MS_RDONLY), "") == 0
            try #require(isReadOnly, "The disk could not be mounted anew.")
            #expect(throws: StoreError.readOnly) { _ = try place.open() }
        }
        #expect(isMounted, "No disk could be mounted here; as root in a container it can.")
    }

    @Test func `Files of every earlier version open, with all that is in them`() throws {
        let fixtures = URL(fileURLWithPath: #filePath).deletingLastPathComponent().appendingPathComponent("Fixtures")
        let isRecording = ProcessInfo.processInfo.environment["RECORD_STORE_FIXTURES"] != nil
        if isRecording { try record(in: fixtures) }
        #expect(!isRecording, "Recorded. Run again without.")
        for version in 1...max(StoreVersions.journal, StoreVersions.outbox) {
            try Place.with { place in
                for (name, newest) in [("journal", StoreVersions.journal), ("outbox", StoreVersions.outbox)] {
                    let version = min(version, newest)
                    let folder = place.directory + "/" + name
                    try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
                    try FileManager.default.copyItem(
                        atPath: fixtures.appendingPathComponent("\(name)-\(version).sqlite").path,
                        toPath: "\(folder)/\(name).sqlite")
                }
                let store = try place.open()
                #expect(store.notices == [])
                let session = try #require(try store.journal.sessions().first)
                #expect(
                    try place.events(of: session.id, in: store) == (1...5).map { Workload.event($0, of: session.id) })
                let cases = try store.outbox.cases()
                #expect(cases.damagedRows == [])
                #expect(cases.cases.map(\.delivery.state) == [.accepted, .sealed, .sealed])
                #expect(cases.cases.map(\.delivery.setAside) == [nil, .refused, nil])
                for entry in cases.cases {
                    #expect(try store.outbox.sealedCase(entry).encryptedMetadata == Data("meta.data.tag1".utf8))
                }
                #expect(try store.outbox.receipts(of: cases.cases[0].reference).count == 1)
                #expect(try store.outbox.messages().count == 1)
                // Since version 2 the terminal writes down itself what it sealed.
                let record = try store.journal.sealedRecord(of: cases.cases[0].reference)
                #expect((record != nil) == (version >= 2))
                #expect(try store.journal.messages().isEmpty)
                #expect(try place.confirm(session.id, in: store).counter == 4)
            }
        }
    }

    private func record(in fixtures: URL) throws {
        try Place.with { place in
            do {
                let store = try place.open()
                for number in 0..<3 {
                    let entry = try place.confirm(try place.session(events: 1, in: store).id, in: store)
                    if number == 0 { try OutboxTests.accept(entry.reference, in: store.outbox, at: .now()) }
                    if number == 1 { try store.outbox.take(.setAside(.refused), of: entry.reference, at: .now()) }
                }
                _ = try place.session(events: 5, in: store)
                try store.outbox.store(message: "m", sealed: Data("jwe".utf8), at: .now())
            }
            for (name, version) in [("journal", StoreVersions.journal), ("outbox", StoreVersions.outbox)] {
                let target = fixtures.appendingPathComponent("\(name)-\(version).sqlite")
                try? FileManager.default.removeItem(at: target)
                try FileManager.default.copyItem(
                    atPath: "\(place.directory)/\(name)/\(name).sqlite", toPath: target.path)
            }
        }
    }
}
