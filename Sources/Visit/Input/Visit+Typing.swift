import Catalogue
import Forms

/// Typing: into fields, into searches, through the letter pad.
extension Visit {
    /// Whether digits and letters are written rather than choosing.
    package var isWriting: Bool {
        guard overlay == nil, draft.pad == nil else { return false }
        if case .resume = stage { return focus == 0 }
        if stage == .note { return true }
        guard case .step(.question(let position)) = stage, let view = form?.view(at: position), !view.isLocked else {
            return false
        }
        return !draft.fields.isEmpty && (draft.writesOther || !view.question.isChosen) && !isOnButton(view)
    }

    /// Whether the focus of an address is beyond its fields.
    private func isOnButton(_ view: QuestionView) -> Bool {
        if case .address = view.question.kind { return focus >= draft.fields.count }
        return false
    }

    mutating func type(_ digit: Int) -> [VisitEffect] {
        // There digits are written too, whatever has the focus.
        if case .resume = stage, overlay == nil, draft.pad == nil { focus = 0 }
        if isWriting {
            write(Character(String(digit)))
            return []
        }
        // The digits of a secret do not come here; one that did is not looked at.
        if secretBeingTyped != nil { return [] }
        return choose(digit: digit)
    }

    /// Digits choose in lists: 1 to 9, and 0 the tenth. With a letter pad, Continue is not counted.
    private mutating func choose(digit: Int) -> [VisitEffect] {
        let offset = draft.pad == nil || overlay != nil ? 0 : 1
        let index = (digit == 0 ? 9 : digit - 1) + offset
        guard targets.indices.contains(index), targets[index].intent.isNumbered,
            targets[index].intent != .stay || overlay == .help
        else { return [] }
        focus = index
        return choose(at: index)
    }

    mutating func type(_ character: Character) -> [VisitEffect] {
        guard overlay == nil else { return [] }
        switch stage {
        case .categories, .services, .search:
            if stage != .search { go(to: .search) }
            query.insert(character)
            focus = 0
        case .resume, .note:
            draft.pad = nil
            focus = 0
            write(character)
        case .step(.question(let position)):
            guard let view = form?.view(at: position) else { return [] }
            if isWriting {
                write(character)
            } else if draft.pad != nil {
                draft.pad = nil
                focus = 0
                write(character)
            } else if isSearched(view), !draft.writesOther {
                draft.query.insert(character)
                focus = 0
            }
        default: break
        }
        return []
    }

    private mutating func write(_ character: Character) {
        let field = activeField
        guard draft.fields.indices.contains(field) else { return }
        scroll = 0
        if let view = stage.question.flatMap({ form?.view(at: $0) }), case .address(let parts) = view.question.kind,
            parts.parts[field] == .postalCode, isFaulty(.postalCode), draft.renewed.insert(field).inserted
        {
            draft.fields[field] = TextBuffer()
        }
        if draft.beginsAnew {
            draft.beginsAnew = false
            draft.fields[field] = TextBuffer()
        }
        draft.fields[field].insert(character)
    }

    /// The field that is written into: of an address the one in focus.
    package var activeField: Int {
        guard case .step(.question(let position)) = stage, case .address? = form?.view(at: position)?.question.kind
        else { return 0 }
        return draft.pad == nil ? min(focus, max(0, draft.fields.count - 1)) : draft.active
    }

    mutating func edit(_ press: Press) {
        if stage == .search || searchesChoices {
            edit(press, buffer: stage == .search ? \.query : \.draft.query)
            focus = 0
            return
        }
        let field = activeField
        guard overlay == nil, draft.fields.indices.contains(field) else { return }
        edit(press, buffer: \.draft.fields[field])
    }

    /// Of a list of which one is chosen; where several may be, ▲ goes round to Continue.
    private var opensPadFromList: Bool {
        guard searchesChoices, let view = stage.question.flatMap({ form?.view(at: $0) }),
            case .choice = view.question.kind
        else { return false }
        return true
    }

    private var searchesChoices: Bool {
        guard case .step(.question(let position)) = stage, let view = form?.view(at: position) else { return false }
        return isSearched(view) && !draft.writesOther
    }

    private mutating func edit(_ press: Press, buffer: WritableKeyPath<Visit, TextBuffer>) {
        draft.beginsAnew = false
        switch press {
        case .left: self[keyPath: buffer].move(by: -1)
        case .right: self[keyPath: buffer].move(by: 1)
        case .home: self[keyPath: buffer].moveHome()
        case .end: self[keyPath: buffer].moveEnd()
        case .erase: self[keyPath: buffer].erase()
        case .delete: self[keyPath: buffer].delete()
        default: break
        }
    }

