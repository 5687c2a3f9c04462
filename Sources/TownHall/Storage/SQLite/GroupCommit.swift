import GRDB
import Synchronization

/// Gathers writes that come at the same time into one durable transaction: a sync of the disk costs the same for one
/// as for many. A write is answered when its transaction is durable, never before.
///
/// Who finds nobody writing begins; the writer then goes on, transaction after transaction, as long as somebody waits.
/// One that fails takes no other with it: then each is done again in a transaction of its own. A full or failing disk fails
/// them all.
final class GroupCommit: Sendable {
    /// The most writes of one transaction.
    private static let bound = 64

    private struct State {
        var waiting: [Write] = []
        var isWriting = false
    }

    private let writer: any DatabaseWriter
    private let state = Mutex(State())

    init(writer: any DatabaseWriter) { self.writer = writer }

    /// Writes, together with others.
    /// - Throws: What `body` throws, and what SQLite does; then nothing of it stays.
    func perform<Result: Sendable>(
        _ body: @escaping @Sendable (Database) throws -> Result
    ) async throws(StorageError) -> Result {
        let outcome = Outcome<Result>()
        await withCheckedContinuation { done in
            let isFirst = state.withLock { state in
                state.waiting.append(Write(outcome: outcome, done: done, body))
                defer { state.isWriting = true }
                return !state.isWriting
            }
            // Not GRDB's asynchronous write, which a cancelled caller would roll back for all others.
            if isFirst { writer.asyncWriteWithoutTransaction { db in self.writeForAll(db) } }
        }
        return try outcome.get()
    }

    private func writeForAll(_ db: Database) {
        while true {
            let group = state.withLock { state in
                let group = Array(state.waiting.prefix(Self.bound))
                state.waiting.removeFirst(group.count)
                if group.isEmpty { state.isWriting = false }
                return group
            }
            guard !group.isEmpty else { return }
            Self.commit(group, db)
            for write in group { write.done.resume() }
        }
    }

    private static func commit(_ group: [Write], _ db: Database) {
        do {
            try db.inTransaction(.immediate) {
                for write in group { try write.run(db) }
                return .commit
            }
        } catch {
            guard group.count > 1, (error as? DatabaseError)?.isTheDisks != true else {
                for write in group { write.fail(StorageError(any: error)) }
                return
            }
            for write in group { commit([write], db) }
        }
    }
}

/// What became of a write.
private final class Outcome<Value: Sendable>: Sendable {
    private let result = Mutex<Result<Value, StorageError>>(.failure(.damaged))

    func set(_ new: Result<Value, StorageError>) { result.withLock { $0 = new } }

    func get() throws(StorageError) -> Value { try result.withLock { $0 }.get() }
}

/// A write that waits, whatever it gives.
private struct Write: Sendable {
    let done: CheckedContinuation<Void, Never>
    let run: @Sendable (Database) throws -> Void
    let fail: @Sendable (StorageError) -> Void

    init<Value: Sendable>(
        outcome: Outcome<Value>, done: CheckedContinuation<Void, Never>,
        _ body: @escaping @Sendable (Database) throws -> Value
    ) {
        self.done = done
        run = { db in outcome.set(.success(try body(db))) }
        fail = { outcome.set(.failure($0)) }
    }
}

extension DatabaseError {
    fileprivate var isTheDisks: Bool {
        [.SQLITE_FULL, .SQLITE_IOERR, .SQLITE_NOMEM, .SQLITE_BUSY, .SQLITE_CORRUPT].contains(resultCode)
    }
}
