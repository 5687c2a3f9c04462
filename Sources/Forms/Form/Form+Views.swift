package import Catalogue
package import Expressions

/// What one sees of a form.
extension Form {
    /// The pages that are shown, in order.
    package var visiblePages: [Page] {
        service.pages.filter { isVisible(Position($0)) }.compactMap(service.page(at:))
    }

    /// Everything to do, in order: questions, notes, shown computations, and for each repeat its items and then the
    /// question whether there is another.
    package var steps: [Step] { service.pages.flatMap { steps(in: Position($0)) } }

    /// The steps of a page or group.
    package func steps(in container: Position) -> [Step] {
        var steps: [Step] = []
        addSteps(of: container, to: &steps)
        return steps
    }

    private func addSteps(of position: Position, to steps: inout [Step]) {
        guard let cell = state.cells[position], cell.isVisible else { return }
        let node = state.plan.nodes[position.element]
        guard node.isContainer else {
            if isStep(position, cell) { steps.append(.question(position)) }
            return
        }
        for items in node.repeats ? cell.items.map(position.items.appending) : [position.items] {
            for child in node.children { addSteps(of: Position(child, items), to: &steps) }
        }
        if node.repeats, !isFixed(position, cell) { steps.append(.items(position)) }
    }

    /// Computations are shown where they have a label and a value.
    private func isStep(_ position: Position, _ cell: Cell) -> Bool {
        guard let question = service.question(at: position.element), case .compute = question.kind else { return true }
        return question.label != nil && cell.value != nil
    }

    /// Whether a repeat always has as many items as it has now, so that there is nothing to ask.
    private func isFixed(_ container: Position, _ cell: Cell) -> Bool {
        guard let repetition = service.elements[container.element].repetition else { return true }
        return repetition.minimum == repetition.maximum && cell.items.count == repetition.minimum
    }

    /// A question that is shown.
    package func view(at position: Position) -> QuestionView? {
        guard let cell = state.cells[position], cell.isVisible, let question = service.question(at: position.element)
        else { return nil }
        return QuestionView(
            question: question, position: position, entry: state.given[position]?.entry, answer: cell.answer,
            isLocked: cell.source == .card, isDisputed: cell.isDisputed, isRequired: cell.judgement.isRequired,
            options: cell.options, problems: cell.judgement.problems)
    }

    /// Whether an element is shown at a position.
    package func isVisible(_ position: Position) -> Bool { state.cells[position]?.isVisible == true }

    /// The value of a computation.
    package func computed(at position: Position) -> Value? { state.cells[position]?.value }

    /// The items of a repeat, by their numbers.
    package func items(of container: Position) -> [Int] { state.items(of: container) }

    /// Whether one said that a repeat has no items.
    package func isDeclined(_ container: Position) -> Bool { state.declined.contains(container) }
}
