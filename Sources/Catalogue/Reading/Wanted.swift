import Expressions

/// What type an expression must have at its place.
enum Wanted: Hashable {
    case flag
    case cents
    /// A text, number, day or the like, or a list of them: what a payload can hold.
    case scalar
    /// Something an answer of this type can be taken from.
    case value(ValueType)
    case prefill
    /// A list of texts, or of the items of a repeat.
    case options
    /// A day or a moment.
    case deadline

    /// The sentence that says why this type does not do; nothing where it does.
    func problem(with type: ValueType) -> String? {
        if type == .dyn || accepts(type) { return nil }
        return "The expression gives a \(type); wanted is \(description)."
    }

    private func accepts(_ type: ValueType) -> Bool {
        switch self {
        case .flag: type == .bool
        case .cents: type == .int
        case .scalar: Self.isScalar(type)
        case .value(let wanted): Self.fits(type, into: wanted)
        case .prefill: true
        case .options:
            switch type {
            case .list(.string), .list(.choice), .list(.record), .list(.dyn): true
            default: false
            }
        case .deadline: type == .date || type == .moment
        }
    }

    private static func isScalar(_ type: ValueType) -> Bool {
        switch type {
        case .bool, .int, .string, .date, .partialDate, .time, .moment, .choice: true
        case .list(let element): isScalar(element) && !isList(element)
        case .dyn: true
        case .null, .map, .record: false
        }
    }

    private static func isList(_ type: ValueType) -> Bool { if case .list = type { true } else { false } }

    private static func fits(_ type: ValueType, into wanted: ValueType) -> Bool {
        switch (type, wanted) {
        case (.dyn, _), (_, .dyn), (.choice, .string), (.string, .choice), (.date, .partialDate): true
        case (.list(let element), .list(let wantedElement)): fits(element, into: wantedElement)
        default: type == wanted
        }
    }

    private var description: String {
        switch self {
        case .flag: "yes/no: a comparison, a bool question, has(…)"
        case .cents: "a whole number of cents"
        case .scalar: "a text, number, date, time, yes/no, or a list of such"
        case .value(let type): "a \(type)"
        case .prefill: "a field of the card, or a value"
        case .options: "a list of texts, or a repeat’s items: list.filter(x, …)"
        case .deadline: "a day or a moment: date(\"2026-09-25T15:00\")"
        }
    }
}
