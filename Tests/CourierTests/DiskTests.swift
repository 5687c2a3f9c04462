import CPowerCut
import Courier
import Foundation
import ScriptedTownHall
import Store
import StoreFaults
import Testing
import TownSupport

/// The disk under the messenger.
@Suite(.serialized) struct DiskTests {
    @Test(.serialized, arguments: FaultBatches.seeds)
    func `A power cut at a random write of the messenger loses nothing and doubles nothing`(seed: UInt64) async throws {
        var random = SplitMix(seed: seed)
        var tally = Tally()
        var (cuts, unsynced) = (0, 0)
        powercut_install()
        try await ScriptedTownHall.with { hall in
            for _ in 0..<10 {
                try await SealedDevice.with(hall) { device in
                    for _ in 0..<11 {
                        try device.seal(1 + random.below(2), attachments: random.below(3))
                        let (at, left) = (1 + random.below(60), random.next())
                        try await PowerCutTurn.wait {
                            powercut_watch(device.outboxDirectory, Int32(POWERCUT_CUT), at)
                            try await Messenger(device: device).round()
                            if powercut_happened() != 0 { cuts += 1 }
                            unsynced += powercut_leave(left)
                        }
                        tally.rounds += 1
                        let store = try TerminalStore(device.places, at: .now())
                        #expect(store.notices == [])
                        #expect(try store.outbox.cases().damagedRows == [])
                    }
                    try await Messenger(device: device).workUntilAnswered()
                    try tally.count(device, hall)
                }
            }
        }
        print("power cuts of the messenger, seed \(seed): \(cuts) cuts in \(tally), \(unsynced) writes forgotten")
        #expect(tally.isClean, "\(tally)")
        #expect(cuts >= 50)
    }

    @Test func `A full disk stops what cannot be written down, and floods nobody`() async throws {
        var tally = Tally()
        powercut_install()
        try await ScriptedTownHall.with { hall in
            for at in [1, 5, 9, 14, 20, 33] {
                try await SealedDevice.with(hall) { device in
                    try device.seal(12, attachments: 1)
                    let before = hall.arrivals.count { $0.kind == .create }
                    try await PowerCutTurn.wait {
                        powercut_watch(device.outboxDirectory, Int32(POWERCUT_FULL), at)
                        let end = ContinuousClock.now + .milliseconds(1500)
                        try await Messenger(device: device).work { _ in ContinuousClock.now > end }
                        #expect(powercut_happened() != 0)
                        powercut_repair()
                    }
                    let created = hall.arrivals.count { $0.kind == .create } - before
                    #expect(created <= 12 + 8 + 15, "\(created) submissions were announced while the disk was full")
                    try await Messenger(device: device).workUntilAnswered()
                    tally.rounds += 1
                    try tally.count(device, hall)
                }
            }
        }
        print("full disk under the messenger: \(tally)")
        #expect(tally.isClean, "\(tally)")
    }

    @Test func `The messenger goes on by itself when there is room again`() async throws {
        powercut_install()
        try await ScriptedTownHall.with { hall in
            try await SealedDevice.with(hall) { device in
                try device.seal(5)
                try await PowerCutTurn.wait {
                    powercut_watch(device.outboxDirectory, Int32(POWERCUT_FULL), 6)
                    let end = ContinuousClock.now + .milliseconds(500)
                    try await Messenger(device: device).work { outbox in
                        if ContinuousClock.now > end { powercut_repair() }
                        return try outbox.due().cases.isEmpty
                    }
                    powercut_repair()
                }
                #expect(try device.states() == [.accepted: 5])
                #expect(try device.outbox().messengerStatus().trouble == nil)
            }
        }
    }
}
