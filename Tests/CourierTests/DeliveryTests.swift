import Courier
import Foundation
import Logging
import ScriptedTownHall
import Sealing
import Store
import SubmissionAPI
import Testing

@Suite struct DeliveryTests {
    @Test func `Sealed cases reach the town hall, are accepted, and their receipts are kept`() async throws {
        try await ScriptedTownHall.with { hall in
            try await SealedDevice.with(hall) { device in
                let references = try device.seal(20, attachments: 2)
                try await Messenger(device: device).workUntilAnswered()
                #expect(try device.states() == [.accepted: 20])
                #expect(hall.state.copies.count == 20)
                let outbox = try device.outbox()
                for reference in references {
                    #expect(try outbox.receipts(of: reference).map(\.kind) == [.accepted])
                    let entry = try outbox.find(reference)
                    #expect(entry.delivery.epoch == hall.state.epoch.description)
                }
                #expect(hall.state.tokensGiven == 1)
                let status = try outbox.messengerStatus()
                #expect(status.trouble == nil)
                #expect(status.lastContact != nil)
                #expect(status.epoch == hall.state.epoch.description)
                #expect(!status.isRunning)
            }
        }
    }

    @Test func `An attachment of 40 MB travels in pieces and arrives whole`() async throws {
        try await ScriptedTownHall.with { hall in
            try await SealedDevice.with(hall) { device in
                try device.seal(1, attachments: 1, byteCount: 40 << 20)
                let before = Self.memory()
                try await Messenger(device: device).workUntilAnswered()
                #expect(try device.states() == [.accepted: 1])
                // The town hall in this process holds it whole, twice while it grows; the messenger must add little.
                let grown = Self.memory() - before
                print("40 MB attachment: \(grown >> 20) MB more memory, the town hall's included")
            }
        }
    }

    private static func memory() -> Int {
        let text = (try? String(contentsOfFile: "/proc/self/status", encoding: .utf8)) ?? ""
        let line = text.split(separator: "\n").first { $0.hasPrefix("VmHWM:") }
        return (line?.split(separator: " ").dropFirst().first).flatMap { Int($0) }.map { $0 * 1024 } ?? 0
    }

    @Test func `A case goes on from wherever it was, and nothing is sent twice`() async throws {
        try await ScriptedTownHall.with { hall in
            try await SealedDevice.with(hall) { device in
                let reference = try device.seal(1, attachments: 3)[0]
                // Two attachments arrive, then the network is gone.
                hall.follow { $0.kind == .attachment && $0.numberOfKind > 2 ? .cutBefore : .honest }
                try await Messenger(device: device).round()
                #expect(try device.outbox().find(reference).delivery.uploaded.count == 2)
                #expect(try device.outbox().find(reference).delivery.state == .uploading)
                hall.follow { _ in .honest }
                let before = hall.arrivals.count { $0.kind == .attachment }
                try await Messenger(device: device).workUntilAnswered()
                #expect(hall.arrivals.count { $0.kind == .attachment } == before + 1)
                #expect(hall.arrivals.count { $0.kind == .create } == 1)
                #expect(try device.states() == [.accepted: 1])
            }
        }
    }

    @Test func `A token that is no longer taken is renewed, once for all`() async throws {
        try await ScriptedTownHall.with { hall in
            try await SealedDevice.with(hall) { device in
                try device.seal(10)
                hall.follow { arrival in
                    if arrival.kind == .attachment && arrival.numberOfKind == 5 { hall.change { $0.tokens = [] } }
                    return .honest
                }
                try await Messenger(device: device).workUntilAnswered()
                #expect(try device.states() == [.accepted: 10])
                #expect(hall.state.tokensGiven == 2)
                #expect(try device.outbox().cases().cases.allSatisfy { $0.delivery.attempts == 0 })
            }
        }
    }

    @Test func `A device that was revoked keeps its cases, says so, and delivers when it is admitted again`()
        async throws
    {
        try await ScriptedTownHall.with { hall in
            try await SealedDevice.with(hall) { device in
                try device.seal(3)
                hall.change { $0.isRevoked = true }
                #expect(try await Messenger(device: device).round() == .roundOver(.notAdmitted))
                #expect(try device.outbox().messengerStatus().trouble == .notAdmitted)
                #expect(try device.states() == [.sealed: 3])
                hall.change { $0.isRevoked = false }
                try await Messenger(device: device).workUntilAnswered()
                #expect(try device.states() == [.accepted: 3])
                #expect(try device.outbox().messengerStatus().trouble == nil)
            }
        }
    }

    @Test(arguments: [
        (400, "malformed", SetAsideReason.refused), (422, "schema-violation", .refused), (409, "conflict", .conflict),
        (413, "too-large", .tooLarge),
    ])
    func `What the town hall refuses is set aside with the reason, and holds up no other`(
        status: Int, name: String, reason: SetAsideReason
    ) async throws {
        try await ScriptedTownHall.with { hall in
            try await SealedDevice.with(hall) { device in
                try device.seal(9)
                let body = #"{"type":"x","title":"\#(name)","status":\#(status)}"#
                let refusal = Behaviour.answer(
                    status: status, headers: ["content-type": "application/problem+json"], body: body)
                for kind in [RequestKind.create, .attachment, .send] {
                    hall.follow { $0.kind == kind && $0.numberOfKind == 2 ? refusal : .honest }
                    try await Messenger(device: device).workUntilAnswered()
                    if kind == .create { try device.seal(9) }
                    if kind == .attachment { break }
                }
                let cases = try device.outbox().cases().cases
                #expect(cases.count { $0.delivery.setAside == reason } >= 1)
                #expect(cases.count { $0.delivery.setAside != nil } <= 2)
                #expect(cases.allSatisfy { $0.delivery.setAside != nil || $0.delivery.state == .accepted })
            }
        }
    }

