package import Catalogue
package import Expressions

/// What one sees of a form.
extension Form {
    /// The pages that are shown, in order.
    package var visiblePages: [Page] {
        service.pages.filter { state.cell(Position($0)).isVisible }.compactMap(service.page(at:))
    }

    /// Everything to do, in order: questions, notes, shown computations, and for each repeat its items and then the
    /// question whether there is another.
    package var steps: [Step] { service.pages.flatMap { steps(in: Position($0)) } }

    /// The steps of a page or group.
    package func steps(in container: Position) -> [Step] {
        guard state.cell(container).isVisible else { return [] }
        let element = service.elements[container.element]
        guard let repetition = element.repetition else { return steps(of: element.children, items: container.items) }
        let items = state.items(of: container)
        let inside = items.flatMap { steps(of: element.children, items: container.items.appending($0)) }
        let isFixed = items.count == repetition.minimum && repetition.minimum == repetition.maximum
        return inside + (isFixed ? [] : [.items(container)])
    }

    private func steps(of children: [Int], items: Position.Items) -> [Step] {
        children.flatMap { child -> [Step] in
            let position = Position(child, items)
            guard let question = service.question(at: child), state.cell(position).isVisible else { return [] }
            if question.group != nil { return steps(in: position) }
            if case .compute = question.kind, question.label == nil || state.cell(position).value == nil { return [] }
            return [.question(position)]
        }
    }

    /// A question that is shown.
    package func view(at position: Position) -> QuestionView? {
        guard let question = service.question(at: position.element), let cell = state.cells[position], cell.isVisible
        else { return nil }
        return QuestionView(
            question: question, position: position, entry: state.entries[position], answer: cell.answer,
            isLocked: cell.source == .card, isRequired: cell.isRequired, options: cell.options,
            problems: problems(at: position))
    }

    /// Whether an element is shown at a position.
    package func isVisible(_ position: Position) -> Bool { state.cell(position).isVisible }

    /// The value of a computation.
    package func computed(at position: Position) -> Value? { state.cell(position).value }

    /// The items of a repeat, by their numbers.
    package func items(of container: Position) -> [Int] { state.items(of: container) }

    /// Whether one said that a repeat has no items.
    package func isDeclined(_ container: Position) -> Bool { state.declined.contains(container) }

    /// How an item of a repeat is titled.
    package func title(ofItem item: Int, in container: Position, language: Language) -> String {
        guard let repetition = service.elements[container.element].repetition,
            let place = state.items(of: container).firstIndex(of: item)
        else { return "" }
        var fields: [String: Value] = [:]
        for (name, field) in repetition.titleFields {
            fields[name] = state.cell(Position(field, container.items.appending(item))).value
        }
        return ItemTitles.title(of: fields, repetition, number: place + 1, language: language)
    }

    /// What is wrong at one place: input that cannot be taken, else what the rules say.
    package func problems(at position: Position) -> [Problem] {
        guard state.cell(position).isVisible else { return [] }
        return (state.inputProblems[position] ?? []) + state.cell(position).problems
    }

    /// Everything that is wrong, in order of the form; the rules across pages stand with the page to go back to.
    package var problems: [(position: Position, problem: Problem)] {
        var all: [(Position, Problem)] = []
        for page in service.pages {
            for position in positions(in: Position(page)) {
                all += problems(at: position).map { (position, $0) }
            }
            all += serviceProblems(page: page).map { (Position(page), $0) }
        }
        return all
    }

    /// Whether nothing keeps one from sending.
    package var isComplete: Bool { !problems.contains { $0.problem.level == .error } && stop == nil }

    /// A container and all that is in it, shown or not, in order.
    func positions(in container: Position) -> [Position] {
        let element = service.elements[container.element]
        guard state.cells[container] != nil else { return [] }
        let items = element.repetition == nil ? [container.items] : state.items(of: container).map(container.items.appending)
        return [container] + items.flatMap { items in element.children.flatMap { positions(in: Position($0, items)) } }
    }

    private func serviceProblems(page: Int) -> [Problem] {
        guard state.cell(Position(page)).isVisible else { return [] }
        return service.checks.filter { $0.page == page }.compactMap { check in
            switch check.check.rule.program.evaluate(in: FormActivation(state, at: Position(page))) {
            case .value(.bool(true)), .unanswered: nil
            default: Problem(.rule(check.check.message), level: check.check.level)
            }
        }
    }

    /// Where the way ends: the first stop that holds.
    package var stop: (position: Position, stop: Stop)? {
        for page in service.pages {
            for position in positions(in: Position(page)) {
                guard let index = state.cell(position).stop, state.cell(position).isVisible,
                    let question = service.question(at: position.element)
                else { continue }
                return (position, question.stops[index])
            }
        }
        return nil
    }

    /// The path of a position: `page.question`, with the place of each item: `personen[0].name`.
    package func path(of position: Position) -> String {
        var parts: [String] = []
        var current = position
        var suffix = ""
        while true {
            parts.append(service.elements[current.element].place.id + suffix)
            guard let container = state.container(of: current) else { break }
            suffix = container.item.flatMap { state.items(of: container.position).firstIndex(of: $0) }.map { "[\($0)]" } ?? ""
            current = container.position
        }
        return parts.reversed().joined(separator: ".")
    }
}
