/// How much of an expression is checked before it runs.
package enum Checking: Hashable, Sendable {
    /// Unknown names and functions and operands of a wrong type are faults of the expression.
    case strict
    /// They become faults of the evaluation; only the syntax is checked.
    case none
}

/// Makes programs out of expressions.
package enum Compiler {
    /// Reads, checks and prepares an expression; throws everything that is wrong with it, a fault of the syntax alone.
    ///
    /// At most 10,000 Unicode scalars, 100 levels of brackets, and 500 operators in a row.
    package static func compile(
        _ source: String, in scope: some Scope, checking: Checking = .strict
    ) throws(ExpressionFaults) -> Program {
        let node: Node
        do throws(ExpressionFault) { node = try Parser.parse(source) } catch { throw ExpressionFaults(error) }
        var checker = Checker(scope: scope, isStrict: checking == .strict)
        let result = checker.check(node)
        if let first = checker.faults.first { throw ExpressionFaults(first, Array(checker.faults.dropFirst())) }
        return Program(
            source: source, type: result.type, uses: checker.uses.sorted { $0.offset < $1.offset },
            usesClock: checker.usesClock, code: result.code)
    }
}
