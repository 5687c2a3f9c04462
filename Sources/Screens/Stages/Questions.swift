import Catalogue
import Forms
import Visit

/// The questions of a form.
extension ContentBuilder {
    func question(_ position: Position) -> ScreenContent {
        var content = ScreenContent()
        guard let form = visit.form, let view = form.view(at: position) else { return content }
        if visit.showsWholePages { return wholePage(view, form) }
        content.title = title(view)
        content.blocks = notices + context(of: position, form) + asking(view, form)
        return content
    }

    /// A page as staff see it: every question with its answer, the one being answered in full.
    private func wholePage(_ view: QuestionView, _ form: Form) -> ScreenContent {
        var content = ScreenContent()
        let page = form.service.chain(from: view.position.element).last.flatMap { form.service.page(at: $0) }
        content.title = page.map { say($0.title) } ?? ""
        content.blocks = notices
        let context = context(of: view.position, form)
        let targets = visit.targets
        for position in visit.questionsOnPage {
            guard let other = form.view(at: position), let label = other.question.label else { continue }
            if position == view.position {
                content.blocks += context + [.heading(title(view))] + asking(view, form)
            } else {
                let value = answerText(other) ?? (other.question.isAsked ? "–" : "")
                let target = targets.firstIndex { $0.intent == .edit(position) }
                content.blocks.append(
                    .answers([
                        AnswerLine(
                            label: say(label), value: value, target: target, isFocused: target == visit.focus,
                            isPrivate: other.question.sensitivity != nil)
                    ]))
            }
        }
        return content
    }

    /// What is asked, and whether one need not answer.
    private func title(_ view: QuestionView) -> String {
        let label = view.question.label.map(say) ?? ""
        let isOptional = view.question.isAsked && !view.isRequired && !view.isLocked
        return isOptional ? "\(label) (\(say(.optional)))" : label
    }

    private func asking(_ view: QuestionView, _ form: Form) -> [Block] {
        let hint = view.question.hint.map(say) ?? (view.isLocked ? nil : formatHint(view.question.kind))
        return [hint, unit(view.question.kind)].compactMap { $0.map { .text($0, .muted) } }
            + (view.isLocked ? locked(view) : answering(view, form))
    }

    /// How it is written, where the service does not say it.
    private func formatHint(_ kind: Question.Kind) -> String? {
        switch kind {
        case .date, .partialDate: say(.hintDate)
        case .time: say(.hintTime)
        case .euro: say(.hintEuro)
        default: nil
        }
    }

    /// Whether digits are enough to answer it.
    private func isOfDigits(_ kind: Question.Kind) -> Bool {
        switch kind {
        case .date, .partialDate, .time, .int, .euro: true
        default: false
        }
    }

    /// What is counted, such as "In Metern".
    private func unit(_ kind: Question.Kind) -> String? {
        if case .int(_, _, let unit?) = kind { say(.hintUnit, ["unit": say(unit)]) } else { nil }
    }

    /// What Continue found wrong, on top even where it is one thing.
    private var notices: [Block] {
        let texts = visit.configuration.texts
        let errors = visit.notices.filter { $0.level == .error }
        let shown = errors.isEmpty ? visit.notices : errors
        guard !shown.isEmpty else { return [] }
        let sentences = shown.map { $0.sentence(in: language, texts: texts) }
        if !errors.isEmpty { return [.notice(title: say(.errorOne), sentences: sentences, isError: true)] }
        return [.notice(title: say(.warning), sentences: sentences + [say(.warningGoOn)], isError: false)]
    }

    /// Which person or group a question is about.
    private func context(of position: Position, _ form: Form) -> [Block] {
        let parts = form.containers(around: position).compactMap { container, item -> String? in
            if let item { return form.title(ofItem: item, in: container, language: language) }
            return form.service.question(at: container.element)?.label.map(say)
        }
        return parts.isEmpty ? [] : [.text(parts.joined(separator: " – "), .hint)]
    }

