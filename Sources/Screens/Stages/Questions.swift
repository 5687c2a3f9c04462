import Catalogue
import Forms
import Visit

/// The questions of a form.
extension ContentBuilder {
    func question(_ position: Position) -> ScreenContent {
        var content = ScreenContent()
        guard let form = visit.form, let view = form.view(at: position) else { return content }
        if visit.showsWholePages { return wholePage(view, form) }
        content.title = view.question.label.map(say) ?? ""
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
                content.blocks += context + [.heading(say(label))] + asking(view, form)
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

    private func asking(_ view: QuestionView, _ form: Form) -> [Block] {
        var content = ScreenContent()
        if let hint = view.question.hint { content.blocks.append(.text(say(hint), .muted)) }
        if view.question.isAsked, !view.isRequired, !view.isLocked {
            content.blocks.append(.text("(" + say(.optional) + ")", .muted))
        }
        content.blocks += view.isLocked ? locked(view) : answering(view, form)
        return content.blocks
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
        case .bool: return [choices(yesNo, mark: .radio(false))]
        case .declaration: return [choices([say(.agree), say(.disagree)], mark: .radio(false))]
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

    private var yesNo: [String] {
        [FormText.yes, .no].map { visit.configuration.texts($0.key, language) }
    }

    private func choosing(_ view: QuestionView, isMulti: Bool) -> [Block] {
        var blocks: [Block] = []
        let isSearched = visit.isSearched(view)
        if isSearched {
            blocks.append(.text(say(.typeToFind), .muted))
            blocks.append(
                .field(
                    Field(
                        label: nil, text: visit.draft.query.text, cursor: visit.draft.query.cursor, hasProblem: false,
                        isMultiline: false, target: nil)))
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
        return .field(
            Field(
                label: nil, text: buffer?.text ?? "", cursor: buffer?.cursor, hasProblem: !visit.notices.isEmpty,
                isMultiline: multiline, target: nil))
    }

    private func writing(_ view: QuestionView) -> [Block] {
        let field = field(visit.draft.fields.first, view)
        guard visit.draft.pad != nil else {
            return [field, .text(say(.letters), .muted), button(say(.proceed), isFocused: false)]
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
        return [pad.level == .rows ? .choices(letters) : .grid(letters), button(say(.proceed))]
    }

    private func name(of key: LetterPad.Key) -> String {
        switch key {
        case .row(_, let letters): letters.map { $0 == " " ? "␣" : $0 }.joined(separator: " ")
        case .letter(" "): say(.letterSpace)
        case .letter(let letter): letter
        case .variants(let base): say(.letterVariants, ["letter": base])
        case .erase: say(.letterErase)
        case .shift: say(.letterCase)
        }
    }

    private func address(_ parts: AddressParts, _ view: QuestionView, _ form: Form) -> [Block] {
        let problems = Set(visit.notices.compactMap(\.part))
        let fields = parts.parts.enumerated().map { index, part in
            let buffer = visit.draft.fields.indices.contains(index) ? visit.draft.fields[index] : TextBuffer()
            return Field(
                label: visit.configuration.texts(FormText.part(part).key, language), text: buffer.text,
                cursor: (visit.draft.pad == nil ? visit.focus : visit.draft.active) == index ? buffer.cursor : nil,
                hasProblem: problems.contains(part),
                isMultiline: false, target: index)
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
