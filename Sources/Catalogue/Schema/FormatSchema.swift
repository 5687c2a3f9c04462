/// The JSON Schema of a kind of configuration file, for editors.
///
/// Written for YAML 1.2's core schema, in which `2026-01-31` is a text and `NO` too. Source: JSON Schema draft-07.
package enum FormatSchema {
    package static func schema(of format: FileFormat) -> JSONValue {
        var members: [(String, JSONValue)] = [
            ("$schema", "http://json-schema.org/draft-07/schema#"), ("title", .string(format.title)),
        ]
        members += object(format.root).members
        let definitions = format.definitions.sorted { $0.key < $1.key }.map { ($0.key, schema(of: $0.value)) }
        if !definitions.isEmpty { members.append(("definitions", .ordered(definitions))) }
        return .ordered(members)
    }

    private static func schema(of shape: Shape) -> JSONValue {
        switch shape {
        case .anything: [:]
        case .text: ["type": ["string", "number", "boolean"]]
        case .pattern(let pattern):
            [
                "type": "string", "pattern": .string(pattern.expression),
                "description": .string(pattern.description.capitalizedFirst),
            ]
        case .integer(let range):
            ["type": "integer", "minimum": .int(range.lowerBound), "maximum": .int(range.upperBound)]
        case .flag: ["type": "boolean"]
        case .day: ["type": "string", "pattern": "^[0-9]{4}-[0-9]{2}-[0-9]{2}$"]
        case .expression, .flagOrExpression:
            ["type": ["string", "number", "boolean"], "maxLength": .int(Shape.maximumExpressionLength)]
        case .localized: localized
        case .plainOrLocalized: ["anyOf": [["type": ["string", "number"]], localized]]
        case .words:
            byLanguage(["type": "array", "items": ["type": ["string", "number"]]])
        case .word(let words): ["enum": .array(words.map(JSONValue.string))]
        case .wordOrObject(let word, let shape): ["anyOf": [["const": .string(word)], object(shape)]]
        case .list(let item, let minimum): ["type": "array", "items": schema(of: item), "minItems": .int(minimum)]
        case .table(let value, let key):
            [
                "type": "object", "propertyNames": ["pattern": .string(key.expression)],
                "additionalProperties": schema(of: value),
            ]
        case .object(let shape): object(shape)
        case .named(let name): ["$ref": .string("#/definitions/\(name)")]
        case .variants(let shape): variants(shape)
        }
    }

    private static let localized: JSONValue = {
        var members = byLanguage(["type": ["string", "number"], "minLength": 1]).members
        members.append(("required", ["de"]))
        return .ordered(members)
    }()

    private static func byLanguage(_ schema: JSONValue) -> JSONValue {
        [
            "type": "object", "properties": .ordered(Language.known.map { ($0.tag, schema) }),
            "additionalProperties": false,
        ]
    }

    private static func object(_ shape: ObjectShape) -> JSONValue {
        let properties = shape.keys.map { key in
            var members = schema(of: key.shape).members
            let help = key.help + (key.fallback.map { " Default: \($0)." } ?? "")
            members.removeAll { $0.0 == "description" }
            members.append(("description", .string(help)))
            return (key.name, JSONValue.ordered(members))
        }
        return [
            "type": "object", "properties": .ordered(properties),
            "required": .array(shape.keys.filter(\.required).map { .string($0.name) }), "additionalProperties": false,
        ]
    }

    /// One condition and consequence for each variant, so that an editor's messages name the keys of that one.
    private static func variants(_ shape: VariantShape) -> JSONValue {
        var cases: [JSONValue] = []
        for variant in shape.variants {
            for condition in conditions(for: variant, in: shape) {
                cases.append(["if": condition, "then": object(variant.shape)])
            }
        }
        let names = (shape.discriminator.map { [$0] } ?? []) + shape.implied.keys.sorted()
        var members: [(String, JSONValue)] = [("type", "object"), ("allOf", .array(cases))]
        if let key = shape.discriminator {
            let names: JSONValue = ["enum": .array(shape.names.map(JSONValue.string))]
            members.append(("properties", .ordered([(key, names)])))
        }
        if shape.fallback == nil {
            members.append(("anyOf", .array(names.map { .ordered([("required", [.string($0)])]) })))
        }
        return .ordered(members)
    }

    private static func conditions(for variant: VariantShape.Variant, in shape: VariantShape) -> [JSONValue] {
        var conditions: [JSONValue] = []
        if let key = shape.discriminator, shape.names.contains(variant.name) {
            let named: JSONValue = ["const": .string(variant.name)]
            conditions.append(["required": [.string(key)], "properties": .ordered([(key, named)])])
        }
        for (key, name) in shape.implied.sorted(by: { $0.key < $1.key }) where name == variant.name {
            var condition: [(String, JSONValue)] = [("required", [.string(key)])]
            if let discriminator = shape.discriminator {
                let named: JSONValue = ["required": [.string(discriminator)]]
                condition.append(("not", named))
            }
            conditions.append(.ordered(condition))
        }
        if shape.fallback == variant.name {
            let others = shape.implied.keys.sorted().map { JSONValue.ordered([("required", [.string($0)])]) }
            conditions.append(["not": ["anyOf": .array(others)]])
        }
        return conditions
    }
}

extension JSONValue {
    /// The members of an object, in their order.
    var members: [(String, JSONValue)] {
        guard case .object(let members) = self else { return [] }
        return members.map { ($0.name, $0.value) }
    }

    static func ordered(_ members: [(String, JSONValue)]) -> JSONValue {
        .object(members.map { Member(name: $0.0, value: $0.1) })
    }
}
