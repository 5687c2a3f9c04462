import Foundation
import GRDB
import Synchronization

/// What rows hold that are read at every request and seldom change. A row is still read each time; what it holds in JSON is
/// decoded anew only where a column is another than it was.
final class DecodedRows<Value: Sendable>: Sendable {
    private let known = Mutex<[UUID: (columns: [DatabaseValue], value: Value)]>([:])

    /// The value of a row.
    func value(of id: UUID, in row: Row, _ decode: (Row) throws -> Value) throws -> Value {
        let columns = Array(row.databaseValues)
        if let found = known.withLock({ $0[id] }), found.columns == columns { return found.value }
        let value = try decode(row)
        known.withLock { $0[id] = (columns, value) }
        return value
    }
}
