import Catalogue
import Expressions

/// Which elements must be looked at again when one has changed; worked out once for a service.
struct DependencyGraph: Sendable {
    struct Reader: Hashable, Sendable {
        let element: Int
        /// Whether it reads the answer of its own item only, by `item.x`.
        let sameItem: Bool
    }

    /// By element: those whose visibility or value depends on it.
    let valueReaders: [[Reader]]
    /// By element: those whose checks, stops, or requirement depend on it.
    let ruleReaders: [[Reader]]
    /// An element's place in an order in which each stands after all that it depends on.
    let rank: [Int]
    /// Elements with a rule that looks at the clock.
    let clockReaders: [Int]
    /// Elements that fill from a card.
    let cardReaders: [Int]

    init(_ service: Service) {
        let count = service.elements.count
        var valueReaders = [[Reader]](repeating: [], count: count)
        var ruleReaders = [[Reader]](repeating: [], count: count)
        var clock: [Int] = []
        var cards: [Int] = []
        for element in service.elements {
            let index = element.place.index
            let values = ElementRules.value(of: element)
            let rules = ElementRules.judging(element)
            for parent in element.place.parent.map({ [$0] }) ?? [] {
                valueReaders[parent].append(Reader(element: index, sameItem: true))
            }
            for rule in values { Self.add(rule, reader: index, to: &valueReaders, of: service) }
            // The choices of items stand with their titles, so they depend on what the titles are made of.
            for read in service.inputs(of: index) where !valueReaders[read].contains(where: { $0.element == index }) {
                valueReaders[read].append(Reader(element: index, sameItem: false))
            }
            for rule in rules { Self.add(rule, reader: index, to: &ruleReaders, of: service) }
            if (values + rules).contains(where: \.program.usesClock) { clock.append(index) }
            if element.page?.prefillIf != nil || element.question?.prefill != nil { cards.append(index) }
        }
        self.valueReaders = valueReaders.map { Array(Set($0)) }
        self.ruleReaders = ruleReaders.map { Array(Set($0)) }
        clockReaders = clock
        cardReaders = cards
        rank = Self.ranks(service)
    }

    private static func add(_ rule: Rule, reader: Int, to readers: inout [[Reader]], of service: Service) {
        for use in rule.program.uses {
            let slot = use.slot.flatMap { service.elements.indices.contains($0) ? $0 : nil }
            let sameItem = use.field == nil && slot.map { service.elements[$0].place.depth > 0 } == true
            for read in service.elements(readBy: use) { readers[read].append(Reader(element: reader, sameItem: sameItem)) }
            // A group that is read as a whole stands for all that is in it; of a list, the fields are told one by one.
            if let slot, use.field == nil, service.elements[slot].repetition == nil {
                for inside in service.descendants(of: slot) {
                    readers[inside].append(Reader(element: reader, sameItem: sameItem))
                }
            }
        }
    }

    /// Depth first over what each depends on; a service with cycles never gets here.
    private static func ranks(_ service: Service) -> [Int] {
        var ranks = [Int](repeating: -1, count: service.elements.count)
        var next = 0
        func visit(_ index: Int) {
            guard ranks[index] == -1 else { return }
            ranks[index] = -2
            for input in service.inputs(of: index).sorted() { visit(input) }
            ranks[index] = next
            next += 1
        }
        for index in service.elements.indices { visit(index) }
        return ranks
    }
}

/// The rules of an element, by what they decide.
enum ElementRules {
    /// Those that decide whether it is shown and what its value is.
    static func value(of element: Element) -> [Rule] {
        var rules = element.showIf.map { [$0] } ?? []
        if let rule = element.page?.prefillIf { rules.append(rule) }
        guard let question = element.question else { return rules }
        rules += [question.defaultValue, question.prefill].compactMap { $0 }
        switch question.kind {
        case .compute(let rule): rules.append(rule)
        case .choice(let choices), .multi(let choices, _, _): rules += choices.optionRules
        default: break
        }
        return rules
    }

    /// Those that judge its value.
    static func judging(_ element: Element) -> [Rule] {
        guard let question = element.question else { return [] }
        var rules = question.checks.map(\.rule) + question.stops.map(\.rule)
        if case .when(let rule) = question.requirement { rules.append(rule) }
        return rules
    }
}

extension Service {
    /// Everything in a page or group, at any depth.
    func descendants(of index: Int) -> [Int] {
        elements[index].children.flatMap { [$0] + descendants(of: $0) }
    }
}
