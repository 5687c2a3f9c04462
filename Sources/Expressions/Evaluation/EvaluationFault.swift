/// Why an expression has no value. It never holds data.
package enum EvaluationFault: Error, Hashable, Sendable, CustomStringConvertible, CaseIterable {
    case divisionByZero
    case overflow
    case noSuchKey
    case duplicateKey
    case indexOutOfRange
    case wrongType
    case unknownName
    case unknownFunction
    case tooManySteps
    case badDate
    case badTime
    case badNumber
    case badPattern

    /// A sentence without data.
    package var description: String {
        switch self {
        case .divisionByZero: "A number was divided by zero."
        case .overflow: "A number became too large."
        case .noSuchKey: "A map was asked for a key that it does not have."
        case .duplicateKey: "A map was given the same key twice."
        case .indexOutOfRange: "A list was asked for an item that it does not have."
        case .wrongType: "An operator or a function was given a value of a type that it does not take."
        case .unknownName: "The expression uses a name that does not exist."
        case .unknownFunction: "The expression calls a function that does not exist."
        case .tooManySteps: "The expression takes too many steps."
        case .badDate: "A text is not a date of the form YYYY-MM-DD."
        case .badTime: "A text is not a time of day of the form HH:MM."
        case .badNumber: "A text is not a whole number in decimal digits."
        case .badPattern: "A text is not a regular expression of RE2."
        }
    }
}
