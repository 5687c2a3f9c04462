import Foundation
import GRDB
import Sealing
import Store
import StoreFaults
import Testing

@Suite struct DamageTests {
    @Test func `A flipped bit anywhere in the files is noticed or changes nothing`() throws {
        try Place.with { place in
            // Files as a crash leaves them: the logs still hold the last transactions.
            do {
                let store = try place.open()
                for _ in 0..<2 { try place.confirm(try place.session(events: 4, in: store).id, in: store) }
                _ = try place.session(events: 6, in: store)
            }
            let store = try place.open()
            for _ in 0..<2 { try place.confirm(try place.session(events: 4, in: store).id, in: store) }
            let cases = try store.outbox.cases().cases
            let (id, head) = try place.session(events: 8, in: store)
            let events = (1...8).map { Workload.event($0, of: id) }
            let contents = try cases.map { try store.outbox.sealedCase($0) }
            let files = [
                "journal/journal.sqlite", "journal/journal.sqlite-wal", "outbox/outbox.sqlite",
                "outbox/outbox.sqlite-wal",
            ]
            let images = files.map { FileManager.default.contents(atPath: place.directory + "/" + $0) ?? Data() }
            #expect(images.allSatisfy { $0.count > 4096 })
            var random = SplitMix(seed: FaultTests.seed)
            var (flips, noticed, harmless) = (0, 0, 0)
            for round in 0..<400 {
                try DiskFaults.withDirectory { copy in
                    for folder in ["journal", "outbox"] {
                        try FileManager.default.createDirectory(
                            atPath: copy + "/" + folder, withIntermediateDirectories: true)
                    }
                    let hit = round % 4
                    for (index, file) in files.enumerated() {
                        var image = images[index]
                        if index == hit {
                            let offset = round % 8 < 4 ? random.below(image.count) : random.below(min(200, image.count))
                            image[offset] ^= 1 << UInt8(random.below(8))
                        }
                        try image.write(to: URL(fileURLWithPath: copy + "/" + file))
                    }
                    flips += 1
                    let other = Place(directory: copy, places: StorePlaces(dataDirectory: copy), key: place.key.clone())
                    do {
                        let store = try other.open()
                        let listing = try store.outbox.cases()
                        var isNoticed = !store.notices.isEmpty || !listing.damagedRows.isEmpty
                        // Whatever is shown is right.
                        for entry in listing.cases {
                            #expect(cases.contains(entry))
                            do throws(StoreError) {
                                #expect(contents.contains(try store.outbox.sealedCase(entry)))
                            } catch { isNoticed = true }
                        }
                        do {
                            #expect(try other.events(of: id, in: store, expecting: head) == events)
                        } catch is StoreError { isNoticed = true }
                        if isNoticed {
                            noticed += 1
                        } else {
                            harmless += 1
                            #expect(listing.cases == cases, "unnoticed in \(files[hit])")
                        }
                    } catch is StoreError { noticed += 1 }
                }
            }
            print("flipped bits: \(flips), \(noticed) noticed, \(harmless) without effect, 0 shown")
            withExtendedLifetime(store) {}
        }
    }

    @Test func `A damaged outbox is set aside whole, and its sound cases go on`() throws {
        try Place.with { place in
            let old: [OutboxCase]
            do {
                let store = try place.open()
                for _ in 0..<3 { try place.confirm(try place.session(events: 1, in: store).id, in: store) }
                old = try store.outbox.cases().cases
            }
            // The table of messages is hit, not that of the cases.
            let root = try DatabaseQueue(path: place.outbox).read { db in
                try Int.fetchOne(db, sql: "SELECT rootpage FROM sqlite_schema WHERE name = 'clock'") ?? 0
            }
            var image = try #require(FileManager.default.contents(atPath: place.outbox))
            image.replaceSubrange((root - 1) * 4096..<(root - 1) * 4096 + 64, with: Data(repeating: 0xA5, count: 64))
            try image.write(to: URL(fileURLWithPath: place.outbox))
            let store = try place.open()
            #expect(store.notices == [.outboxSetAside(name: "outbox.damaged-1.sqlite", takenOver: 3)])
            #expect(FileManager.default.contents(atPath: place.directory + "/outbox/outbox.damaged-1.sqlite") == image)
            #expect(try store.outbox.cases().cases == old)
            #expect(try place.confirm(try place.session(events: 1, in: store).id, in: store).counter == 4)
            #expect(try store.outbox.events().contains { $0.kind == "outbox.set_aside" && $0.number == 3 })
        }
    }

