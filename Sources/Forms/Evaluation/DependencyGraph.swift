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
    /// An element's place in an order in which each stands after all that its visibility and value depend on.
    let rank: [Int]
    /// Elements with a rule that looks at the clock.
    let clockReaders: [Int]
    /// Elements that fill from a card.
    let cardReaders: [Int]

    init(_ service: Service) {
        var values = Edges(service)
        var rules = Edges(service)
        var clock: Set<Int> = []
        for element in service.elements {
            let index = element.place.index
            if let parent = element.place.parent { values.add(Reader(element: index, sameItem: true), of: parent) }
            let valueRules = element.valueRules(on: service)
            for rule in valueRules { values.add(rule.program, reader: index) }
            // The choices of items stand with their titles, so they depend on what the titles are made of.
            for read in service.inputs(of: index) {
                values.add(Reader(element: index, sameItem: false), unlessReading: read)
            }
            let judgingRules = element.judgingRules(on: service)
            for rule in judgingRules { rules.add(rule.program, reader: index) }
            if (valueRules + judgingRules).contains(where: \.program.usesClock) { clock.insert(index) }
        }
        valueReaders = values.readers.map(Array.init)
        ruleReaders = rules.readers.map(Array.init)
        clockReaders = clock.sorted()
        cardReaders = service.elements.indices.filter { service.question(at: $0)?.prefill != nil }
        rank = values.ranks
    }
}

extension DependencyGraph {
    /// Who reads whom, while it is being worked out.
    private struct Edges {
        private let service: Service
        private(set) var readers: [Set<Reader>]

        init(_ service: Service) {
            self.service = service
            readers = [Set<Reader>](repeating: [], count: service.elements.count)
        }

        mutating func add(_ reader: Reader, of read: Int) {
            if reader.element != read { readers[read].insert(reader) }
        }

        mutating func add(_ reader: Reader, unlessReading read: Int) {
            if !readers[read].contains(where: { $0.element == reader.element }) { add(reader, of: read) }
        }

        mutating func add(_ program: Program, reader: Int) {
            for use in program.uses {
                for read in service.elements(readBy: use) {
                    let sameItem = use.field == nil && service.elements[read].place.depth > 0
                    let reader = Reader(element: reader, sameItem: sameItem)
                    add(reader, of: read)
                    // A group stands for all that is in it; of a list, the fields are told one by one.
                    if service.elements[read].repetition == nil {
                        for inside in service.descendants(of: read) { add(reader, of: inside) }
                    }
                }
            }
        }

        /// Depth first over what each reads.
        var ranks: [Int] {
            var inputs = [[Int]](repeating: [], count: readers.count)
            for (read, readers) in readers.enumerated() {
                for reader in readers { inputs[reader.element].append(read) }
            }
            var ranks = [Int](repeating: -1, count: readers.count)
            var next = 0
            func visit(_ index: Int) {
                guard ranks[index] == -1 else { return }
                ranks[index] = -2
                for input in inputs[index].sorted() { visit(input) }
                ranks[index] = next
                next += 1
            }
            for index in inputs.indices { visit(index) }
            return ranks
        }
    }
}
