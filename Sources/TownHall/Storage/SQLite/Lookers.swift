import GRDB
import Synchronization

/// Connections for looking something up on the thread that asks: there and back between threads takes longer than the
/// look itself. There are as many as were ever needed at once, which is as many as there are threads that serve requests.
///
/// Never those of the pool: its asynchronous reads keep a connection while they wait for a thread, and that thread must
/// not wait for a connection.
final class Lookers: Sendable {
    private struct State {
        var free: [DatabaseQueue] = []
        var isClosed = false
    }

    private let path: String
    private let configuration: Configuration
    private let state = Mutex(State())

    /// - Parameters:
    ///   - path: Of a database that is open elsewhere, which keeps it in WAL mode.
    ///   - configuration: As there.
    init(path: String, configuration: Configuration) {
        self.path = path
        var configuration = configuration
        configuration.readonly = true
        self.configuration = configuration
    }

    /// Lends a connection. Each statement has a view of its own.
    func lend<Result>(_ body: (Database) throws -> Result) throws -> Result {
        let free = try state.withLock { state throws(StorageError) in
            guard !state.isClosed else { throw .failing(code: ResultCode.SQLITE_MISUSE.rawValue) }
            return state.free.popLast()
        }
        let looker = try free ?? DatabaseQueue(path: path, configuration: configuration)
        defer {
            let isClosed = state.withLock { state in
                if !state.isClosed { state.free.append(looker) }
                return state.isClosed
            }
            if isClosed { try? looker.close() }
        }
        return try looker.unsafeRead(body)
    }

    func close() {
        let free = state.withLock { state in
            state.isClosed = true
            defer { state.free = [] }
            return state.free
        }
        for looker in free { try? looker.close() }
    }
}
