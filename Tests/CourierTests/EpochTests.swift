import Foundation
import ScriptedTownHall
import Sealing
import Store
import SubmissionAPI
import Testing

/// A town hall that was restored from a backup.
@Suite struct EpochTests {
    @Test func `What an older backup does not have is delivered again under the same references`() async throws {
        try await ScriptedTownHall.with { hall in
            try await SealedDevice.with(hall) { device in
                let old = try device.seal(5)
                try await Messenger(device: device).workUntilAnswered()
                let backup = hall.state
                let new = try device.seal(7)
                try await Messenger(device: device).workUntilAnswered()
                let submissions = try Self.submissions(of: old + new, device)
                hall.state = Self.restored(backup)
                #expect(hall.state.copies.count == 5)
                try await Messenger(device: device).work { outbox in
                    let epoch = hall.state.epoch.description
                    let isKnown = try outbox.cases().cases.allSatisfy { $0.delivery.epoch == epoch }
                    return try isKnown && hall.state.copies.count == 12 && outbox.due().cases.isEmpty
                }
                var tally = Tally(rounds: 1)
                try tally.count(device, hall)
                print("restored from an older backup: \(tally)")
                #expect(tally.isClean)
                let after = try Self.submissions(of: old + new, device)
                #expect(old.allSatisfy { submissions[$0] == after[$0] })
                #expect(new.allSatisfy { submissions[$0] != after[$0] })
                #expect(try device.outbox().events().contains { $0.kind == "town_hall.new_epoch" })
            }
        }
    }

    @Test func `A crash in the middle of asking again forgets none`() async throws {
        try await ScriptedTownHall.with { hall in
            try await SealedDevice.with(hall) { device in
                try device.seal(12)
                try await Messenger(device: device).workUntilAnswered()
                hall.state = Self.restored(HallState())
                // The first messenger gets through three questions, the next is told of the same epoch as before.
                let asked = hall.arrivals.count { $0.kind == .events }
                hall.follow { $0.kind == .events && $0.numberOfKind > asked + 3 ? .cutBefore : .honest }
                try await Messenger(device: device).round()
                hall.follow { _ in .honest }
                try await Messenger(device: device).work { outbox in
                    let isAnswered = try outbox.count().states[.accepted] == 12
                    return isAnswered && hall.state.copies.count == 12
                }
                var tally = Tally(rounds: 1)
                try tally.count(device, hall)
                print("crash while asking again: \(tally)")
                #expect(tally.isClean)
            }
        }
    }

    @Test(arguments: [DeliveryState.created, .uploading, .submitted])
    func `A case that was half way when the town hall was put back arrives whole`(state: DeliveryState) async throws {
        try await ScriptedTownHall.with { hall in
            try await SealedDevice.with(hall) { device in
                let reference = try device.seal(1, attachments: 2)[0]
                // The backup knows the submission and nothing of its contents.
                let last: RequestKind = state == .submitted ? .events : state == .uploading ? .send : .attachment
                hall.follow { $0.kind == last ? .cutBefore : .honest }
                try await Messenger(device: device).round()
                let before = try device.outbox().find(reference).delivery
                #expect(before.state == (state == .created ? .uploading : state))
                var empty = HallState()
                empty.records = hall.state.records.mapValues { $0.emptied }
                hall.state = Self.restored(empty)
                hall.follow { _ in .honest }
                try await Messenger(device: device).workUntilAnswered()
                var tally = Tally(rounds: 1)
                try tally.count(device, hall)
                #expect(tally.isClean, "\(tally)")
            }
        }
    }

    @Test func `A submission that the town hall has lost without a word is begun again`() async throws {
        try await ScriptedTownHall.with { hall in
            try await SealedDevice.with(hall) { device in
                let reference = try device.seal(1)[0]
                hall.answer { _, _ in [] }
                try await Messenger(device: device).work { try $0.find(reference).delivery.state == .submitted }
                hall.change { $0.records = [:] }
                hall.answer { try [ScriptedTownHall.receipt(.accept, for: $0, signedWith: $1.office)] }
                try await Messenger(device: device).workUntilAnswered()
                #expect(try device.outbox().events().contains { $0.kind == "case.lost_by_town_hall" })
                var tally = Tally(rounds: 1)
                try tally.count(device, hall)
                #expect(tally.isClean, "\(tally)")
            }
        }
    }

    private static func restored(_ backup: HallState) -> HallState {
        var state = backup
        state.epoch = ResourceID()
        state.tokens = []
        return state
    }

    private static func submissions(of references: [String], _ device: SealedDevice) throws -> [String: UUID] {
        let outbox = try device.outbox()
        return try references.reduce(into: [:]) { $0[$1] = try outbox.find($1).delivery.submission }
    }
}
