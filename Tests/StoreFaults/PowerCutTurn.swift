import Glibc
import Synchronization

/// There is one disk that fails on command in a process: whoever uses it waits for its turn.
package enum PowerCutTurn {
    private static let isTaken = Atomic(false)

    private static func take() -> Bool {
        isTaken.compareExchange(expected: false, desired: true, ordering: .acquiringAndReleasing).exchanged
    }

    /// Does something while nobody else uses the disk.
    package static func wait<Result>(_ body: () async throws -> Result) async throws -> Result {
        while !take() { try await Task.sleep(for: .milliseconds(2)) }
        defer { isTaken.store(false, ordering: .releasing) }
        return try await body()
    }

    /// The same, where nothing may be awaited.
    static func block<Result>(_ body: () throws -> Result) rethrows -> Result {
        while !take() { usleep(2000) }
        defer { isTaken.store(false, ordering: .releasing) }
        return try body()
    }
}