    @Test func `An unknown destination sets its case aside and no other`() async throws {
        try await ScriptedTownHall.with { hall in
            try await SealedDevice.with(hall) { device in
                try device.seal(3)
                let body = #"{"type":"x","title":"destination-not-found","status":404}"#
                hall.follow {
                    $0.kind == .create && $0.numberOfKind == 1
                        ? .answer(status: 404, headers: ["content-type": "application/problem+json"], body: body)
                        : .honest
                }
                try await Messenger(device: device).workUntilAnswered()
                let cases = try device.outbox().cases().cases
                #expect(cases.compactMap(\.delivery.setAside) == [.unknownDestination])
                #expect(cases.count { $0.delivery.state == .accepted } == 2)
            }
        }
    }

    @Test func `A case whose every request fails holds up no other, and never gives up`() async throws {
        try await ScriptedTownHall.with { hall in
            try await SealedDevice.with(hall) { device in
                let poisoned = try device.seal(1, attachments: 2)[0]
                try device.seal(30)
                let marked = hall.markedByAttachments(of: try device.outbox().find(poisoned))
                hall.follow { marked($0) ? .cutInRequest : .honest }
                try await Messenger(device: device).work { outbox in
                    let cases = try outbox.cases().cases
                    return cases.count { $0.delivery.state == .accepted } == 30
                        && cases.contains { $0.reference == poisoned && $0.delivery.attempts >= 5 }
                }
                hall.follow { _ in .honest }
                try await Messenger(device: device).workUntilAnswered()
                #expect(try device.states() == [.accepted: 31])
            }
        }
    }

    @Test func `A town hall that is busy is left alone as long as it says`() async throws {
        try await ScriptedTownHall.with { hall in
            try await SealedDevice.with(hall) { device in
                try device.seal(5)
                hall.follow { _ in .answer(status: 429, headers: ["retry-after": "2"], body: "") }
                let begin = ContinuousClock.now
                try await Messenger(device: device).work { _ in hall.arrivals.count >= 2 }
                #expect(begin.duration(to: .now) >= .seconds(2))
                #expect(try device.outbox().messengerStatus().trouble == .busy)
                hall.follow { _ in .honest }
                try await Messenger(device: device).workUntilAnswered()
                #expect(try device.states() == [.accepted: 5])
            }
        }
    }

    @Test
    func `A case that is sealed while the messenger runs is noticed at once, not with the next look a minute later`()
        async throws
    {
        try await ScriptedTownHall.with { hall in
            try await SealedDevice.with(hall) { device in
                try await Messenger(device: device, hurry: 1).work { outbox in
                    if try outbox.messengerStatus().lastContact == nil { return false }
                    if try outbox.cases().cases.isEmpty { try device.seal(1) }
                    let entry = try outbox.cases().cases.first
                    return entry.map { $0.delivery.state != .sealed } ?? false
                }
                let entry = try #require(try device.outbox().cases().cases.first)
                #expect(entry.changedAt - entry.sealedAt < 40)
            }
        }
    }

    @Test func `A damaged part sets its case aside, and the town hall never has all of it`() async throws {
        try await ScriptedTownHall.with { hall in
            try await SealedDevice.with(hall) { device in
                let reference = try device.seal(1, attachments: 1, byteCount: (3 << 20) + 100)[0]
                try device.seal(2)
                try device.damage(part: 2, of: reference)
                try await Messenger(device: device).workUntilAnswered()
                let cases = try device.outbox().cases().cases
                #expect(cases.compactMap(\.delivery.setAside) == [.damaged])
                #expect(cases.count { $0.delivery.state == .accepted } == 2)
                #expect(hall.state.records.values.count { $0.isSent } == 2)
            }
        }
    }

    @Test func `The terminal gets the outbox back when it wants it`() async throws {
        try await ScriptedTownHall.with { hall in
            try await SealedDevice.with(hall) { device in
                try device.seal(1)
                let outbox = try device.outbox()
                let wanted = device.outboxDirectory + "/outbox.wanted"
                #expect(FileManager.default.createFile(atPath: wanted, contents: nil))
                #expect(outbox.isWantedBack)
                let courier = try await Courier(
                    device.enrolment, log: .init(label: "test") { _ in SwiftLogNoOpLogHandler() })
                #expect(await courier.run(outbox) == .outboxWanted)
                try FileManager.default.removeItem(atPath: wanted)
                try await Messenger(device: device).workUntilAnswered()
                #expect(try device.states() == [.accepted: 1])
            }
        }
    }

    @Test func `Messages are stored, then deleted from the mailbox, and each once`() async throws {
        try await ScriptedTownHall.with { hall in
            try await SealedDevice.with(hall) { device in
                let messages = (1...12).map {
                    MailboxPage.Entry(id: ResourceID(), sequence: Int64($0), sealed: "e.k.i.\($0).t")
                }
                hall.change { $0.messages = messages }
                // Every third deletion is lost on the way, or its answer is.
                hall.follow {
                    guard $0.kind == .deleteMessage, $0.numberOfKind % 3 == 0 else { return .honest }
                    return $0.numberOfKind % 2 == 0 ? .cutBefore : .cutAfter
                }
                try await Messenger(device: device).work { _ in hall.state.messages.isEmpty }
                let stored = try device.outbox().messages()
                #expect(stored.map(\.name) == messages.map(\.id.description))
                #expect(stored.map { String(decoding: $0.sealed, as: UTF8.self) } == messages.map(\.sealed))
            }
        }
    }
}
