import Catalogue
package import Forms

/// Answering the question on screen.
extension Visit {
    /// Lists longer than this are searched by typing.
    package static let searchedFrom = 40

    /// More than these nobody goes through; whoever wants another types another letter.
    package static let mostListed = 300

    /// Whether a page is shown as a whole: staff know it, citizens get one question a screen.
    package var showsWholePages: Bool { profile == .koffer }

    /// The questions of the page on screen, of one item where it repeats.
    package var questionsOnPage: [Position] {
        guard let form, case .step(let step) = stage, let page = form.service.chain(from: step.position.element).last
        else { return [] }
        return form.steps(in: Position(page)).map(\.position).filter {
            $0.items.outer == step.position.items.outer && $0.element != page && form.view(at: $0) != nil
        }
    }

    func questionTargets(_ position: Position) -> [Target] {
        let own = answerTargets(position)
        guard showsWholePages, draft.pad == nil else { return own }
        return own + questionsOnPage.filter { $0 != position }.map { Target(.edit($0)) }
    }

    private func answerTargets(_ position: Position) -> [Target] {
        guard let view = form?.view(at: position) else { return [] }
        if view.isLocked { return [Target(.proceed), Target(.dispute)] }
        if let pad = draft.pad {
            return [Target(.proceed)] + pad.keys.indices.map { Target(.letter($0)) }
        }
        switch view.question.kind {
        case .bool, .declaration: return [Target(.yes), Target(.no)]
        case .choice:
            if draft.writesOther { return writingTargets(view) }
            let skip = view.isRequired ? [] : [Target(.proceed)]
            return choices(view).map { Target(.choose($0.choice)) } + skip + lettersTarget(view)
        case .multi:
            if draft.writesOther { return writingTargets(view) }
            return choices(view).map { Target(.toggle($0.choice)) } + [Target(.proceed)] + lettersTarget(view)
        case .file(_, let provide):
            return provide.filter { $0 == .later || $0 == .byPost }.map { Target(.choose(.code($0.rawValue))) }
                + (view.isRequired ? [] : [Target(.proceed)])
        case .address(let parts):
            let copies = form?.copies(for: parts, at: position) ?? []
            return parts.parts.indices.map { Target(.part($0)) } + [Target(.proceed)]
                + copies.indices.map { Target(.copyAddress($0)) }
        default: return writingTargets(view)
        }
    }

    private func writingTargets(_ view: QuestionView) -> [Target] {
        [Target(.proceed)] + (opensPadByChoice(view) ? [Target(.letters)] : [])
    }

    /// On a whole page ▼ goes to the next question, so that the letter pad is something to choose.
    package func opensPadByChoice(_ view: QuestionView) -> Bool {
        showsWholePages && draft.pad == nil
            && (draft.writesOther || (!view.question.isChosen && !view.question.isOfDigits))
    }

    /// Without a keyboard one types to find by the letter pad.
    private func lettersTarget(_ view: QuestionView) -> [Target] { isSearched(view) ? [Target(.letters)] : [] }

    /// What can be chosen now, with its wording; of a long list, what fits what was typed.
    package func choices(_ view: QuestionView) -> [(choice: Choice, label: String)] {
        let found: Choices
        switch view.question.kind {
        case .choice(let choices), .multi(let choices, _, _): found = choices
        default: return []
        }
        var listed: [(Choice, String)]
        if case .codeList(let list) = found.source {
            let query = list.count < Self.searchedFrom ? "" : draft.query.text
            listed = list.search(in: language).rows(matching: query).prefix(Self.mostListed)
                .map { (.code(list.code(at: $0)), list.label(at: $0, in: language)) }
        } else {
            listed = (view.options ?? []).map { (.code($0.value), $0.label(language)) }
        }
        if found.other { listed.append((.other(""), configuration.texts("visit.other", language))) }
        return listed
    }

    /// Whether choices are found by typing.
    package func isSearched(_ view: QuestionView) -> Bool {
        switch view.question.kind {
        case .choice(let choices), .multi(let choices, _, _):
            if case .codeList(let list) = choices.source { list.count >= Self.searchedFrom } else { false }
        default: false
        }
    }

    /// Continue on a question.
    mutating func commit(_ position: Position) -> [VisitEffect] {
        guard let view = form?.view(at: position) else { return advance() }
        if closesPad(view) { return [] }
        if view.isLocked || !view.question.isAsked { return advance() }
        guard let entry = draft.entry(for: view.question) else {
            return apply(.clear(position)) + check(position)
        }
        return answer(position, entry)
    }

