import Foundation

/// Several values in one column.
enum JSONColumn {
    static func text(_ value: some Encodable) throws -> String {
        String(decoding: try JSONEncoder().encode(value), as: UTF8.self)
    }

    /// - Throws: `damaged` where it is not what the schema says.
    static func value<Value: Decodable>(_ text: String) throws(StorageError) -> Value {
        do {
            return try JSONDecoder().decode(Value.self, from: Data(text.utf8))
        } catch {
            throw .damaged
        }
    }
}
