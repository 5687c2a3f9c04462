import GRDB
import Sealing

extension StoreError {
    /// What SQLite said, by what can be done about it. Its message is left out: it may name values.
    init(_ error: DatabaseError) {
        switch error.resultCode {
        case .SQLITE_FULL: self = .diskFull
        case .SQLITE_READONLY, .SQLITE_CANTOPEN, .SQLITE_PERM, .SQLITE_AUTH: self = .readOnly
        case .SQLITE_BUSY, .SQLITE_LOCKED: self = .busy
        // Our statements are fixed: one that does not fit the schema met a schema that was changed.
        case .SQLITE_CORRUPT, .SQLITE_NOTADB, .SQLITE_MISMATCH, .SQLITE_CONSTRAINT, .SQLITE_ERROR, .SQLITE_SCHEMA:
            self = .damaged(.database)
        default: self = .diskFailing(code: error.extendedResultCode.rawValue)
        }
    }

    /// Any error of a transaction.
    init(any error: any Error) {
        switch error {
        case let error as StoreError: self = error
        case let error as DatabaseError: self = StoreError(error)
        case let error as SealingError: self = .sealing(error)
        // A column that does not hold what the schema says.
        default: self = .damaged(.database)
        }
    }
}
