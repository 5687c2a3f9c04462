import Catalogue
import Forms
import Visit

/// Answering by choosing.
extension ContentBuilder {
    func answering(_ view: QuestionView, _ form: Form) -> [Block] {
        if visit.draft.writesOther { return writing(view) }
        switch view.question.kind {
        case .bool:
            let chosen: Int? = if case .flag(let flag)? = view.answer { flag ? 0 : 1 } else { nil }
            return pressOneOrTwo + [marked(yesNo, at: chosen)]
        case .declaration:
            let chosen: Int? = if case .agreed? = view.answer { 0 } else { nil }
            return pressOneOrTwo + [marked([say(.agree), say(.disagree)], at: chosen)]
        case .choice: return choosing(view, isMulti: false)
        case .multi: return [.text(say(.chooseSome), .muted)] + choosing(view, isMulti: true)
        case .file(_, let provide):
            let words = provide.filter { $0 == .later || $0 == .byPost }
            let labels = words.map { visit.configuration.texts(FormText.document($0.rawValue).key, language) }
            let chosen = words.firstIndex { word in
                if case .document(let document)? = view.answer { document.word == word.rawValue } else { false }
            }
            return enterSkips + [marked(labels, at: chosen)]
                + (view.isRequired ? [] : [button(say(.skip), target: labels.count)])
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
    var pressOneOrTwo: [Block] { (visit.focus < 0 ? [.text(say(.pressOneOrTwo), .hint)] : []) + enterSkips }

    /// That one may leave a question as it is.
    private var enterSkips: [Block] {
        guard visit.goesOnByEnter, let view = visit.stage.question.flatMap({ visit.form?.view(at: $0) }),
            view.answer == nil, visit.draft.marked.isEmpty
        else { return [] }
        return [.text(say(.enterSkips), .hint)]
    }

    var yesNo: [String] {
        [FormText.yes, .no].map { visit.configuration.texts($0.key, language) }
    }

    private func choosing(_ view: QuestionView, isMulti: Bool) -> [Block] {
        var blocks: [Block] = []
        if visit.isSearched(view) {
            let query = visit.draft.query
            // A hint of the service says it already.
            if visit.draft.pad == nil {
                if view.question.hint == nil { blocks.append(.text(say(.typeToFind), .muted)) }
                if !visit.showsWholePages { blocks.append(.text(say(isMulti ? .upToProceed : .lettersUp), .muted)) }
                if isMulti, !visit.draft.marked.isEmpty {
                    let reader = AnswerText(language: language, texts: visit.configuration.texts)
                    let names = reader.text(
                        of: .choices(visit.draft.marked), to: view.question, options: view.options)
                    blocks.append(.text(say(.chosen, ["names": names]), .ok))
                }
            }
            blocks.append(.fields([Field(text: query.text, cursor: query.cursor)]))
        }
        if visit.draft.pad != nil { return blocks + pad }
        blocks += enterSkips
        let listed = visit.choices(view)
        if listed.isEmpty { blocks.append(.text(say(.nothingFound), .plain)) }
        var lines = listed.enumerated().map { index, item in
            let isMarked =
                isMulti ? isMarked(item.choice) : isChosen(item.choice, view)
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
        let more: [Block] = listed.count >= Visit.mostListed ? [.text(say(.listMore), .muted)] : []
        return blocks + [.choices(lines)] + more
    }

    private func isChosen(_ choice: Choice, _ view: QuestionView) -> Bool {
        if case (.choice(.other)?, .other) = (view.answer, choice) { return true }
        return view.answer == .choice(choice)
    }

    private func isMarked(_ choice: Choice) -> Bool {
        visit.draft.marked.contains { marked in
            if case (.other, .other) = (marked, choice) { true } else { marked == choice }
        }
    }
}
