package import Catalogue
package import Expressions

/// The interpreter of one service: answers in; pages, errors, fee, review and payload out.
///
/// A value without clock, file or environment. What depends on a changed answer is computed again, and nothing else.
package struct Form: Sendable {
    var state: FormState
    private let graph: DependencyGraph
    /// Expressions evaluated since the beginning: what tests and benchmarks count.
    package private(set) var evaluations = 0
    private var fees: FeeReading

    /// Begins a form.
    ///
    /// - Parameter today: The day, in the local time of the town hall; `now` is its minute.
    package init(
        service: Service, profile: Profile, municipality: TerminalConfiguration.Municipality, today: CivilDate,
        now: Moment
    ) {
        state = FormState(
            service: service, profile: profile, municipality: municipality, today: today, now: now)
        graph = DependencyGraph(service)
        fees = FeeReading(service)
        for element in service.elements where element.repetition != nil && element.place.depth == 0 {
            fill(Position(element.place.index))
        }
        var evaluation = FormEvaluation(graph: graph)
        for element in service.elements { for position in state.positions(of: element.place.index) { evaluation.mark(position) } }
        _ = finish(&evaluation)
    }

    package var service: Service { state.service }
    package var profile: Profile { state.profile }
    package var today: CivilDate { state.today }

    /// Takes in what happened.
    package mutating func handle(_ event: FormEvent) -> [FormEffect] {
        var evaluation = FormEvaluation(graph: graph)
        var effects: [FormEffect] = []
        switch event {
        case .answer(let position, let entry): effects = answer(position, entry, &evaluation)
        case .clear(let position): effects = clear(position, &evaluation)
        case .addItem(let container): effects = addItem(to: container, &evaluation)
        case .removeItem(let container, let item): effects = remove(item, from: container, &evaluation)
        case .declineItems(let container): effects = decline(container, &evaluation)
        case .dispute(let position): effects = dispute(position, &evaluation)
        case .card(let applicant):
            state.applicant = applicant
            markCardReaders(&evaluation)
        case .itemCard(let container, let item, let applicant):
            guard state.items(of: container).contains(item) else { return [.ignored] }
            state.cards[container, default: [:]][item] = applicant
            markCardReaders(&evaluation)
        case .identified(let note): state.identification = note
        case .clock(let today, let now):
            (state.today, state.now) = (today, now)
            for element in graph.clockReaders { for position in state.positions(of: element) { evaluation.mark(position) } }
            fees.invalidate()
        }
        return effects + finish(&evaluation)
    }

    /// The fee as it stands.
    package mutating func fee() -> FeeTotal { fees.total(state, &evaluations) }

    private mutating func finish(_ evaluation: inout FormEvaluation) -> [FormEffect] {
        evaluation.run(&state)
        evaluations += evaluation.evaluations
        fees.invalidate(readersOf: evaluation.changed)
        return Set(evaluation.defects).map(FormEffect.report)
    }

    // MARK: Answers

    private mutating func answer(
        _ position: Position, _ entry: Entry, _ evaluation: inout FormEvaluation
    ) -> [FormEffect] {
        guard let question = askedQuestion(at: position), state.cells[position]?.source != .card else { return [.ignored] }
        let intake = Intake(
            question: question, options: state.cell(position).options, municipality: state.municipality)
        state.entries[position] = entry
        switch intake.read(entry) {
        case .success(let answer):
            state.given[position] = answer
            state.inputProblems[position] = nil
        case .failure(let problems):
            state.given[position] = nil
            state.inputProblems[position] = problems.all
        }
        evaluation.mark(position)
        return [.journal(position, entry)]
    }

    private mutating func clear(_ position: Position, _ evaluation: inout FormEvaluation) -> [FormEffect] {
        guard askedQuestion(at: position) != nil, state.cells[position]?.source != .card else { return [.ignored] }
        state.entries[position] = nil
        state.given[position] = nil
        state.inputProblems[position] = nil
        evaluation.mark(position)
        return [.journal(position, nil)]
    }

    private mutating func dispute(_ position: Position, _ evaluation: inout FormEvaluation) -> [FormEffect] {
        guard let cell = state.cells[position], cell.source == .card else { return [.ignored] }
        state.disputed.insert(position)
        evaluation.mark(position)
        return []
    }

    /// The question at a position that is there.
    private func askedQuestion(at position: Position) -> Question? {
        guard service.elements.indices.contains(position.element), state.cells[position] != nil,
            let question = service.question(at: position.element), question.isAsked
        else { return nil }
        return question
    }

    // MARK: Items

    private mutating func addItem(to container: Position, _ evaluation: inout FormEvaluation) -> [FormEffect] {
        guard state.cells[container] != nil, let repetition = service.elements[container.element].repetition,
            state.items(of: container).count < repetition.maximum
        else { return [.ignored] }
        state.declined.remove(container)
        append(to: container)
        markAll(in: container, &evaluation)
        return []
    }

    private mutating func remove(
        _ item: Int, from container: Position, _ evaluation: inout FormEvaluation
    ) -> [FormEffect] {
        guard let place = state.items(of: container).firstIndex(of: item) else { return [.ignored] }
        let depth = service.elements[container.element].place.depth
        let gone = container.items.appending(item)
        state.items[container]?.remove(at: place)
        state.cards[container]?[item] = nil
        let service = service
        let lies = { (position: Position) in
            position.items.prefix(depth + 1) == gone && service.chain(from: position.element).contains(container.element)
        }
        state.forget(where: lies)
        markAll(in: container, &evaluation)
        return []
    }

    private mutating func decline(_ container: Position, _ evaluation: inout FormEvaluation) -> [FormEffect] {
        guard let repetition = service.elements[container.element].repetition, repetition.minimum == 0,
            state.items(of: container).isEmpty
        else { return [.ignored] }
        state.declined.insert(container)
        evaluation.mark(container)
        return []
    }

    /// As many items as there must be, also in the repeats inside.
    private mutating func fill(_ container: Position) {
        guard let repetition = service.elements[container.element].repetition else { return }
        for _ in 0..<repetition.minimum { append(to: container) }
    }

    private mutating func append(to container: Position) {
        let item = state.nextItem
        state.nextItem += 1
        state.items[container, default: []].append(item)
        for inner in service.descendants(of: container.element) where service.elements[inner].repetition != nil {
            fill(Position(inner, container.items.appending(item)))
        }
    }

    private func markAll(in container: Position, _ evaluation: inout FormEvaluation) {
        evaluation.mark(container)
        for inside in service.descendants(of: container.element) {
            for position in state.positions(of: inside, within: container.items) { evaluation.mark(position) }
        }
    }

    private func markCardReaders(_ evaluation: inout FormEvaluation) {
        for element in graph.cardReaders { for position in state.positions(of: element) { evaluation.mark(position) } }
    }
}

extension FormState {
    /// Wipes everything at positions of which this is true.
    fileprivate mutating func forget(where gone: (Position) -> Bool) {
        entries = entries.filter { !gone($0.key) }
        given = given.filter { !gone($0.key) }
        inputProblems = inputProblems.filter { !gone($0.key) }
        cells = cells.filter { !gone($0.key) }
        items = items.filter { !gone($0.key) }
        cards = cards.filter { !gone($0.key) }
        disputed = disputed.filter { !gone($0) }
        declined = declined.filter { !gone($0) }
    }
}