    /// What was typed into the question on screen is its answer, also where one goes to another question of the page.
    mutating func keepDraft() -> [VisitEffect] {
        guard case .step(.question(let position)) = stage, let view = form?.view(at: position), !view.isLocked,
            let entry = draft.entry(for: view.question), entry != view.entry
        else { return [] }
        return apply(.answer(position, entry))
    }

    mutating func answer(_ position: Position, _ entry: Entry) -> [VisitEffect] {
        apply(.answer(position, entry)) + check(position)
    }

    /// Goes on where nothing is wrong; a warning is shown once.
    private mutating func check(_ position: Position) -> [VisitEffect] {
        let problems = form?.problems(at: position) ?? []
        let hasErrors = problems.contains { $0.level == .error }
        // A warning is shown once for an answer; another one may deserve it again.
        let answer = form?.view(at: position)?.answer
        let isNew = !problems.isEmpty && warned[position] != answer
        warned[position] = answer
        if form?.stop == nil, hasErrors || isNew {
            notices = problems
            if hasErrors { focusFirst(problems, at: position) }
            let question = form?.view(at: position)?.question
            // A warning stands on top only, as does what is wrong with a choice; of a number the next digit begins anew.
            readsFromTop = !hasErrors || question?.isChosen == true
            draft.beginsAnew = question?.isOfDigits == true
            draft.renewed = []
            return []
        }
        return advance()
    }

    /// Does something, and takes away what was said to be wrong with what has been put right by it.
    ///
    /// What is wrong is told on Continue, never while typing; but a field that was mended does not go on being blamed.
    mutating func mending(_ body: (inout Visit) -> [VisitEffect]) -> [VisitEffect] {
        guard !notices.isEmpty else { return body(&self) }
        let before = (stage, draft)
        let effects = body(&self)
        if before.0 == stage, before.1 != draft { dropMendedNotices() }
        return effects
    }

    private mutating func dropMendedNotices() {
        guard case .step(.question(let position)) = stage, let view = form?.view(at: position), var attempt = form,
            !draft.fields.isEmpty || !draft.marked.isEmpty
        else { return }
        let entry = draft.entry(for: view.question)
        _ = attempt.handle(entry.map { .answer(position, $0) } ?? .clear(position))
        let left = attempt.problems(at: position)
        notices.removeAll { notice in !left.contains { $0.level == notice.level && $0.part == notice.part } }
    }

    /// Of an address the first part that has to be mended gets the focus, of a list its top, where it is said what is
    /// wrong. Source: EN 301 549 V3.2.1, 5.1.3.15.
    private mutating func focusFirst(_ problems: [Problem], at position: Position) {
        switch form?.view(at: position)?.question.kind {
        case .address(let parts): focus = problems.lazy.compactMap(\.part).compactMap(parts.parts.firstIndex).first ?? 0
        case .choice, .multi: focus = 0
        default: break
        }
    }

    mutating func choose(_ choice: Choice) -> [VisitEffect] {
        guard case .step(.question(let position)) = stage else { return [] }
        if case .other = choice {
            draft.writesOther = true
            // What was written before is there to be changed.
            if draft.fields.isEmpty { draft.fields = [TextBuffer()] }
            focus = 0
            return []
        }
        if case .code(let word) = choice, case .file? = form?.view(at: position)?.question.kind {
            return answer(position, .text(word))
        }
        return answer(position, .choice(choice))
    }

    mutating func toggle(_ choice: Choice) {
        if case .other = choice {
            if let index = draft.marked.firstIndex(where: { if case .other = $0 { true } else { false } }) {
                draft.marked.remove(at: index)
            } else {
                draft.writesOther = true
                draft.fields = [TextBuffer()]
                focus = 0
            }
        } else if let index = draft.marked.firstIndex(of: choice) {
            draft.marked.remove(at: index)
        } else {
            draft.marked.append(choice)
        }
    }

    mutating func dispute() -> [VisitEffect] {
        guard case .step(.question(let position)) = stage, let before = form?.view(at: position) else { return [] }
        let effects = apply(.dispute(position))
        guard let view = form?.view(at: position) else { return effects }
        draft = Draft(for: view, answer: before.answer)
        focus = 0
        return effects
    }

    mutating func copyAddress(_ index: Int) {
        guard case .step(.question(let position)) = stage, let view = form?.view(at: position),
            case .address(let parts) = view.question.kind, let copies = form?.copies(for: parts, at: position),
            copies.indices.contains(index)
        else { return }
        draft.fields = parts.parts.map { TextBuffer(copies[index].parts[$0] ?? "") }
    }
}