    private func locked(_ view: QuestionView) -> [Block] {
        [
            .text(say(.fromCard), .muted), .text(answerText(view) ?? "", .ok),
            choices([say(.keep), say(.dispute)], mark: .button),
        ]
    }

    func answerText(_ view: QuestionView) -> String? {
        let reader = AnswerText(language: language, texts: visit.configuration.texts)
        return view.answer.map { reader.text(of: $0, to: view.question, options: view.options) }
    }

    private func answering(_ view: QuestionView, _ form: Form) -> [Block] {
        if visit.draft.writesOther { return [field(visit.draft.fields.first, view), button(say(.proceed))] }
        switch view.question.kind {
        case .bool: return pressOneOrTwo + [choices(yesNo)]
        case .declaration: return pressOneOrTwo + [choices([say(.agree), say(.disagree)])]
        case .choice: return choosing(view, isMulti: false)
        case .multi: return [.text(say(.chooseSome), .muted)] + choosing(view, isMulti: true)
        case .file(_, let provide):
            let words = provide.filter { $0 == .later || $0 == .byPost }
            let labels = words.map { visit.configuration.texts(FormText.document($0.rawValue).key, language) }
            return [choices(labels + (view.isRequired ? [] : [say(.skip)]))]
        case .signature: return [.text(say(.sign), .plain), button(say(.proceed))]
        case .note: return [button(say(.proceed))]
        case .compute:
            let reader = AnswerText(language: language, texts: visit.configuration.texts)
            return [.text(form.computed(at: view.position).map(reader.text(of:)) ?? "", .plain), button(say(.proceed))]
        case .address(let parts): return address(parts, view, form)
        case .group: return []
        default: return writing(view)
        }
    }

    /// What to press where nothing is preselected, and so nothing has the focus.
    private var pressOneOrTwo: [Block] { visit.focus < 0 ? [.text(say(.pressOneOrTwo), .hint)] : [] }

    private var yesNo: [String] {
        [FormText.yes, .no].map { visit.configuration.texts($0.key, language) }
    }

    private func choosing(_ view: QuestionView, isMulti: Bool) -> [Block] {
        var blocks: [Block] = []
        if visit.isSearched(view) {
            let query = visit.draft.query
            // A hint of the service says it already.
            if view.question.hint == nil { blocks.append(.text(say(.typeToFind), .muted)) }
            blocks.append(.fields([Field(text: query.text, cursor: query.cursor)]))
        }
        if visit.draft.pad != nil { return blocks + pad }
        let listed = visit.choices(view)
        if listed.isEmpty { blocks.append(.text(say(.nothingFound), .plain)) }
        var lines = listed.enumerated().map { index, item in
            let isMarked =
                isMulti ? isMarked(item.choice) : view.answer == .choice(item.choice)
            return ChoiceLine(
                label: item.label, target: index, mark: isMulti ? .check(isMarked) : .radio(isMarked),
                isFocused: visit.focus == index, digit: index < 10 ? (index + 1) % 10 : nil)
        }
        if let target = visit.targets.firstIndex(where: { $0.intent == .proceed }) {
            lines.append(
                ChoiceLine(
                    label: say(isMulti ? .proceed : .skip), target: target, mark: .button,
                    isFocused: visit.focus == target, digit: target < 10 ? (target + 1) % 10 : nil))
        }
        if let target = visit.targets.firstIndex(where: { $0.intent == .letters }) {
            lines.append(
                ChoiceLine(
                    label: say(.openLetters), target: target, mark: .button, isFocused: visit.focus == target,
                    digit: nil))
        }
        return blocks + [.choices(lines)]
    }

    private func isMarked(_ choice: Choice) -> Bool {
        visit.draft.marked.contains { marked in
            if case (.other, .other) = (marked, choice) { true } else { marked == choice }
        }
    }

    private func field(_ buffer: TextBuffer?, _ view: QuestionView) -> Block {
        let multiline = if case .text(let writing) = view.question.kind { writing.multiline } else { false }
        return .fields([
            Field(
                text: buffer?.text ?? "", cursor: buffer?.cursor, isFocused: visit.draft.pad == nil,
                message: errorSentences.isEmpty ? nil : errorSentences.joined(separator: " "), isMultiline: multiline,
                columns: isOfDigits(view.question.kind) ? 12 : nil)
        ])
    }

