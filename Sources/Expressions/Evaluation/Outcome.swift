/// What the evaluation of an expression gave.
package enum Outcome: Equatable, Sendable {
    case value(Value)
    /// An answer that the result needs is missing.
    case unanswered
    /// A defect of the file, not of the answers.
    case failed(EvaluationFault)
}

/// Why the value of a part of an expression is missing: CEL's error, or the absence that is ours.
enum Stop: Error {
    case unanswered
    case fault(EvaluationFault)

    /// The one to report where two meet: a defect of the file before a missing answer.
    func merged(with earlier: Stop?) -> Stop {
        guard case .fault? = earlier, let earlier else { return self }
        return earlier
    }

    /// Whether nothing may absorb it.
    var isFinal: Bool {
        if case .fault(.tooManySteps) = self { true } else { false }
    }
}
