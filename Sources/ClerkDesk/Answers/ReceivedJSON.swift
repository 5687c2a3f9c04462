/// A JSON value as it came from a sender, ours or another.
enum ReceivedJSON: Decodable, Hashable, Sendable {
    case null
    case bool(Bool)
    case int(Int)
    case double(Double)
    case string(String)
    case array([ReceivedJSON])
    case object([String: ReceivedJSON])

    init(from decoder: any Decoder) throws {
        if let container = try? decoder.container(keyedBy: Name.self) {
            var members: [String: ReceivedJSON] = [:]
            for name in container.allKeys {
                members[name.stringValue] = try container.decode(ReceivedJSON.self, forKey: name)
            }
            self = .object(members)
        } else if var container = try? decoder.unkeyedContainer() {
            var elements: [ReceivedJSON] = []
            while !container.isAtEnd { elements.append(try container.decode(ReceivedJSON.self)) }
            self = .array(elements)
        } else {
            let container = try decoder.singleValueContainer()
            if container.decodeNil() {
                self = .null
            } else if let text = try? container.decode(String.self) {
                self = .string(text)
            } else if let flag = try? container.decode(Bool.self) {
                self = .bool(flag)
            } else if let number = try? container.decode(Int.self) {
                self = .int(number)
            } else {
                self = .double(try container.decode(Double.self))
            }
        }
    }

    /// The member of this name of an object.
    subscript(name: String) -> ReceivedJSON? { if case .object(let members) = self { members[name] } else { nil } }

    private struct Name: CodingKey {
        let stringValue: String
        var intValue: Int? { nil }
        init(stringValue: String) { self.stringValue = stringValue }
        init?(intValue: Int) { nil }
    }
}