    /// What is wrong, in the words that stand on top.
    private var errorSentences: [String] {
        visit.notices.filter { $0.level == .error }.map {
            $0.sentence(in: language, texts: visit.configuration.texts)
        }
    }

    private func writing(_ view: QuestionView) -> [Block] {
        let field = field(visit.draft.fields.first, view)
        guard visit.draft.pad != nil else {
            let letters: [Block] = isOfDigits(view.question.kind) ? [] : [.text(say(.letters), .muted)]
            return [field] + letters + [button(say(.proceed), isFocused: false)]
        }
        return [field] + pad
    }

    /// The letter pad, where it is open.
    var pad: [Block] {
        guard let pad = visit.draft.pad else { return [] }
        let letters = pad.keys.enumerated().map { index, key in
            ChoiceLine(
                label: name(of: key), target: index + 1, mark: .radio(false), isFocused: visit.focus == index + 1,
                digit: index < 10 ? (index + 1) % 10 : nil)
        }
        return [.grid(letters), button(say(.proceed))]
    }

    private func name(of key: LetterPad.Key) -> String {
        switch key {
        case .row(_, let letters) where letters.first == "0": "0–9"
        case .row(_, let letters) where letters.first == " ": "␣" + letters.dropFirst().joined()
        case .row(_, let letters): letters.joined(separator: " ")
        case .letter(" "): say(.letterSpace)
        case .letter(let letter): letter
        case .variants(let base): say(.letterVariants, ["letter": base])
        case .erase: say(.letterErase)
        case .shift: say(.letterCase)
        }
    }

    private func address(_ parts: AddressParts, _ view: QuestionView, _ form: Form) -> [Block] {
        let fields = parts.parts.enumerated().map { index, part in
            let buffer = visit.draft.fields.indices.contains(index) ? visit.draft.fields[index] : TextBuffer()
            let isActive = (visit.draft.pad == nil ? visit.focus : visit.draft.active) == index
            let problem = visit.notices.first { $0.part == part && $0.level == .error }
            return Field(
                label: visit.configuration.texts(FormText.part(part).key, language), text: buffer.text,
                cursor: isActive ? buffer.cursor : nil, isFocused: isActive && visit.draft.pad == nil,
                message: problem?.sentence(in: language, texts: visit.configuration.texts),
                target: index, columns: part == .houseNumber || part == .postalCode ? 8 : nil)
        }
        let copies = form.copies(for: parts, at: view.position).map { copy in
            say(.copy, ["label": form.service.question(at: copy.source.element)?.label.map(say) ?? ""])
        }
        if visit.draft.pad != nil {
            let active = fields.indices.contains(visit.draft.active) ? [fields[visit.draft.active]] : []
            return [.fields(active)] + pad
        }
        let buttons = [say(.proceed)] + copies
        return [.fields(fields), choices(buttons, from: parts.parts.count, mark: .button, numbered: false)]
    }

    func items(of container: Position) -> ScreenContent {
        var content = ScreenContent()
        guard let form = visit.form, let repetition = form.service.elements[container.element].repetition else {
            return content
        }
        let items = form.items(of: container)
        let label = say(repetition.label)
        content.title =
            items.isEmpty ? repetition.ask.map(say) ?? say(.another, ["label": label]) : say(.another, ["label": label])
        if !items.isEmpty {
            content.blocks.append(.bullets(items.map { form.title(ofItem: $0, in: container, language: language) }))
        }
        let labels = visit.targets.map { target in
            switch target.intent {
            case .yes: yesNo[0]
            case .removeItem(_, let item):
                say(.remove, ["title": form.title(ofItem: item, in: container, language: language)])
            default: items.isEmpty ? yesNo[1] : say(.noMore)
            }
        }
        content.blocks.append(choices(labels))
        return content
    }
}
