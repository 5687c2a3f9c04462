import Foundation
import ScriptedTownHall
import Sealing
import Store
import StoreFaults
import SubmissionAPI
import Testing

/// A network that fails in every way, at every request.
@Suite struct NetworkFaultTests {
    /// What goes over the wire for one case with two attachments: all requests and their answers.
    private static let kinds: [RequestKind] = [
        .token, .status, .create, .attachment, .send, .events, .messages,
    ]

    private static let faults: [Behaviour] = [
        .cutInRequest, .cutBefore, .cutAfter, .cutInAnswer(1), .cutInAnswer(20), .cutInAnswer(-30), .cutInAnswer(-1),
    ]

    @Test func `Cut in the middle of every single request and answer, nothing is lost or doubled`() async throws {
        var tally = Tally()
        try await ScriptedTownHall.with { hall in
            for kind in Self.kinds {
                for number in 1...(kind == .attachment ? 2 : 1) {
                    for fault in Self.faults {
                        try await SealedDevice.with(hall) { device in
                            try device.seal(1, attachments: 2)
                            let before = hall.arrivals.count { $0.kind == kind }
                            hall.follow {
                                $0.kind == kind && $0.numberOfKind == before + number ? fault : .honest
                            }
                            try await Messenger(device: device).workUntilAnswered()
                            tally.rounds += 1
                            try tally.count(device, hall)
                        }
                    }
                }
            }
            #expect(hall.faults == tally.rounds)
        }
        print("cut at every request and answer: \(tally)")
        #expect(tally.isClean, "\(tally)")
        #expect(tally.rounds == 8 * Self.faults.count)
    }

    @Test func `A login page, a redirect or rubbish in the place of every answer is no answer`() async throws {
        var tally = Tally()
        let strangers: [Behaviour] = [
            .loginPage, .redirect,
            .answer(status: 200, headers: ["content-type": "application/json"], body: "{}"),
            .answer(status: 201, headers: ["content-type": "text/html"], body: "<html>"),
            .answer(status: 204, headers: [:], body: ""),
            .answer(status: 404, headers: ["content-type": "text/html"], body: "<h1>404</h1>"),
            .answer(status: 409, headers: ["content-type": "text/html"], body: "<h1>409</h1>"),
            .answer(status: 413, headers: [:], body: ""),
            .answer(status: 401, headers: ["content-type": "text/html"], body: "<h1>401</h1>"),
            .answer(status: 511, headers: ["content-type": "text/html"], body: "<h1>511</h1>"),
            .answer(status: 502, headers: ["content-type": "text/html"], body: "<h1>502</h1>"),
        ]
        try await ScriptedTownHall.with { hall in
            for stranger in strangers {
                for kind in Self.kinds {
                    // A right answer to a deletion looks like this one, and so it should.
                    if case .answer(204, _, _) = stranger, kind == .attachment { continue }
                    try await SealedDevice.with(hall) { device in
                        try device.seal(1, attachments: 1)
                        let before = hall.arrivals.count { $0.kind == kind }
                        hall.follow { $0.kind == kind && $0.numberOfKind <= before + 2 ? stranger : .honest }
                        try await Messenger(device: device).workUntilAnswered()
                        tally.rounds += 1
                        try tally.count(device, hall)
                        #expect(try device.outbox().cases().cases.allSatisfy { $0.delivery.setAside == nil })
                    }
                }
            }
        }
        print("strangers in the place of every answer: \(tally)")
        #expect(tally.isClean, "\(tally)")
    }

    @Test func `A hotel's network is no network: no case is blamed, and all go on when it is signed in to`()
        async throws
    {
        try await ScriptedTownHall.with { hall in
            try await SealedDevice.with(hall) { device in
                try device.seal(10)
                hall.follow { _ in .loginPage }
                try await Messenger(device: device).work { _ in hall.arrivals.count >= 10 }
                #expect(try device.states() == [.sealed: 10])
                #expect(try device.outbox().cases().cases.allSatisfy { $0.delivery.attempts == 0 })
                #expect(try device.outbox().messengerStatus().trouble == .notTheTownHall)
                hall.follow { _ in .honest }
                try await Messenger(device: device).workUntilAnswered()
                #expect(try device.states() == [.accepted: 10])
            }
        }
    }

    @Test func `Answers that come late, twice or instead of others are not taken for the right ones`() async throws {
        var tally = Tally()
        try await ScriptedTownHall.with { hall in
            for fault in [Behaviour.late(300), .twice, .earlierAnswer] {
                for kind in Self.kinds {
                    try await SealedDevice.with(hall) { device in
                        try device.seal(6, attachments: 1)
                        hall.follow { $0.kind == kind && $0.numberOfKind % 2 == 0 ? fault : .honest }
                        try await Messenger(device: device).workUntilAnswered()
                        tally.rounds += 1
                        try tally.count(device, hall)
                    }
                }
            }
        }
        print("late, twice and out of order: \(tally)")
        #expect(tally.isClean, "\(tally)")
    }

    @Test func `Answers that never come end by themselves`() async throws {
        var tally = Tally()
        try await ScriptedTownHall.with { hall in
            for kind in [RequestKind.create, .attachment, .send, .events] {
                try await SealedDevice.with(hall) { device in
                    try device.seal(2, attachments: 1)
                    let before = hall.arrivals.count { $0.kind == kind }
                    hall.follow { $0.kind == kind && $0.numberOfKind == before + 1 ? .silent : .honest }
                    try await Messenger(device: device).workUntilAnswered()
                    tally.rounds += 1
                    try tally.count(device, hall)
                }
            }
        }
        print("answers that never come: \(tally)")
        #expect(tally.isClean, "\(tally)")
    }

    @Test func `Everything at once, at random, for a whole day's cases`() async throws {
        let seed = UInt64(Date().timeIntervalSince1970) / 86_400
        var tally = Tally()
        try await ScriptedTownHall.with { hall in
            try await SealedDevice.with(hall) { device in
                try device.seal(60, attachments: 2)
                hall.follow { arrival in
                    var random = SplitMix(seed: seed &+ UInt64(arrival.number))
                    switch random.below(100) {
                    case 0..<5: return .cutInRequest
                    case 5..<10: return .cutBefore
                    case 10..<15: return .cutAfter
                    case 15..<20: return .cutInAnswer(random.below(200))
                    case 20..<24: return .loginPage
                    case 24..<27: return .redirect
                    case 27..<30: return .answer(status: 503, headers: [:], body: "")
                    case 30..<33: return .late(random.below(50))
                    default: return .honest
                    }
                }
                try await Messenger(device: device, hurry: 1000).workUntilAnswered()
                tally.rounds = hall.faults
                try tally.count(device, hall)
            }
        }
        print("everything at random, seed \(seed), rounds are faults: \(tally)")
        #expect(tally.isClean, "\(tally)")
        #expect(tally.rounds > 50)
    }

    @Test func `Attempts are counted where it was the case, and not where it was the network`() async throws {
        try await ScriptedTownHall.with { hall in
            try await SealedDevice.with(hall) { device in
                try device.seal(4)
                hall.follow { _ in .cutBefore }
                try await Messenger(device: device).work { _ in hall.arrivals.count >= 6 }
                #expect(try device.outbox().cases().cases.allSatisfy { $0.delivery.attempts == 0 })
                #expect(try device.outbox().messengerStatus().trouble == .cutOff)
                hall.follow { $0.kind == .create ? .cutBefore : .honest }
                try await Messenger(device: device).work { outbox in
                    try outbox.cases().cases.allSatisfy { $0.delivery.attempts >= 3 }
                }
            }
        }
    }
}
