package import Catalogue
package import Expressions
import Forms

/// Going on after a crash: by an answer already given, or with the same card.
extension Visit {
    /// A terminal that is back, and asks for one answer already given without showing anything.
    ///
    /// Nothing where there is no such answer, or the service is another by now: then what was journalled is to be wiped.
    package init?(
        resuming entries: [JournalEntry], configuration: Configuration, today: CivilDate, now: Moment, seconds: Int
    ) {
        self.init(configuration: configuration, today: today, now: now)
        self.seconds = seconds
        lastInput = seconds
        resumingSince = seconds
        guard replay(entries), let position = proof else { return nil }
        ask(for: position)
    }

    private mutating func ask(for position: Position) {
        go(to: .resume(position))
        draft.fields = [TextBuffer()]
    }

    /// Takes up what was journalled; false where the service is another by now.
    mutating func replay(_ entries: [JournalEntry]) -> Bool {
        for entry in entries {
            switch entry {
            case .began(let id, let version, let elements):
                guard let found = configuration.service(id, on: today), found.version == version,
                    found.elements.count == elements
                else { return false }
                service = found
                form = Form(
                    service: found, profile: profile, municipality: configuration.terminal.municipality, today: today,
                    now: now)
            case .view(let tag, let theme):
                if configuration.terminal.offeredLanguages.contains(Language(tag)) { language = Language(tag) }
                if configuration.themes[theme] != nil { self.theme = theme }
            case .form(let event):
                _ = form?.handle(event)
                if let position = event.answered { answered.insert(position) }
            case .replaces(let reference): replaces = reference
            case .note(let text): note = text
            }
        }
        return form != nil
    }

    /// The question whose answer shows that it is the same person: a family name, else a date of birth.
    private var proof: Position? {
        guard let form else { return nil }
        let answered = form.steps.lazy.map(\.position).compactMap(form.view).filter { $0.answer != nil }
        func reads(_ field: EIDField, _ view: QuestionView) -> Bool {
            view.question.prefill?.program.uses.contains { $0.slot == field.slot } == true
        }
        let view =
            answered.first { reads(.familyNames, $0) } ?? answered.first { reads(.dateOfBirth, $0) }
            // Services that read no card ask for the same things.
            ?? answered.first { $0.question.isName } ?? answered.first { $0.question.isPartialDate }
        return view?.position
    }

    /// One try: the same answer goes on, another wipes.
    mutating func prove(_ position: Position) -> [VisitEffect] {
        guard let view = form?.view(at: position), let entry = draft.entry(for: view.question) else { return [] }
        var attempt = form
        // What came from the card is compared as if it were typed.
        _ = attempt?.handle(.dispute(position))
        _ = attempt?.handle(.answer(position, entry))
        guard let given = view.answer, let again = attempt?.view(at: position)?.answer, given.isAlike(again) else {
            return wipe()
        }
        return continueForm()
    }

    // MARK: With the same card

    /// What has to be known before it can be offered: whether the card that was read before could be read again.
    package var preparation: [VisitEffect] { wasReadByName ? [.card(.prepare(readingTask))] : [] }

    /// Whether the same card shows that it is the same person.
    package var goesOnByCard: Bool {
        guard case .resume = stage, case .ready? = card.terminal else { return false }
        return wasReadByName
    }

    /// A card of which only a postal code was read would prove nothing.
    private var wasReadByName: Bool { form?.applicant?[.familyNames] != nil }

    /// On by the card: who reads, the PIN, and all that was read before has to be read again.
    mutating func proveByCard(insteadOf position: Position) -> [VisitEffect] {
        card.proof = position
        return useCard()
    }

    /// Back from the card to the question.
    mutating func askInstead() -> [VisitEffect] {
        if let position = card.proof.take() { ask(for: position) }
        return [.card(.forget)]
    }

    /// The same card as before goes on, once it was taken; another wipes.
    mutating func prove(_ applicant: Applicant) -> [VisitEffect] {
        guard form?.applicant == applicant else { return wipe() }
        card.proof = nil
        card.afterwards = .resume
        return [.card(.forget)] + takeCard()
    }

    /// Back asks as Cancel does.
    mutating func cancelResuming() -> [VisitEffect] {
        open(.confirmCancel)
        return []
    }

    /// To the first thing that is still to do: what has to be answered or mended, or what one had not come to yet.
    mutating func continueForm() -> [VisitEffect] {
        guard let form else { return wipe() }
        let steps = form.steps
        let open = steps.firstIndex { step in
            guard case .question(let position) = step, let view = form.view(at: position), view.question.isAsked else {
                return false
            }
            let isWrong = form.problems(at: position).contains { $0.level == .error }
            return isWrong || (view.isRequired && view.answer == nil)
        }
        let furthest = steps.lastIndex { step in
            guard case .question(let position) = step else { return false }
            return answered.contains(position)
        }
        let next = min(open ?? steps.count, (furthest ?? -1) + 1)
        if next < steps.count { show(steps[next]) } else { go(to: form.isComplete ? .review : .errors) }
        return []
    }
}

extension FormEvent {
    /// The question that somebody answered, or left empty.
    fileprivate var answered: Position? {
        switch self {
        case .answer(let position, _), .clear(let position): position
        default: nil
        }
    }
}

extension Question {
    fileprivate var isName: Bool {
        guard case .text(let writing) = kind else { return false }
        return writing.charset == "name"
    }

    fileprivate var isPartialDate: Bool { if case .partialDate = kind { true } else { false } }
}

extension Answer {
    /// Whether it is the same, capital letters aside.
    fileprivate func isAlike(_ other: Answer) -> Bool {
        guard case .text(let mine) = self, case .text(let theirs) = other else { return self == other }
        return mine.lowercased() == theirs.lowercased()
    }
}
