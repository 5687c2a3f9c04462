import Expressions

/// The JSON Schema of the payload that a service gives.
///
/// Source: JSON Schema draft-07. What is hidden is not in a payload, so questions are not required.
package struct PayloadSchema {
    private let service: Service

    package init(_ service: Service) { self.service = service }

    package var schema: JSONValue {
        var properties: [(String, JSONValue)] = [
            ("$schema", ["const": .string(service.submit?.schemaURI ?? "")]),
            ("service", serviceSchema), ("identVermerk", Self.identification), ("remarks", Self.remarks),
        ]
        for index in service.pages { properties.append(property(of: index)) }
        return [
            "$schema": "http://json-schema.org/draft-07/schema#", "$id": .string(service.submit?.schemaURI ?? ""),
            "title": .string(service.title(.german)), "type": "object", "properties": .ordered(properties),
            "required": ["$schema", "service", "identVermerk", "remarks"], "additionalProperties": false,
        ]
    }

    private var serviceSchema: JSONValue {
        var properties: [(String, JSONValue)] = [
            ("id", ["const": .string(service.id)]), ("version", ["const": .int(service.version)]),
        ]
        if let key = service.key { properties.append(("key", ["const": .string(key)])) }
        return [
            "type": "object", "properties": .ordered(properties),
            "required": .array(properties.map { .string($0.0) }), "additionalProperties": false,
        ]
    }

    private static let identification: JSONValue = [
        "type": "object",
        "properties": [
            "method": ["enum": .array(Service.Identification.allCases.map { .string($0.rawValue) })],
            "photoCompared": ["type": "boolean"], "dataReadOnSite": ["type": "boolean"], "date": date,
        ],
        "required": ["method"], "additionalProperties": false,
    ]

    private static let remarks: JSONValue = [
        "type": "array",
        "items": [
            "type": "object",
            "properties": [
                "kind": [
                    "enum": [
                        "card_disputed", "preparation", "signed_on_paper", "confirmed_in_person", "staff_note",
                        "replaces", "language",
                    ]
                ],
                "question": ["type": "string"], "text": ["type": "string"], "reference": ["type": "string"],
            ],
            "required": ["kind"], "additionalProperties": false,
        ],
    ]

    private static let date: JSONValue = [
        "type": "string", "format": "date", "pattern": "^[0-9]{4}-[0-9]{2}-[0-9]{2}$",
    ]

    /// A page or question with its key; titled in German.
    private func property(of index: Int) -> (String, JSONValue) {
        let element = service.elements[index]
        let title: String? =
            switch element {
            case .page(let page): page.title(.german)
            case .question(let question): question.label?(.german)
            }
        var members = schema(of: element).members
        if let title { members.append(("title", .string(title))) }
        return (element.place.name, .ordered(members))
    }

    private func schema(of element: Element) -> JSONValue {
        switch element {
        case .page(let page): container(page.children, page.repetition)
        case .question(let question): schema(of: question)
        }
    }

    private func container(_ children: [Int], _ repetition: Repetition?) -> JSONValue {
        let held = children.filter { index in if case .note = service.question(at: index)?.kind { false } else { true }
        }
        let object: JSONValue = [
            "type": "object", "properties": .ordered(held.map(property(of:))), "additionalProperties": false,
        ]
        guard let repetition else { return object }
        return ["type": "array", "items": object, "maxItems": .int(repetition.maximum)]
    }

    private func schema(of question: Question) -> JSONValue {
        switch question.kind {
        case .text(let writing): return ["type": "string", "maxLength": .int(writing.maximumLength)]
        case .int(let min, let max, _), .euro(let min, let max):
            return .members(["type": "integer", "minimum": min.map(JSONValue.int), "maximum": max.map(JSONValue.int)])
        case .date: return Self.date
        case .partialDate: return ["type": "string", "pattern": "^[0-9]{4}(-[0-9]{2}(-[0-9]{2})?)?$"]
        case .time: return ["type": "string", "pattern": "^[0-9]{2}:[0-9]{2}$"]
        case .bool: return ["type": "boolean"]
        case .choice(let choices): return Self.choice(choices)
        case .multi(let choices, _, let max):
            return .members([
                "type": "array", "items": Self.choice(choices), "uniqueItems": true, "maxItems": max.map(JSONValue.int),
            ])
        case .address(let parts): return Self.address(parts)
        case .email: return ["type": "string", "pattern": "^[^@ ]+@[^@ ]+$"]
        case .phone: return ["type": "string", "pattern": "^\\+[0-9]{7,15}$"]
        case .iban: return ["type": "string", "pattern": "^[A-Z]{2}[0-9]{2}[0-9A-Z]{11,30}$"]
        case .plate: return ["type": "string", "maxLength": 12]
        case .file(_, let provide):
            return Self.document(provide.map(\.rawValue).filter { ["later", "by_post"].contains($0) } + ["attached"])
        case .signature: return Self.document(["on_paper", "attached"])
        case .declaration(let version):
            return [
                "type": "object", "properties": ["agreed": ["const": true], "version": ["const": .string(version)]],
                "required": ["agreed", "version"], "additionalProperties": false,
            ]
        case .note: return false
        case .compute(let rule): return Self.computed(rule.program.type)
        case .group(let group): return container(group.children, group.repetition)
        }
    }

    /// Short lists are written out; long ones are the code list's business.
    private static func choice(_ choices: Choices) -> JSONValue {
        let code: JSONValue
        switch choices.source {
        case .options(let options): code = ["enum": .array(options.map { .string($0.value) })]
        case .codeList(let list) where list.count <= 500: code = ["enum": .array(list.codes.map(JSONValue.string))]
        case .codeList, .answers: code = ["type": "string"]
        }
        guard choices.other else { return code }
        let other: JSONValue = [
            "type": "object", "properties": ["other": ["type": "string"]], "required": ["other"],
            "additionalProperties": false,
        ]
        return ["anyOf": [code, other]]
    }

    private static func address(_ parts: AddressParts) -> JSONValue {
        [
            "type": "object", "properties": .ordered(parts.parts.map { ($0.rawValue, ["type": "string"]) }),
            "additionalProperties": false,
        ]
    }

    private static func document(_ words: [String]) -> JSONValue {
        [
            "type": "object",
            "properties": [
                "provide": ["enum": .array(words.map(JSONValue.string))],
                "attachments": [
                    "type": "array",
                    "items": [
                        "type": "object", "properties": ["id": ["type": "string"], "name": ["type": "string"]],
                        "required": ["id", "name"], "additionalProperties": false,
                    ],
                ],
            ],
            "required": ["provide"], "additionalProperties": false,
        ]
    }

    private static func computed(_ type: ValueType) -> JSONValue {
        switch type {
        case .bool: ["type": "boolean"]
        case .int: ["type": "integer"]
        case .list(let element): ["type": "array", "items": computed(element)]
        case .dyn: [:]
        default: ["type": "string"]
        }
    }
}
