import Catalogue
import Expressions

/// Works out the fee, again only after something it depends on has changed.
struct FeeReading: Sendable {
    private let fee: Fee?
    private let inputs: Set<Int>
    private var known: FeeTotal?

    init(_ service: Service) {
        fee = service.fee
        var inputs: Set<Int> = []
        for item in service.fee?.items ?? [] {
            for rule in [item.cents, item.showIf].compactMap({ $0 }) {
                for read in service.elements(readBy: rule.program) { inputs.formUnion(service.chain(from: read)) }
            }
        }
        self.inputs = inputs
    }

    mutating func invalidate() { known = nil }

    mutating func invalidate(readersOf changed: Set<Int>) {
        if !inputs.isDisjoint(with: changed) { known = nil }
    }

    mutating func total(_ state: FormState, _ evaluations: inout Int) -> FeeTotal {
        if let known { return known }
        let total = fee.map { compute($0, state, &evaluations) } ?? .free
        known = total
        return total
    }

    private func compute(_ fee: Fee, _ state: FormState, _ evaluations: inout Int) -> FeeTotal {
        let activation = FormActivation(state, at: Position(0))
        var lines: [FeeTotal.Line] = []
        var sum: Int? = 0
        for item in fee.items {
            if let rule = item.showIf {
                evaluations += 1
                guard rule.program.evaluate(in: activation) == .value(.bool(true)) else { continue }
            }
            evaluations += 1
            guard case .value(.int(let cents)) = item.cents.program.evaluate(in: activation), cents >= 0 else {
                sum = nil
                continue
            }
            lines.append(.init(label: item.label, cents: cents))
            sum = sum.flatMap { total in
                let (result, overflow) = total.addingReportingOverflow(cents)
                return overflow ? nil : result
            }
        }
        return FeeTotal(lines: lines, cents: sum, payment: fee.payment)
    }
}
