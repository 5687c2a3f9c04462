import Catalogue
import Expressions

/// Works out the fee, each line again only after something it depends on has changed.
struct FeeReading: Sendable {
    private struct Item: Sendable {
        let item: Fee.Item
        let inputs: Set<Int>
        let usesClock: Bool
        var amount = Amount.notAsked
    }

    private enum Amount {
        case notAsked, unknown
        case cents(Int)
    }

    private let payment: Fee.Payment
    private var items: [Item]
    private(set) var total = FeeTotal.free

    init(_ service: Service) {
        payment = service.fee?.payment ?? .none
        items = (service.fee?.items ?? []).map { item in
            let programs = [item.cents.program] + (item.showIf.map { [$0.program] } ?? [])
            return Item(
                item: item, inputs: Set(programs.flatMap { service.elements(inAndAround: $0) }),
                usesClock: programs.contains(where: \.usesClock))
        }
    }

    /// Computes the lines that read what has changed; all of them at first.
    mutating func update(_ evaluation: inout FormEvaluation, _ state: FormState, clockChanged: Bool) {
        var isStale = false
        for index in items.indices {
            let item = items[index]
            guard !item.inputs.isDisjoint(with: evaluation.changed) || (clockChanged && item.usesClock) else {
                continue
            }
            items[index].amount = Self.amount(of: item.item, &evaluation, state)
            isStale = true
        }
        if isStale { total = sum }
    }

    /// Computes all lines.
    mutating func begin(_ evaluation: inout FormEvaluation, _ state: FormState) {
        for index in items.indices { items[index].amount = Self.amount(of: items[index].item, &evaluation, state) }
        total = sum
    }

    private static func amount(of item: Fee.Item, _ evaluation: inout FormEvaluation, _ state: FormState) -> Amount {
        let position = Position(0)
        if let rule = item.showIf, !evaluation.holds(rule, at: position, state, failed: true) { return .notAsked }
        guard case .value(.int(let cents)) = evaluation.evaluate(item.cents, at: position, state), cents >= 0 else {
            return .unknown
        }
        return .cents(cents)
    }

    private var sum: FeeTotal {
        var lines: [FeeTotal.Line] = []
        var sum: Int? = 0
        for item in items {
            switch item.amount {
            case .notAsked: continue
            case .unknown: sum = nil
            case .cents(let cents):
                lines.append(FeeTotal.Line(label: item.item.label, cents: cents))
                sum = sum?.adding(cents)
            }
        }
        return FeeTotal(lines: lines, cents: sum, payment: payment)
    }
}

extension Int {
    /// The sum; nothing where it is too large.
    fileprivate func adding(_ other: Int) -> Int? {
        let (sum, overflow) = addingReportingOverflow(other)
        return overflow ? nil : sum
    }
}

extension Service {
    /// The elements that a program reads, what they are in, and for a group what is in it.
    fileprivate func elements(inAndAround program: Program) -> Set<Int> {
        var found: Set<Int> = []
        for read in elements(readBy: program) {
            found.formUnion(chain(from: read))
            if elements[read].repetition == nil { found.formUnion(descendants(of: read)) }
        }
        return found
    }
}
