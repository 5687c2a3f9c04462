package import Catalogue

extension Form {
    /// Every question that was shown with its answer, page by page and item by item.
    package func review(language: Language, texts: Texts) -> [ReviewSection] {
        visiblePages.flatMap { page -> [ReviewSection] in
            let container = Position(page.place.index)
            guard page.repetition != nil else {
                let lines = lines(of: steps(in: container), language, texts)
                let section = ReviewSection(page: page.place.index, title: page.title(language), lines: lines)
                return lines.isEmpty ? [] : [section]
            }
            return items(of: container).map { item in
                let all = steps(in: container).filter { $0.position.items.outer == item && $0.position != container }
                return ReviewSection(
                    page: page.place.index,
                    title: page.title(language) + ": " + title(ofItem: item, in: container, language: language),
                    lines: lines(of: all, language, texts))
            } + (items(of: container).isEmpty ? [declined(page, language, texts)] : [])
        }
    }

    private func declined(_ page: Page, _ language: Language, _ texts: Texts) -> ReviewSection {
        let label = page.repetition?.ask?(language) ?? page.title(language)
        let answer = isDeclined(Position(page.place.index)) ? FormText.no : FormText.none
        return ReviewSection(
            page: page.place.index, title: page.title(language),
            lines: [
                .init(
                    position: Position(page.place.index), label: label, text: texts(answer.key, language),
                    isFromCard: false, isChangeable: true, sensitivity: nil)
            ])
    }

    private func lines(of steps: [Step], _ language: Language, _ texts: Texts) -> [ReviewSection.Line] {
        let reader = AnswerText(language: language, texts: texts)
        return steps.compactMap { step in
            guard case .question(let position) = step, let view = view(at: position), let label = view.question.label
            else { return nil }
            let text: String
            switch view.question.kind {
            case .note: return nil
            case .compute: text = computed(at: position).map(reader.text(of:)) ?? ""
            default:
                text =
                    view.answer.map { reader.text(of: $0, to: view.question, options: view.options) }
                    ?? texts(FormText.none.key, language)
            }
            return .init(
                position: position, label: lineLabel(label, position, language), text: text, isFromCard: view.isLocked,
                isChangeable: view.question.isAsked, sensitivity: view.question.sensitivity)
        }
    }

    /// The label, behind those of the groups that the question lies in; an item of a group is called by its title.
    private func lineLabel(_ label: LocalizedText, _ position: Position, _ language: Language) -> String {
        let groups = containers(around: position).dropFirst().map { container, item in
            item.map { title(ofItem: $0, in: container, language: language) }
                ?? service.question(at: container.element)?.label?(language) ?? ""
        }
        return (groups.filter { !$0.isEmpty } + [label(language)]).joined(separator: ": ")
    }
}
