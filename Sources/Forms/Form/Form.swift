package import Catalogue
package import Expressions

/// The interpreter of one service: answers in; pages, errors, fee, review and payload out.
///
/// A value without clock, file or environment. What depends on a changed answer is computed again, and nothing else.
package struct Form: Sendable {
    var state: FormState
    /// Expressions evaluated since the beginning: what tests and benchmarks count.
    package private(set) var evaluations = 0
    private var fees: FeeReading

    /// Begins a form on a day, in the local time of the town hall; `now` is its minute.
    package init(
        service: Service, profile: Profile, municipality: TerminalConfiguration.Municipality, today: CivilDate,
        now: Moment
    ) {
        let plan = FormPlan(service: service, profile: profile, municipality: municipality)
        state = FormState(plan: plan, today: today, now: now)
        fees = FeeReading(service)
        for index in service.elements.indices where plan.nodes[index].repeats && plan.nodes[index].depth == 0 {
            state.fill(Position(index))
        }
        var evaluation = FormEvaluation(plan)
        for index in service.elements.indices { mark(index, &evaluation) }
        evaluation.run(&state)
        fees.begin(&evaluation, state)
        evaluations = evaluation.evaluations
    }

    package var service: Service { state.plan.service }
    package var profile: Profile { state.plan.profile }
    package var today: CivilDate { state.today }

    /// The fee as it stands.
    package func fee() -> FeeTotal { fees.total }

    /// Takes in what happened.
    package mutating func handle(_ event: FormEvent) -> [FormEffect] {
        var evaluation = FormEvaluation(state.plan)
        var effects: [FormEffect] = []
        var clockChanged = false
        switch event {
        case .answer(let position, let entry): effects = answer(position, entry, &evaluation)
        case .clear(let position): effects = clear(position, &evaluation)
        case .addItem(let container): effects = addItem(to: container, &evaluation)
        case .removeItem(let container, let item): effects = remove(item, from: container, &evaluation)
        case .declineItems(let container): effects = decline(container, &evaluation)
        case .dispute(let position): effects = dispute(position, &evaluation)
        case .acceptCard(let position): effects = acceptCard(position, &evaluation)
        case .card(let applicant):
            state.applicant = applicant
            for element in state.plan.graph.cardReaders { mark(element, &evaluation) }
        case .itemCard(let container, let item, let applicant):
            effects = take(applicant, of: item, in: container, &evaluation)
        case .identified(let note): state.identification = note
        case .clock(let today, let now):
            (state.today, state.now) = (today, now)
            clockChanged = true
            for element in state.plan.graph.clockReaders { mark(element, &evaluation) }
        }
        evaluation.run(&state)
        fees.update(&evaluation, state, clockChanged: clockChanged)
        evaluations += evaluation.evaluations
        return effects + evaluation.defects.sorted { $0.location < $1.location }.map(FormEffect.report)
    }

    private func mark(_ element: Int, within known: Position.Items = .none, _ evaluation: inout FormEvaluation) {
        for position in state.positions(of: element, within: known) { evaluation.mark(position) }
    }

    // MARK: Answers

    private mutating func answer(
        _ position: Position, _ entry: Entry, _ evaluation: inout FormEvaluation
    ) -> [FormEffect] {
        guard let cell = state.cells[position], cell.source != .card,
            let question = service.question(at: position.element), question.isAsked
        else { return [.ignored] }
        var given = FormState.Given(entry: entry)
        switch Intake(question: question, municipality: state.plan.municipality).read(entry) {
        case .success(let answer): given.answer = answer
        case .failure(let problems): given.problems = problems.all
        }
        state.given[position] = given
        evaluation.mark(position)
        return []
    }

    private mutating func clear(_ position: Position, _ evaluation: inout FormEvaluation) -> [FormEffect] {
        guard state.given.removeValue(forKey: position) != nil else { return [.ignored] }
        evaluation.mark(position)
        return []
    }

    private mutating func dispute(_ position: Position, _ evaluation: inout FormEvaluation) -> [FormEffect] {
        guard state.cells[position]?.source == .card else { return [.ignored] }
        state.disputed.insert(position)
        evaluation.mark(position)
        return []
    }

    private mutating func acceptCard(_ position: Position, _ evaluation: inout FormEvaluation) -> [FormEffect] {
        guard state.disputed.remove(position) != nil else { return [.ignored] }
        evaluation.mark(position)
        return []
    }

    // MARK: Items

    private func repetition(at container: Position) -> Repetition? {
        state.cells[container] == nil ? nil : service.elements[container.element].repetition
    }

    private mutating func addItem(to container: Position, _ evaluation: inout FormEvaluation) -> [FormEffect] {
        guard let repetition = repetition(at: container), state.items(of: container).count < repetition.maximum else {
            return [.ignored]
        }
        state.declined.remove(container)
        let item = state.append(to: container)
        evaluation.mark(container)
        for inside in service.descendants(of: container.element) {
            mark(inside, within: container.items.appending(item), &evaluation)
        }
        return []
    }

    private mutating func remove(
        _ item: Int, from container: Position, _ evaluation: inout FormEvaluation
    ) -> [FormEffect] {
        guard let place = state.items(of: container).firstIndex(of: item) else { return [.ignored] }
        state.items[container]?.remove(at: place)
        state.forget(item: item)
        evaluation.mark(container)
        // The items behind it move up, which `index` and the card of the first item tell.
        for inside in service.descendants(of: container.element) { mark(inside, within: container.items, &evaluation) }
        return []
    }

    private mutating func decline(_ container: Position, _ evaluation: inout FormEvaluation) -> [FormEffect] {
        guard let repetition = repetition(at: container), repetition.minimum == 0, state.items(of: container).isEmpty
        else { return [.ignored] }
        state.declined.insert(container)
        evaluation.mark(container)
        return []
    }

    private mutating func take(
        _ applicant: Applicant, of item: Int, in container: Position, _ evaluation: inout FormEvaluation
    ) -> [FormEffect] {
        guard repetition(at: container)?.cardPerItem == true, state.items(of: container).contains(item) else {
            return [.ignored]
        }
        state.cards[item] = applicant
        for element in state.plan.graph.cardReaders {
            mark(element, within: container.items.appending(item), &evaluation)
        }
        return []
    }
}
