internal import Catalogue
internal import Expressions

/// Holds a received value against a JSON Schema: those keywords that the catalogue writes, see `PayloadSchema`.
/// Source: JSON Schema draft-07.
struct SchemaCheck: Sendable {
    private let schema: JSONValue

    init(_ schema: JSONValue) { self.schema = schema }

    /// Where the value does not follow the schema, in the schema's own names, never the sender's; nothing where it does.
    func violation(_ value: ReceivedJSON) -> String? {
        var patterns: [String: Pattern] = [:]
        return Self.violation(value, schema, at: "", &patterns)
    }

    private static func violation(
        _ value: ReceivedJSON, _ schema: JSONValue, at place: String, _ patterns: inout [String: Pattern]
    ) -> String? {
        if case .bool(let allowed) = schema { return allowed ? nil : place }
        if let constant = schema["const"], !equal(value, constant) { return place }
        if case .array(let allowed)? = schema["enum"], !allowed.contains(where: { equal(value, $0) }) { return place }
        if case .string(let type)? = schema["type"], !isOf(value, type) { return place }
        if case .array(let choices)? = schema["anyOf"] {
            let fits = choices.contains { violation(value, $0, at: place, &patterns) == nil }
            if !fits { return place }
        }
        switch value {
        case .string(let text): return isSound(text, schema, &patterns) ? nil : place
        case .int(let number): return isSound(number, schema) ? nil : place
        case .array(let elements): return violation(elements, schema, at: place, &patterns)
        case .object(let members): return violation(members, schema, at: place, &patterns)
        case .null, .bool, .double: return nil
        }
    }

    private static func violation(
        _ members: [String: ReceivedJSON], _ schema: JSONValue, at place: String, _ patterns: inout [String: Pattern]
    ) -> String? {
        var known: Set<String> = []
        if case .object(let properties)? = schema["properties"] {
            for property in properties {
                known.insert(property.name)
                guard let value = members[property.name] else { continue }
                let inner = place.isEmpty ? property.name : place + "." + property.name
                if let found = violation(value, property.value, at: inner, &patterns) { return found }
            }
        }
        if case .array(let required)? = schema["required"] {
            for case .string(let name) in required where members[name] == nil {
                return place.isEmpty ? name : place + "." + name
            }
        }
        if schema["additionalProperties"] == .bool(false), !known.isSuperset(of: members.keys) { return place }
        return nil
    }

    private static func violation(
        _ elements: [ReceivedJSON], _ schema: JSONValue, at place: String, _ patterns: inout [String: Pattern]
    ) -> String? {
        if case .int(let most)? = schema["maxItems"], elements.count > most { return place }
        if schema["uniqueItems"] == .bool(true), Set(elements).count != elements.count { return place }
        guard let items = schema["items"] else { return nil }
        for element in elements {
            if let found = violation(element, items, at: place, &patterns) { return found }
        }
        return nil
    }

    private static func isSound(_ text: String, _ schema: JSONValue, _ patterns: inout [String: Pattern]) -> Bool {
        if case .int(let most)? = schema["maxLength"], text.unicodeScalars.count > most { return false }
        guard case .string(let expression)? = schema["pattern"] else { return true }
        if let pattern = patterns[expression] { return pattern.matches(text) }
        // A pattern of the catalogue's own that RE2 does not take would be a defect of ours, and stops the case.
        guard let pattern = try? Pattern(expression) else { return false }
        patterns[expression] = pattern
        return pattern.matches(text)
    }

    private static func isSound(_ number: Int, _ schema: JSONValue) -> Bool {
        if case .int(let least)? = schema["minimum"], number < least { return false }
        if case .int(let most)? = schema["maximum"], number > most { return false }
        return true
    }

    private static func isOf(_ value: ReceivedJSON, _ type: String) -> Bool {
        switch (value, type) {
        case (.object, "object"), (.array, "array"), (.string, "string"), (.int, "integer"), (.int, "number"),
            (.double, "number"), (.bool, "boolean"), (.null, "null"):
            true
        default: false
        }
    }

    private static func equal(_ value: ReceivedJSON, _ constant: JSONValue) -> Bool {
        switch (value, constant) {
        case (.string(let left), .string(let right)): left == right
        case (.int(let left), .int(let right)): left == right
        case (.bool(let left), .bool(let right)): left == right
        case (.null, .null): true
        default: false
        }
    }
}
