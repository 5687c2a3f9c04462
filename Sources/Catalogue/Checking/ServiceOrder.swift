import Expressions

/// Checks that every rule can be decided when it is needed: no forward references, no cycles.
struct ServiceOrder {
    let service: Service
    let assembly: ServiceAssembly

    func check() {
        var told: Set<Int> = []
        for element in service.elements {
            if checkForward(element) { told.insert(element.place.index) }
            checkOwn(element)
        }
        checkCycles(told)
    }

    // MARK: Forward references

    /// Whether a condition of the element looks at what comes later.
    private func checkForward(_ element: Element) -> Bool {
        let own = element.place.index
        var rules = element.showIf.map { [$0] } ?? []
        if case .choice(let choices) = element.question?.kind { rules += choices.optionRules }
        if case .multi(let choices, _, _) = element.question?.kind { rules += choices.optionRules }
        if let page = element.page, let rule = page.prefillIf { rules.append(rule) }
        let around = service.chain(from: own)
        var found = false
        for rule in rules {
            for use in rule.program.uses {
                for read in service.elements(readBy: use) where !around.contains(read) {
                    guard let sentence = laterThan(own, read) else { continue }
                    assembly.log.error(
                        sentence + "; a condition can only look at what was asked before. Move one of the two.",
                        at: assembly.location(of: use, in: rule))
                    found = true
                }
            }
        }
        return found
    }

    /// That an element comes later than another, or is computed from one that does; nothing where neither is so.
    private func laterThan(_ own: Int, _ read: Int) -> String? {
        let name = service.elements[read].place.path
        if read > own { return "“\(name)” is asked later" }
        return sources(of: read).filter { $0 > own }.min().map { later in
            "“\(name)” is computed from “\(service.elements[later].place.path)”, which is asked later"
        }
    }

    /// What a computation is made of, through other computations too; nothing for what is asked.
    private func sources(of index: Int) -> Set<Int> {
        var sources: Set<Int> = []
        var open = [index]
        while let next = open.popLast() {
            guard case .compute(let rule) = service.elements[next].question?.kind else { continue }
            open += service.elements(readBy: rule.program).filter { sources.insert($0).inserted }
        }
        return sources
    }

    private func checkOwn(_ element: Element) {
        let own = element.place.index
        for rule in service.valueRules(of: element) {
            guard let use = rule.program.uses.first(where: { service.elements(readBy: $0).contains(own) }) else {
                continue
            }
            assembly.log.error(
                "“\(element.place.path)” cannot depend on itself. Take this name out of the expression.",
                at: assembly.location(of: use, in: rule))
        }
    }

    // MARK: Cycles

    /// Tells cycles, except those through an element of which a condition was told to look at what comes later.
    private func checkCycles(_ told: Set<Int>) {
        var state = [Visit](repeating: .unseen, count: service.elements.count)
        var path: [Int] = []
        for index in service.elements.indices where state[index] == .unseen {
            visit(index, told, &state, &path)
        }
    }

    private enum Visit { case unseen, open, done }

    private func visit(_ index: Int, _ told: Set<Int>, _ state: inout [Visit], _ path: inout [Int]) {
        state[index] = .open
        path.append(index)
        for next in service.inputs(of: index).sorted() {
            if state[next] == .unseen {
                visit(next, told, &state, &path)
            } else if state[next] == .open, let start = path.firstIndex(of: next), told.isDisjoint(with: path[start...])
            {
                let names = (path[start...] + [next]).map { service.elements[$0].place.path }
                assembly.log.error(
                    "These need each other: \(names.joined(separator: " → ")). Take one of these names out of a rule.",
                    at: service.elements[index].place.location)
            }
        }
        path.removeLast()
        state[index] = .done
    }
}
