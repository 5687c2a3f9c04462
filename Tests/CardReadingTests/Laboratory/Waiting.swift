import SmartCard
import SmartCardPCSC
import Testing

/// Runs the work, and fails the test when it takes longer than the limit.
func within<Value: Sendable>(
    _ limit: Duration, _ comment: Comment? = nil, sourceLocation: SourceLocation = #_sourceLocation,
    _ work: () async throws -> Value
) async rethrows -> Value {
    let start = ContinuousClock.now
    let value = try await work()
    let elapsed = ContinuousClock.now - start
    #expect(elapsed <= limit, comment, sourceLocation: sourceLocation)
    return value
}

extension PCSCService {
    /// Waits until pcscd shows a card in the reader, at most ten seconds, and connects to it.
    func connectWhenThere(_ reader: String = Laboratory.readers[0]) async throws -> PCSCCardChannel {
        try await wait { readers in
            readers.contains { $0.name == reader && $0.content != .empty && $0.content != .unresponsive }
        }
        return try await connect(to: reader)
    }

    /// Waits until what pcscd shows is as wanted, at most ten seconds.
    func wait(until isWanted: ([CardReader]) -> Bool) async throws {
        let limit = ContinuousClock.now + .seconds(10)
        while !isWanted(try await readers()) {
            guard ContinuousClock.now < limit else {
                throw Laboratory.Failure(description: "pcscd does not show it: \(try await readers())")
            }
            try await Task.sleep(for: .milliseconds(10))
        }
    }
}