    @Test(arguments: ["journal", "outbox"])
    func `A file that is no database is set aside, and no reference is given out twice`(name: String) throws {
        try Place.with { place in
            var counter = 0
            do {
                let store = try place.open()
                for _ in 0..<3 {
                    counter = try place.confirm(try place.session(events: 1, in: store).id, in: store).counter
                }
            }
            let path = "\(place.directory)/\(name)/\(name).sqlite"
            for number in 1...2 {
                try Data(repeating: 0x5A, count: 20_000).write(to: URL(fileURLWithPath: path))
                let store = try place.open()
                #expect(store.notices.count == 1)
                #expect(
                    FileManager.default.fileExists(atPath: path.replacing(".sqlite", with: ".damaged-\(number).sqlite"))
                )
                let next = try place.confirm(try place.session(events: 1, in: store).id, in: store).counter
                #expect(next > counter)
                counter = next
            }
        }
    }

    @Test func `Where all is damaged the counter goes on beyond all that was`() throws {
        try Place.with { place in
            do {
                let store = try place.open()
                try place.confirm(try place.session(events: 1, in: store).id, in: store)
            }
            for path in [place.journal, place.outbox] {
                try Data(repeating: 1, count: 9000).write(to: URL(fileURLWithPath: path))
            }
            let store = try place.open()
            #expect(store.notices.count == 2)
            #expect(try place.confirm(try place.session(events: 1, in: store).id, in: store).counter > 1_000_000)
        }
    }

    @Test func `A log that began anew over older frames is sound, also while another process has it open`() throws {
        try Place.with { place in
            let store = try place.open()
            // Four megabytes are where SQLite begins it anew.
            for counter in 1...3 {
                let id = try place.session(events: 1, in: store).id
                _ = try store.confirm(id, at: .now()) { Place.sealedCase(counter: $0, byteCount: 4_000_000) }
                for _ in 0..<5 { try place.confirm(try place.session(events: 1, in: store).id, in: store) }
                #expect(try Outbox(existingAt: place.directory + "/outbox").cases().cases.count == 6 * counter)
            }
        }
    }

    @Test func `A move that a crash interrupted is finished`() throws {
        try Place.with { place in
            do { _ = try place.open() }
            let folder = place.directory + "/outbox/"
            try Data("outbox.damaged-1.sqlite".utf8).write(to: URL(fileURLWithPath: folder + "outbox.moving"))
            let store = try place.open()
            #expect(store.notices == [.outboxSetAside(name: "outbox.damaged-1.sqlite", takenOver: 0)])
            #expect(!FileManager.default.fileExists(atPath: folder + "outbox.moving"))
            #expect(!FileManager.default.fileExists(atPath: folder + "outbox.salvaging"))
        }
    }

    @Test func `The terminal waits for the messenger to close a damaged outbox`() throws {
        try Place.with { place in
            do {
                let store = try place.open()
                try place.confirm(try place.session(events: 1, in: store).id, in: store)
            }
            let path = place.directory + "/outbox"
            var messenger: Outbox? = try Outbox(existingAt: path)
            try Data(repeating: 1, count: 5000).write(to: URL(fileURLWithPath: place.outbox))
            #expect(throws: StoreError.inUse) { _ = try place.open(patience: 0.2) }
            #expect(FileManager.default.contents(atPath: place.outbox)?.count == 5000)
            #expect(messenger?.isWantedBack == false)
            messenger = nil
            #expect(try place.open().notices.count == 1)
        }
    }
}
