import Catalogue
import Forms

/// The way from question to question.
extension Visit {
    /// Goes to the next thing to do: the next step, else the summary of errors, else the review.
    mutating func advance(past step: Step? = nil) -> [VisitEffect] {
        guard let form else { return [] }
        if form.stop != nil {
            go(to: .stopped)
            return []
        }
        if isChanging {
            if let open = form.problems.first(where: { $0.problem.level == .error })?.position, shows(open) {
                isChanging = false
                show(.question(open))
                return []
            }
            backToReview()
            return []
        }
        let steps = form.steps
        let current: Step? = step ?? { if case .step(let step) = stage { step } else { nil } }()
        let next = current.flatMap { steps.firstIndex(of: $0) }.map { $0 + 1 } ?? 0
        if steps.indices.contains(next) {
            show(steps[next])
        } else if form.isComplete {
            go(to: .review)
        } else {
            go(to: .errors)
        }
        return []
    }

    /// To the line of the review that was to be changed.
    private mutating func backToReview() {
        isChanging = false
        go(to: .review)
        if let changed { focus = targets.firstIndex { $0.intent == .edit(changed) } ?? 0 }
        changed = nil
    }

    /// To the first question of an entry of a repeat.
    mutating func showItem(_ item: Int, of container: Position) {
        let first = form?.steps(in: container).first { step in
            guard case .question(let position) = step else { return false }
            return position.items.last == item || position.items.outer == item
        }
        if let first { show(first) }
    }

    private func shows(_ position: Position) -> Bool { form?.view(at: position) != nil }

    mutating func show(_ step: Step) {
        go(to: .step(step))
        if case .items(let container) = step { focus = initialFocus(items: container) }
        guard case .question(let position) = step, let view = form?.view(at: position) else { return }
        draft = Draft(for: view)
        // What stands there already gives way to the first digit, as a default does.
        draft.beginsAnew = view.question.isOfDigits && draft.fields.first?.isEmpty == false
        focus = initialFocus(view)
    }

    /// Another entry is never made by an Enter too many.
    func initialFocus(items container: Position) -> Int {
        if form?.items(of: container).isEmpty == true, targets.count == 2 { return -1 }
        return targets.firstIndex { $0.intent == .no } ?? 0
    }

    private func initialFocus(_ view: QuestionView) -> Int {
        guard case .choice(let choice)? = view.answer else {
            if view.isLocked { return 0 }
            if case .flag(let flag)? = view.answer { return flag ? 0 : 1 }
            if case .agreed? = view.answer { return 0 }
            if case .document(let document)? = view.answer {
                return questionTargets(view.position).firstIndex { $0.intent == .choose(.code(document.word)) } ?? 0
            }
            // Yes or no is never preselected, not even for an Enter too many; nor is what need not be answered, or is
            // answered already: there Enter goes on.
            switch view.question.kind {
            case .bool, .declaration: return -1
            case .choice, .multi, .file: return view.isRequired && view.answer == nil ? 0 : -1
            default: return 0
            }
        }
        let listed: Choice = if case .other = choice { .other("") } else { choice }
        return questionTargets(view.position).firstIndex { $0.intent == .choose(listed) } ?? 0
    }

    /// Goes to a question from the review or the summary of errors; Continue then comes back.
    mutating func change(_ position: Position) {
        guard let form else { return }
        isChanging = stage == .review
        if isChanging { changed = position }
        if form.view(at: position) != nil {
            show(.question(position))
            notices = form.problems(at: position)
        } else if let step = form.steps.first(where: { $0.position == position }) {
            show(step)
            notices = form.problems(at: position)
        } else if let first = form.steps(in: position).first {
            // A rule across pages stands with its page: go to the first question there.
            show(first)
            notices = form.problems(at: position)
        }
        readsFromTop = !notices.isEmpty && (stage.question.flatMap(form.view)?.question.isChosen ?? true)
    }

    mutating func back() -> [VisitEffect] {
        if overlay != nil {
            close()
            return []
        }
        if leavesPad() { return [] }
        switch stage {
        case .welcome, .cardLeft, .outOfOrder, .sending, .receipt: break
        case .staff(let step): return back(from: step)
        case .language: return wipe()
        case .categories:
            go(to: configuration.terminal.offeredLanguages.count > 1 ? .language : home)
            focus(on: .chooseLanguage(language))
        case .services(let category):
            go(to: .categories)
            focus(on: .category(category))
        case .search:
            go(to: .categories)
            focus(on: .find)
        case .description: backToSearch()
        case .overview: backToServices()
        case .privacy: go(to: .overview)
        case .identification: go(to: .privacy)
        case .card(let step): return back(from: step)
        case .step(let step):
            // What was typed stays, also where it is not right yet; a change from the review is left as it was.
            let effects = isChanging ? [] : keepDraft()
            goBack(before: step)
            return effects
        case .errors, .review: goBack(before: nil)
        case .declaration: go(to: .review)
        case .note: go(to: .declaration)
        case .resume: return cancelResuming()
        case .unsaved: break
        case .code: go(to: .receipt)
        case .closed, .unready: backToServices()
        case .stopped: goBack(before: form?.stop.map { .question($0.position) }, showsIt: true)
        }
        return []
    }

    /// To the line that was chosen, which is where one looks for the next.
    private mutating func backToServices() {
        go(to: origin)
        guard let service else { return }
        focus(on: origin == .categories ? .category(service.category) : .service(service.id))
    }

    private mutating func focus(on intent: Intent) { focus = targets.firstIndex { $0.intent == intent } ?? 0 }

    /// The step before this one, or the last of all; before the first comes the privacy notice.
    private mutating func goBack(before step: Step?, showsIt: Bool = false) {
        guard let form else { return go(to: .categories) }
        if isChanging {
            return backToReview()
        }
        let steps = form.steps
        let place = step.flatMap { steps.firstIndex(of: $0) } ?? steps.count
        let wanted = showsIt ? place : place - 1
        if steps.indices.contains(wanted) {
            show(steps[wanted])
        } else {
            go(to: .privacy)
        }
    }
}
