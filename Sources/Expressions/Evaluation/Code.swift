/// An expression made ready for evaluation: names are slots, constants are built, patterns compiled.
indirect enum Code: Sendable {
    case constant(Value)
    case slot(Int)
    /// A variable of a macro, by the number of macros around it.
    case local(Int)
    /// What is known to fail, where the type check was left out.
    case fault(EvaluationFault)
    case today
    case now
    case list([Code])
    case map([(key: Code, value: Code)])
    case field(Code, String)
    case hasSlot(Int)
    case hasField(Code, String)
    case all([Code])
    case any([Code])
    case conditional(Code, Code, Code)
    case unary(Unary, Code)
    case binary(Binary, Code, Code)
    /// `in` a list of constants.
    case member(Code, Set<MapKey>)
    case matches(Code, Pattern)
    case label(Code, ChoiceDomain)
    case attribute(Code, ChoiceDomain, column: String)
    /// Adds a local for the body; `condition` only in a `map` with three arguments.
    case loop(Node.Loop, range: Code, condition: Code?, body: Code)

    enum Unary: Sendable {
        case not, negate, size, date, time, int, year, month, day, sum, min, max
    }

    enum Binary: Sendable {
        case equal, notEqual, less, lessOrEqual, greater, greaterOrEqual, contained
        case add, subtract, multiply, divide, remainder
        case index, contains, startsWith, endsWith, matches, daysBetween, age
    }

    var constant: Value? {
        if case .constant(let value) = self { value } else { nil }
    }
}
