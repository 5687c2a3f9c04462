import Catalogue
import Forms
import Visit

/// Answering by writing, with a keyboard or by choosing letters.
extension ContentBuilder {
    func field(_ buffer: TextBuffer?, _ view: QuestionView) -> Block {
        let multiline = if case .text(let writing) = view.question.kind { writing.multiline } else { false }
        return .fields([
            Field(
                text: buffer?.text ?? "", cursor: buffer?.cursor, isFocused: visit.draft.pad == nil && visit.focus == 0,
                message: errorSentences.isEmpty || visit.draft.pad != nil ? nil : errorSentences.joined(separator: " "),
                isMultiline: multiline,
                columns: view.question.isOfDigits ? 12 : nil)
        ])
    }

    /// What is wrong, in the words that stand on top.
    private var errorSentences: [String] {
        visit.notices.filter { $0.level == .error }.map {
            $0.sentence(in: language, texts: visit.configuration.texts)
        }
    }

    func writing(_ view: QuestionView) -> [Block] {
        let field = field(visit.draft.fields.first, view)
        guard visit.draft.pad != nil else {
            if visit.showsWholePages {
                let letters = visit.opensPadByChoice(view) ? [button(say(.openLetters), target: 1)] : []
                return [field, button(say(.proceed), isFocused: false)] + letters
            }
            let letters: [Block] = [.text(say(visit.erasesByDown ? .digitsErase : .letters), .muted)]
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
        case .row(_, let letters) where letters.first == "1": "0–9"
        case .row(_, let letters) where letters.first == " ": "␣" + letters.dropFirst().joined()
        case .row(_, let letters): letters.joined(separator: " ")
        case .letter(" "): say(.letterSpace)
        case .letter(let letter): letter
        case .variants(let base): say(.letterVariants, ["letter": base])
        case .erase: say(.letterErase)
        case .shift: say(.letterCase)
        }
    }

    func address(_ parts: AddressParts, _ view: QuestionView, _ form: Form) -> [Block] {
        let fields = parts.parts.enumerated().map { index, part in
            let buffer = visit.draft.fields.indices.contains(index) ? visit.draft.fields[index] : TextBuffer()
            let isActive = (visit.draft.pad == nil ? visit.focus : visit.draft.active) == index
            let problem = visit.notices.first { $0.part == part && $0.level == .error }
            return Field(
                label: visit.configuration.texts(FormText.part(part).key, language)
                    + (part == .addition ? " (\(say(.optional)))" : ""), text: buffer.text,
                cursor: isActive ? buffer.cursor : nil, isFocused: isActive && visit.draft.pad == nil,
                message: problem?.words(in: language, texts: visit.configuration.texts),
                target: index, columns: part == .houseNumber || part == .postalCode ? 8 : nil)
        }
        let copies = form.copies(for: parts, at: view.position).map { copy in
            say(.copy, ["label": form.service.question(at: copy.source.element)?.label.map(say) ?? ""])
        }
        if visit.draft.pad != nil {
            var active = fields.indices.contains(visit.draft.active) ? [fields[visit.draft.active]] : []
            for index in active.indices { active[index].message = nil }
            return [.fields(active)] + pad
        }
        let buttons = [say(.proceed)] + copies
        let buttonBlock = choices(buttons, from: parts.parts.count, mark: .button, numbered: false)
        return [.text(say(.lettersByEnter), .muted), .fields(fields), buttonBlock]
    }
}
