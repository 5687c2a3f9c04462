/// A compiled expression.
package struct Program: Sendable {
    /// The text that was compiled.
    package let source: String
    /// What the expression gives.
    package let type: ValueType
    /// Every place that reads a slot or a field of a group, in the order of the source.
    package let uses: [Use]
    /// Whether the result depends on `today()` or `now()`.
    package let usesClock: Bool
    let code: Code

    /// Evaluates the expression; always ends, after at most so many steps.
    ///
    /// A step is one part of the expression, one item of a list or 32 bytes of text. A result larger than the steps
    /// that are left is refused too.
    package func evaluate(in activation: some Activation, steps: Int = 10_000) -> Outcome {
        var evaluator = Evaluator(activation: activation, steps: steps)
        do throws(Stop) {
            let value = try evaluator.value(of: code)
            try evaluator.measure(value)
            return .value(value)
        } catch {
            switch error {
            case .unanswered: return .unanswered
            case .fault(let fault): return .failed(fault)
            }
        }
    }
}
