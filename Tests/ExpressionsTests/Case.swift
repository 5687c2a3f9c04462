import Expressions
import Foundation
import Testing

/// One conformance case. Source: google/cel-spec, tests/simple/testdata.
struct Case: Decodable, CustomTestStringConvertible {
    let name: String
    let expr: String
    let bindings: [String: Typed]?
    let unchecked: Bool?
    let value: Typed?
    let error: Bool?

    var testDescription: String { name }

    static func all() throws -> [Case] {
        let folder = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "Conformance")
        let files = try FileManager.default.contentsOfDirectory(at: folder, includingPropertiesForKeys: nil)
        return try files.filter { $0.pathExtension == "json" }.flatMap {
            try JSONDecoder().decode([Case].self, from: Data(contentsOf: $0))
        }
    }
}

/// A value in the encoding of the conformance files.
struct Typed: Decodable {
    let value: Value
    let type: ValueType

    private enum Key: String, CodingKey {
        case null, bool, int, string, list, map
    }

    init(from decoder: any Decoder) throws {
        let members = try decoder.container(keyedBy: Key.self)
        switch members.allKeys.first {
        case .bool: (value, type) = (.bool(try members.decode(Bool.self, forKey: .bool)), .bool)
        case .int: (value, type) = (.int(try members.decode(Int.self, forKey: .int)), .int)
        case .string: (value, type) = (.string(try members.decode(String.self, forKey: .string)), .string)
        case .list:
            let items = try members.decode([Typed].self, forKey: .list)
            (value, type) = (.list(items.map(\.value)), .list(items.first?.type ?? .dyn))
        case .map:
            let entries = try members.decode([[Typed]].self, forKey: .map)
            let pairs = entries.compactMap { entry in MapKey(entry[0].value).map { ($0, entry[1].value) } }
            value = .map(Dictionary(pairs) { $1 })
            type = .map(entries.first?[0].type ?? .dyn, entries.first?[1].type ?? .dyn)
        case .null, nil: (value, type) = (.null, .null)
        }
    }
}
