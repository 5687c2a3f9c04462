import Foundation
import SubmissionAPI

/// Several values in one column.
enum JSONColumn {
    static func text(_ value: some Encodable) throws -> String {
        String(decoding: try JSONEncoder().encode(value), as: UTF8.self)
    }

    /// Names, as `text` writes them; read without the library, for there is one such column in each look at a submission.
    /// - Throws: `damaged` where it is anything else.
    static func names(_ text: String) throws(StorageError) -> [ResourceID] {
        guard text.utf8.first == UInt8(ascii: "["), text.utf8.last == UInt8(ascii: "]") else { throw .damaged }
        var names: [ResourceID] = []
        for item in text.utf8.dropFirst().dropLast().split(separator: UInt8(ascii: ",")) {
            guard item.first == UInt8(ascii: "\""), item.last == UInt8(ascii: "\""),
                let name = ResourceID(Substring(item.dropFirst().dropLast()))
            else { throw .damaged }
            names.append(name)
        }
        return names
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
