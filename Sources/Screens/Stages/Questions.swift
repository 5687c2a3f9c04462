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
        // The letters need the room; what was said before they were opened is still there afterwards.
        let above = visit.draft.pad == nil ? notices + context(of: position, form) : []
        content.blocks = above + asking(view, form)
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
        let isPlain = !view.isLocked && visit.draft.pad == nil
        let hints = [
            visit.draft.pad == nil ? view.question.hint.map(say) : nil, isPlain ? formatHint(view.question.kind) : nil,
            isPlain ? unit(view.question.kind) : nil,
        ]
        return hints.compactMap { $0.map { .text($0, .muted) } }
            + (view.isLocked ? locked(view) : answering(view, form))
    }

    /// How it is written.
    private func formatHint(_ kind: Question.Kind) -> String? {
        switch kind {
        case .date, .partialDate: say(.hintDate)
        case .time: say(.hintTime)
        case .euro: say(.hintEuro)
        default: nil
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
            if let item { return form.title(ofItem: item, in: container, language: language).capitalizedFirst }
            if let label = form.service.question(at: container.element)?.label { return say(label) }
            // Whose data these are, say, stands in the title of the page, which staff have on top anyway.
            guard !visit.showsWholePages, let page = form.service.page(at: container.element),
                form.steps(in: container).count > 1
            else { return nil }
            return say(page.title)
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

    func items(of container: Position) -> ScreenContent {
        var content = ScreenContent()
        guard let form = visit.form, let repetition = form.service.elements[container.element].repetition else {
            return content
        }
        let items = form.items(of: container)
        let label = say(repetition.label)
        content.title =
            items.isEmpty ? repetition.ask.map(say) ?? say(.another, ["label": label]) : say(.another, ["label": label])
        content.blocks = notices
        if !items.isEmpty {
            content.blocks.append(.bullets(items.map { form.title(ofItem: $0, in: container, language: language) }))
        }
        let labels = visit.targets.map { target in
            switch target.intent {
            case .yes: yesNo[0]
            case .staff: say(.personCard)
            case .editItem(_, let item):
                say(.changeItem, ["title": form.title(ofItem: item, in: container, language: language)])
            case .removeItem(_, let item):
                say(.remove, ["title": form.title(ofItem: item, in: container, language: language)])
            default: items.isEmpty ? yesNo[1] : say(.noMore)
            }
        }
        content.blocks += pressOneOrTwo
        content.blocks.append(choices(labels))
        return content
    }
}

extension String {
    /// As it stands at the beginning of a line.
    var capitalizedFirst: String { prefix(1).uppercased() + dropFirst() }
}
