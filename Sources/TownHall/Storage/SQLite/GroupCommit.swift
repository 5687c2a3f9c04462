import GRDB
import Synchronization

/// Gathers writes that come at the same time into one durable transaction: a sync of the disk costs the same for one
/// as for many. A write is answered when its transaction is durable, never before.
///
/// Who finds nobody writing writes for all that wait at that moment, itself among them, and hands the turn to the first
/// that came meanwhile. Each write stands in a savepoint of its own: one that fails takes no other with it.
actor GroupCommit {
    /// The most writes of one transaction.
    private static let bound = 64

    private let writer: any DatabaseWriter
    private var waiting: [Write] = []
    private var turns: [Int: CheckedContinuation<Turn, Never>] = [:]
    private var isWriting = false
    private var count = 0

    private enum Turn { case isDone, isYours }

    init(writer: any DatabaseWriter) { self.writer = writer }

    /// Writes, together with others.
    /// - Throws: What `body` throws, and what SQLite does; then nothing of it stays.
    func perform<Result: Sendable>(
        _ body: @escaping @Sendable (Database) throws -> Result
    ) async throws(StorageError) -> Result {
        count += 1
        let number = count
        let outcome = Outcome<Result>()
        waiting.append(Write(number: number, outcome: outcome, body))
        var turn = Turn.isYours
        if isWriting {
            turn = await withCheckedContinuation { turns[number] = $0 }
        }
        if turn == .isYours { await writeForAll() }
        return try outcome.get()
    }

    private func writeForAll() async {
        isWriting = true
        let group = Array(waiting.prefix(Self.bound))
        waiting.removeFirst(group.count)
        await withCheckedContinuation { done in
            // Not GRDB's asynchronous write, which a cancelled caller would roll back for all others.
            writer.asyncWriteWithoutTransaction { db in
                Self.commit(group, db)
                done.resume()
            }
        }
        for write in group { turns.removeValue(forKey: write.number)?.resume(returning: .isDone) }
        if let next = waiting.first {
            turns.removeValue(forKey: next.number)?.resume(returning: .isYours)
        } else {
            isWriting = false
        }
    }

    private static func commit(_ group: [Write], _ db: Database) {
        do {
            try db.inTransaction(.immediate) {
                for write in group { try write.run(db) }
                return .commit
            }
        } catch {
            for write in group { write.fail(StorageError(any: error)) }
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
    let number: Int
    let run: @Sendable (Database) throws -> Void
    let fail: @Sendable (StorageError) -> Void

    init<Value: Sendable>(
        number: Int, outcome: Outcome<Value>, _ body: @escaping @Sendable (Database) throws -> Value
    ) {
        self.number = number
        run = { db in
            do {
                try db.inSavepoint {
                    outcome.set(.success(try body(db)))
                    return .commit
                }
            } catch {
                outcome.set(.failure(StorageError(any: error)))
                // A full or failing disk ends the transaction of all: what would follow would stand alone.
                guard db.isInsideTransaction, (error as? DatabaseError)?.endsTransaction != true else { throw error }
            }
        }
        fail = { outcome.set(.failure($0)) }
    }
}

extension DatabaseError {
    fileprivate var endsTransaction: Bool {
        [.SQLITE_FULL, .SQLITE_IOERR, .SQLITE_NOMEM, .SQLITE_BUSY, .SQLITE_CORRUPT].contains(resultCode)
    }
}