    // MARK: Letters without a keyboard

    /// Whether Enter opens the letter pad: on an empty part of an address, but for those that digits write.
    package var opensPadByEnter: Bool {
        guard overlay == nil, draft.pad == nil, targets.indices.contains(focus),
            case .part(let part) = targets[focus].intent
        else { return false }
        return opensPad(part: part)
    }

    func opensPad(part: Int) -> Bool {
        guard draft.fields.indices.contains(part), let view = stage.question.flatMap({ form?.view(at: $0) }),
            case .address(let parts) = view.question.kind,
            parts.parts.indices.contains(part)
        else { return false }
        // Whoever writes by letters mends by them too.
        let isOpen = draft.fields[part].isEmpty || draft.usesPad || isFaulty(parts.parts[part])
        return isOpen && parts.parts[part] != .postalCode
    }

    private func isFaulty(_ part: AddressParts.Part) -> Bool {
        notices.contains { $0.part == part && $0.level == .error }
    }

    /// Whether ▼ takes back the last digit: on a keypad nothing else does.
    package var erasesByDown: Bool {
        guard isWriting, !showsWholePages, let question = stage.question.flatMap({ form?.view(at: $0) })?.question
        else { return false }
        // Sums have a comma, which the letter pad writes.
        if case .euro = question.kind { return false }
        return question.isOfDigits
    }

    /// ▼ from a field, or ▲ from the first of a list that is searched, opens the letter pad; whether it did.
    mutating func opensPad(_ distance: Int) -> Bool {
        if distance == -1, focus <= 0, scroll == 0, overlay == nil, draft.pad == nil,
            stage == .search || opensPadFromList
        {
            openPad()
            return true
        }
        guard isWriting, distance == 1, !showsWholePages, let position = stage.question,
            let view = form?.view(at: position)
        else { return false }
        if case .address = view.question.kind { return false }
        draft.pad = LetterPad()
        draft.active = 0
        focus = 1
        return true
    }

    /// Back goes up in the pad, then closes it; whether it did.
    mutating func leavesPad() -> Bool {
        guard var pad = draft.pad else {
            guard draft.writesOther else { return false }
            draft.writesOther = false
            draft.fields = []
            focus = 0
            return true
        }
        if pad.back() { draft.pad = pad } else { draft.pad = nil }
        focus = draft.pad == nil ? draft.active : 1
        return true
    }

    /// Opens the pad for the field one was in, or for what is typed to find something.
    mutating func openPad() {
        draft.pad = LetterPad()
        draft.usesPad = true
        draft.padTarget = stage == .search || searchesChoices ? .query : .field
        focus = 1
    }

    /// Continue on a pad that serves one field among others, or a search, goes back to it; whether it did.
    mutating func closesPad(_ view: QuestionView) -> Bool {
        guard draft.pad != nil else { return false }
        if case .address = view.question.kind {
            draft.pad = nil
            draft.active = min(draft.active + 1, draft.fields.count)
            focus = draft.active
            return true
        }
        guard draft.padTarget == .query else { return false }
        draft.pad = nil
        focus = 0
        return true
    }

    /// A place on the letter pad was chosen.
    mutating func chooseLetter(_ index: Int) {
        guard var pad = draft.pad else { return }
        let level = pad.level
        let stroke = pad.choose(index)
        draft.pad = pad
        if level != pad.level { focus = 1 }
        guard let stroke else { return }
        let active = draft.active
        if draft.padTarget == .query {
            write(stroke, to: stage == .search ? \.query : \.draft.query)
        } else if draft.fields.indices.contains(active) {
            write(stroke, to: \.draft.fields[active])
        }
    }

    private mutating func write(_ stroke: LetterPad.Stroke, to buffer: WritableKeyPath<Visit, TextBuffer>) {
        switch stroke {
        case .write(let character): self[keyPath: buffer].insert(character)
        case .exchange(let text):
            self[keyPath: buffer].erase()
            for character in text { self[keyPath: buffer].insert(character) }
        case .erase: self[keyPath: buffer].erase()
        }
    }
}

extension Question {
    /// Whether it is answered by choosing.
    var isChosen: Bool {
        switch kind {
        case .choice, .multi, .bool, .declaration, .file, .signature, .note, .compute, .group: true
        default: false
        }
    }

    /// Whether digits are enough to answer it.
    package var isOfDigits: Bool {
        switch kind {
        case .date, .partialDate, .time, .int, .euro: true
        default: false
        }
    }
}
