import Foundation
import Store
import SubmissionClient
import Synchronization

/// A sealed part as the body of a request. Who still holds the body when the request is over, and a connection may for a
/// moment, no longer holds the outbox.
final class PartSource: Sendable {
    private struct State {
        var outbox: Outbox?
        var reader: PartReader?
    }

    private let state: Mutex<State>
    private let index: Int
    private let entry: OutboxCase

    init(_ index: Int, of entry: OutboxCase, in outbox: Outbox) {
        state = Mutex(State(outbox: outbox))
        self.index = index
        self.entry = entry
    }

    /// The part, read anew at every attempt.
    var content: StreamedContent {
        StreamedContent(byteCount: entry.parts[index].byteCount) {
            self.state.withLock { $0.reader = nil }
            return { try self.next() }
        }
    }

    private func next() throws -> Data? {
        try state.withLock { state in
            guard let outbox = state.outbox else { throw CancellationError() }
            var reader = try state.reader ?? PartReader(index, of: entry, in: outbox)
            defer { state.reader = reader }
            return try reader.next()
        }
    }

    /// Lets go of the outbox.
    func end() { state.withLock { $0 = State() } }
}
