import GRDB

extension StorageError {
    /// What SQLite said, by what can be done about it. Its message is left out: it may name values.
    init(_ error: DatabaseError) {
        switch error.resultCode {
        case .SQLITE_FULL: self = .full
        case .SQLITE_READONLY, .SQLITE_CANTOPEN, .SQLITE_PERM, .SQLITE_AUTH: self = .readOnly
        case .SQLITE_BUSY, .SQLITE_LOCKED: self = .busy
        case .SQLITE_CORRUPT, .SQLITE_NOTADB, .SQLITE_MISMATCH, .SQLITE_CONSTRAINT, .SQLITE_ERROR, .SQLITE_SCHEMA:
            self = .damaged
        default: self = .failing(code: error.extendedResultCode.rawValue)
        }
    }

    /// Any error of a transaction.
    init(any error: any Error) {
        switch error {
        case let error as StorageError: self = error
        case let error as DatabaseError: self = StorageError(error)
        // A column that does not hold what the schema says.
        default: self = .damaged
        }
    }
}
