import Catalogue
import Forms
import Visit

/// Answering by choosing.
extension ContentBuilder {
    func answering(_ view: QuestionView, _ form: Form) -> [Block] {
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
    var pressOneOrTwo: [Block] { visit.focus < 0 ? [.text(say(.pressOneOrTwo), .hint)] : [] }

    var yesNo: [String] {
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
}
