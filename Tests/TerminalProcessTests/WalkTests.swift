import Catalogue
import Foundation
import Glibc
import Sealing
import Store
import TestSupport
import Testing
import Visit

/// All tests that start a terminal: each wants the machine for itself.
@Suite(.serialized, .timeLimit(.minutes(10))) enum TerminalProcessTests {
    static let saved = Citizen.text("screen.receipt.saved_title")
    static let rehearsed = Citizen.text("screen.receipt.title")
    static let unsaved = Citizen.text("screen.unsaved.title")
    static let resume = Citizen.text("screen.resume.title")
    static let outOfOrder = Citizen.text("screen.out_of_order.title")

    /// Opens the one case of a device and compares it with what was answered.
    static func expectOneCase(of device: Device, _ payload: JSONValue?) throws -> OpenedCase {
        let store = try TerminalStore(device.places, at: .now())
        #expect(try store.notices.isEmpty && store.journal.sessions().isEmpty)
        let listing = try store.outbox.cases()
        try #require(listing.cases.count == 1 && listing.damagedRows.isEmpty)
        let opened = try OpenedCase(listing.cases[0], in: store)
        let answers = try #require(payload)
        #expect(String(decoding: opened.data, as: UTF8.self) == JSONWriter.text(answers))
        return opened
    }
}

extension TerminalProcessTests {
    @Suite struct WalkTests {
        @Test func `A case that was confirmed lies sealed on the device, and the town hall reads every answer`()
            async throws
        {
            try await Device.with { device in
                try await device.enrol()
                var citizen = try Citizen.arriving()
                try citizen.thinks { $0.stage == .receipt }
                let terminal = try device.start()
                let came = try citizen.walks(at: terminal, leaving: 1)
                #expect(came == nil && device.plaintexts() == 0)
                _ = try citizen.sends(at: terminal, until: [saved])
                let receipt = terminal.text
                #expect(device.plaintexts() == 0)
                terminal.press([.enter])
                #expect(terminal.waits { !$0.rows.contains { $0.contains(saved) } })
                #expect(terminal.end(by: SIGTERM))

                let opened = try expectOneCase(of: device, citizen.robot.delivered)
                let reference = opened.entry.reference
                #expect(ReferenceNumber.isValid(reference))
                #expect(receipt.contains(ReferenceNumber(device: "K7", counter: 1).description))
                #expect(ReferenceNumber(device: "K7", counter: 1).text == reference)
                #expect(String(decoding: opened.data, as: UTF8.self).contains(Citizen.familyName))
                #expect(opened.metadata.additionalReferenceInfo?.senderReference == reference)
                #expect(opened.metadata.contentStructure.data.hash == .init(ContentHash(of: opened.data)))
                #expect(opened.metadata.contentStructure.attachments.map(\.purpose) == [.form])
                #expect(opened.metadata.contentStructure.attachments.map(\.mimeType) == ["application/pdf"])
                let pdf = try #require(opened.attachments.first)
                #expect(opened.metadata.contentStructure.attachments[0].hash == .init(ContentHash(of: pdf)))
                let document = try OpenedCase.text(of: pdf)
                #expect(document.contains(Citizen.familyName) && document.contains(Citizen.givenName))
                #expect(document.contains(ReferenceNumber(device: "K7", counter: 1).description))
                let found = device.plaintexts()
                #expect(found == 0)
                print(
                    "⇒ terminal: \(citizen.robot.presses.count) keys, \(citizen.screenCount) screens,"
                        + " 1 case of \(opened.entry.byteCount) bytes, \(found) plaintexts")
            }
        }

        @Test func `Without a town hall the receipt says that it was a rehearsal, and nothing stays`() async throws {
            try await Device.with { device in
                var citizen = try Citizen.arriving()
                try citizen.thinks { $0.stage == .receipt }
                let terminal = try device.start()
                let came = try citizen.walks(at: terminal, leaving: 1)
                #expect(came == nil)
                _ = try citizen.sends(at: terminal, until: [rehearsed])
                #expect(!terminal.text.contains(saved))
                terminal.press([.enter])
                #expect(terminal.waits { !$0.rows.contains { $0.contains(rehearsed) } })
                #expect(terminal.end(by: SIGTERM))
                let store = try TerminalStore(device.places, at: .now())
                #expect(try store.notices.isEmpty && store.journal.sessions().isEmpty)
                let cases = try store.outbox.cases()
                #expect(cases.cases.isEmpty && cases.damagedRows.isEmpty)
                #expect(device.plaintexts() == 0)
            }
        }
    }
}
