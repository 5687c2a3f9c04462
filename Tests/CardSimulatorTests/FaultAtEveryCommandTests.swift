import CardSimulator
import EID
import SmartCard
import Testing

/// One fault at each single command of a full read. Whatever it is, the reading ends in an error of the right kind, in
/// time, with the channel closed, and hands out nothing that was not authenticated.
@Suite(.timeLimit(.minutes(5))) struct FaultAtEveryCommandTests {
    /// How many commands a full read of this persona takes.
    static func commands() async throws -> Int {
        let channel = try ReadingTests.channel("erika")
        let report = try await ReadingTests.read(channel)
        guard case .read = report.outcome else { return 0 }
        return channel.exchangeCount
    }

    static let faults: [CardFault] = [
        .removed, .emptyAnswer, .bitFlipped(fromEnd: 0), .bitFlipped(fromEnd: 20), .bitFlipped(fromEnd: 100),
        .cutShort(to: 1), .cutShort(to: 2), .cutShort(to: 9), .statusWord(StatusWord(rawValue: 0x6F00)),
        .statusWord(.success), .hanging,
    ]

    @Test(arguments: faults) func `A fault at any command ends the reading with an error and a closed channel`(
        fault: CardFault
    ) async throws {
        let count = try await Self.commands()
        #expect((30...45).contains(count))
        for number in 1...count {
            let channel = try ReadingTests.channel("erika", faults: [number: fault], timeLimit: .milliseconds(20))
            let report = try await ReadingTests.read(channel)
            check(report, fault, number, channel)
        }
    }

    private func check(_ report: ReadingReport, _ fault: CardFault, _ number: Int, _ channel: SimulatedCardChannel) {
        let place: Comment = "\(fault) at command \(number): \(report.outcome)"
        switch report.outcome {
        case .failed(let error):
            #expect(channel.isClosed, place)
            switch fault {
            case .removed: #expect(error == .transport(.cardRemoved), place)
            case .hanging: #expect(error == .transport(.cardUnresponsive), place)
            default: break
            }
        case .read:
            // MSE:Set AT answers with 9000 and nothing else, so these leave it as it is.
            let isUnchanged = [.cutShort(to: 2), .cutShort(to: 9), .statusWord(.success)].contains(fault)
            #expect(number == 2 && isUnchanged, place)
        case .passwordRefused(.can, .wrong(triesLeft: nil)):
            // The nonce comes in the open: changed, it is as if the CAN were wrong.
            #expect(number == 3 && isTurnedBit(fault), place)
        case .terminalNotAccepted:
            // So do the names of the trust anchors.
            #expect(number == 6 && isTurnedBit(fault) && channel.isClosed, place)
        default: Issue.record(place)
        }
    }

    private func isTurnedBit(_ fault: CardFault) -> Bool {
        if case .bitFlipped = fault { true } else { false }
    }

    @Test func `A late answer at any command does no harm`() async throws {
        let count = try await Self.commands()
        for number in stride(from: 1, through: count, by: 3) {
            let channel = try ReadingTests.channel("erika", faults: [number: .delayed(.milliseconds(5))])
            let report = try await ReadingTests.read(channel)
            guard case .read = report.outcome else {
                Issue.record("late at \(number): \(report.outcome)")
                continue
            }
        }
    }
}
