import ArgumentParser
import Expressions
import Foundation

/// `kioskctl expression`: evaluates one expression, or many from standard input.
struct ExpressionCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "expression",
        abstract: "Evaluate an expression of the service files.",
        discussion: """
            With --json, each line of standard input is an object with "expr", and maybe "bindings" and "unchecked"; \
            each is answered by a line with "value" or "error". Values are written with their type: {"int": 1}, \
            {"string": ""}, {"bool": true}, {"null": null}, {"list": […]}, {"map": [[key, value], …]}, {"date": \
            "2026-01-31"}, {"partial_date": "2026-01"}, {"time": "08:30"}, {"moment": "2026-01-31T08:30"}.
            """)

    @Flag(help: "Read lines of JSON from standard input.")
    var json = false

    @Argument(help: "The expression.")
    var expression: String?

    func validate() throws {
        guard json == (expression == nil) else {
            throw ValidationError("Give one expression, or --json and lines of JSON on standard input.")
        }
    }

    func run() throws {
        if let expression {
            do throws(ExpressionRefusal) {
                print(try Self.plainText(of: expression))
            } catch {
                FileHandle.standardError.write(Data((error.sentence + "\n").utf8))
                throw ExitCode.failure
            }
            return
        }
        while let line = readLine() {
            let answer = ExpressionAnswer(to: line, clock: ExpressionClock())
            // Written unbuffered: whoever sends lines one by one waits for each answer.
            FileHandle.standardOutput.write(Data((answer.line + "\n").utf8))
        }
    }

    private static func plainText(of expression: String) throws(ExpressionRefusal) -> String {
        let bindings = ExpressionBindings(values: [:], clock: ExpressionClock())
        let program: Program
        do throws(ExpressionFaults) {
            program = try Compiler.compile(expression, in: bindings)
        } catch {
            throw ExpressionRefusal(error.faults.map { "\($0.offset + 1): \($0.message)" }.joined(separator: "\n"))
        }
        switch program.evaluate(in: bindings) {
        case .value(let value): return value.plainText
        case .unanswered: return "unanswered"
        case .failed(let fault): throw ExpressionRefusal(fault.description)
        }
    }
}

/// The clock of this machine, in its time zone.
struct ExpressionClock {
    let now: Moment

    init() {
        var calendar = Calendar(identifier: .gregorian)
        calendar.timeZone = .current
        let parts = calendar.dateComponents([.year, .month, .day, .hour, .minute], from: Date())
        let date = CivilDate(year: parts.year ?? 0, month: parts.month ?? 0, day: parts.day ?? 0)
        let time = TimeOfDay(hour: parts.hour ?? 0, minute: parts.minute ?? 0)
        guard let date, let time else {
            preconditionFailure("The clock of this machine is outside the years 1 to 9999.")
        }
        now = Moment(date: date, time: time)
    }
}

/// Names with values: scope and activation in one; the types are read off the values.
struct ExpressionBindings: Scope, Activation {
    let names: [String]
    private let values: [Value]
    private let slots: [String: Int]
    private let clock: ExpressionClock

    init(values: [String: Value], clock: ExpressionClock) {
        names = values.keys.sorted()
        self.values = names.compactMap { values[$0] }
        slots = Dictionary(uniqueKeysWithValues: zip(names, names.indices))
        self.clock = clock
    }

    var now: Moment { clock.now }
    var today: CivilDate { clock.now.date }

    func lookup(_ name: String) -> NameLookup {
        guard let slot = slots[name] else { return .unknown }
        return .found(slot: slot, type: values[slot].type)
    }

    func value(of slot: Int) -> Value? { values[slot] }
}

extension Value {
    /// The type that the value shows; a list of several types has items of any type.
    fileprivate var type: ValueType {
        switch self {
        case .null: .null
        case .bool: .bool
        case .int: .int
        case .string: .string
        case .date: .date
        case .partialDate: .partialDate
        case .time: .time
        case .moment: .moment
        case .list(let items): .list(Self.common(items.map(\.type)))
        case .map(let entries):
            .map(Self.common(entries.keys.map(\.value.type)), Self.common(entries.values.map(\.type)))
        case .record: .dyn
        }
    }

    private static func common(_ types: [ValueType]) -> ValueType {
        guard let first = types.first, types.allSatisfy({ $0 == first }) else { return .dyn }
        return first
    }

    /// The value as people write it.
    fileprivate var plainText: String {
        switch self {
        case .null: "null"
        case .bool(let value): value ? "true" : "false"
        case .int(let value): String(value)
        case .string(let value): value
        case .date(let value): value.description
        case .partialDate(let value): value.description
        case .time(let value): value.description
        case .moment(let value): value.description
        case .list(let items): "[" + items.map(\.plainText).joined(separator: ", ") + "]"
        case .map(let entries):
            "{" + entries.map { "\($0.key.value.plainText): \($0.value.plainText)" }.sorted().joined(separator: ", ")
                + "}"
        case .record(let fields):
            "{" + fields.map { "\($0.key): \($0.value.plainText)" }.sorted().joined(separator: ", ") + "}"
        }
    }
}
