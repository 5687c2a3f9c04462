import Expressions
import Foundation

/// JSON as it stands on a line; unlike `JSONSerialization` it keeps `true` and `1` apart.
enum ExpressionJSON: Codable {
    case null
    case bool(Bool)
    case int(Int)
    case string(String)
    case array([ExpressionJSON])
    case object([String: ExpressionJSON])

    init(from decoder: any Decoder) throws {
        let container = try decoder.singleValueContainer()
        if container.decodeNil() {
            self = .null
        } else if let value = try? container.decode(Bool.self) {
            self = .bool(value)
        } else if let value = try? container.decode(Int.self) {
            self = .int(value)
        } else if let value = try? container.decode(String.self) {
            self = .string(value)
        } else if let value = try? container.decode([ExpressionJSON].self) {
            self = .array(value)
        } else {
            self = .object(try container.decode([String: ExpressionJSON].self))
        }
    }

    func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        switch self {
        case .null: try container.encodeNil()
        case .bool(let value): try container.encode(value)
        case .int(let value): try container.encode(value)
        case .string(let value): try container.encode(value)
        case .array(let value): try container.encode(value)
        case .object(let value): try container.encode(value)
        }
    }
}

/// The answer to one line of `kioskctl expression --json`.
struct ExpressionAnswer {
    /// One line of JSON, without its end.
    let line: String

    init(to line: String, clock: ExpressionClock) {
        let answer: ExpressionJSON
        do throws(ExpressionRefusal) {
            answer = .object(["value": ExpressionJSON(try Self.value(of: line, clock: clock))])
        } catch {
            answer = .object(["error": .string(error.sentence)])
        }
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        // Encoding can fail only for numbers that are not finite, and there are none.
        let data = (try? encoder.encode(answer)) ?? Data(#"{"error":"The answer cannot be written."}"#.utf8)
        self.line = String(decoding: data, as: UTF8.self)
    }

    private static func value(of line: String, clock: ExpressionClock) throws(ExpressionRefusal) -> Value {
        guard let request = try? JSONDecoder().decode(ExpressionJSON.self, from: Data(line.utf8)),
            case .object(let members) = request
        else { throw ExpressionRefusal("The line is not a JSON object.") }
        guard case .string(let source)? = members["expr"] else {
            throw ExpressionRefusal("The line has no text \"expr\".")
        }
        let bindings = ExpressionBindings(values: try values(members["bindings"]), clock: clock)
        var isUnchecked = false
        switch members["unchecked"] {
        case nil, .null?: break
        case .bool(let flag)?: isUnchecked = flag
        default: throw ExpressionRefusal("\"unchecked\" is true or false.")
        }
        let program: Program
        do throws(ExpressionFaults) {
            program = try Compiler.compile(source, in: bindings, checking: isUnchecked ? .none : .strict)
        } catch {
            throw ExpressionRefusal(error.faults.map { "\($0.offset + 1): \($0.message)" }.joined(separator: " "))
        }
        switch program.evaluate(in: bindings) {
        case .value(let value): return value
        case .unanswered: throw ExpressionRefusal("Unanswered: a value that the result needs is missing.")
        case .failed(let fault): throw ExpressionRefusal(fault.description)
        }
    }

    private static func values(_ bindings: ExpressionJSON?) throws(ExpressionRefusal) -> [String: Value] {
        switch bindings {
        case nil, .null?: return [:]
        case .object(let members)?:
            var values: [String: Value] = [:]
            for (name, member) in members { values[name] = try Value(json: member) }
            return values
        default: throw ExpressionRefusal("\"bindings\" is an object.")
        }
    }
}

/// Why a line has no value: a sentence.
struct ExpressionRefusal: Error {
    let sentence: String

    init(_ sentence: String) { self.sentence = sentence }
}

extension Value {
    /// Reads `{"type": value}`.
    fileprivate init(json: ExpressionJSON) throws(ExpressionRefusal) {
        guard case .object(let members) = json, members.count == 1, let (type, content) = members.first else {
            throw ExpressionRefusal("A value is an object with one member, its type.")
        }
        let value: Value? =
            switch (type, content) {
            case ("null", .null): .null
            case ("bool", .bool(let value)): .bool(value)
            case ("int", .int(let value)): .int(value)
            case ("string", .string(let value)): .string(value)
            case ("date", .string(let text)): CivilDate(iso: text).map { .date($0) }
            case ("partial_date", .string(let text)): PartialDate(iso: text).map { .partialDate($0) }
            case ("time", .string(let text)): TimeOfDay(iso: text).map { .time($0) }
            case ("moment", .string(let text)): Moment(iso: text).map { .moment($0) }
            case ("list", .array(let items)): .list(try Self.list(items))
            case ("map", .array(let entries)): .map(try Self.map(entries))
            default: nil
            }
        guard let value else { throw ExpressionRefusal("A value does not fit its type, or the type is unknown.") }
        self = value
    }

    private static func list(_ items: [ExpressionJSON]) throws(ExpressionRefusal) -> [Value] {
        try items.map { (item) throws(ExpressionRefusal) in try Value(json: item) }
    }

    private static func map(_ entries: [ExpressionJSON]) throws(ExpressionRefusal) -> [MapKey: Value] {
        var map: [MapKey: Value] = [:]
        for entry in entries {
            guard case .array(let pair) = entry, pair.count == 2, let key = MapKey(try Value(json: pair[0])) else {
                throw ExpressionRefusal("An entry of a map is a list of two: key and value.")
            }
            guard map.updateValue(try Value(json: pair[1]), forKey: key) == nil else {
                throw ExpressionRefusal("A map has a key twice.")
            }
        }
        return map
    }
}

extension ExpressionJSON {
    /// Writes `{"type": value}`.
    fileprivate init(_ value: Value) {
        let (type, content): (String, ExpressionJSON) =
            switch value {
            case .null: ("null", .null)
            case .bool(let value): ("bool", .bool(value))
            case .int(let value): ("int", .int(value))
            case .string(let value): ("string", .string(value))
            case .date(let value): ("date", .string(value.description))
            case .partialDate(let value): ("partial_date", .string(value.description))
            case .time(let value): ("time", .string(value.description))
            case .moment(let value): ("moment", .string(value.description))
            case .list(let items): ("list", .array(items.map { ExpressionJSON($0) }))
            case .map(let entries):
                (
                    "map",
                    .array(
                        entries.sorted { $0.key < $1.key }.map {
                            .array([ExpressionJSON($0.key.value), ExpressionJSON($0.value)])
                        })
                )
            case .record(let fields): ("record", .object(fields.mapValues { ExpressionJSON($0) }))
            }
        self = .object([type: content])
    }
}
