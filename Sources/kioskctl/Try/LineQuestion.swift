import Catalogue
import Expressions
import Forms

/// One question in plain lines: what is said, and what a line of input means.
struct LineQuestion {
    enum Reading {
        case entry(Entry)
        /// An empty line: what stands there stays, or nothing is given.
        case keep
        case erase
        case command(Line)
        /// Not understood: what to say before asking again.
        case again(String)
    }

    let view: QuestionView
    let form: Form
    let console: LineConsole

    private var language: Language { console.language }
    private var isOptional: Bool { view.question.isAsked && !view.isRequired }

    // MARK: What is said

    func announce() {
        let label = view.question.label?(language) ?? ""
        console.say(isOptional && !view.isLocked ? label + " " + console(.optional) : label)
        if let hint = view.question.hint { console.say("  " + hint(language)) }
        if case .compute = view.question.kind, let value = form.computed(at: view.position) {
            console.say("  " + answerText.text(of: value))
        }
        guard view.question.isAsked, !view.isLocked else { return }
        for line in choices?.lines ?? [] { console.say(line) }
        if let answer = answer { console.say("  " + console(isOptional ? .keepOrErase : .keep, ["answer": answer])) }
    }

    /// What `?` says.
    func explain() {
        let format: String? =
            switch view.question.kind {
            case .date: "input.date.expected"
            case .partialDate: "input.date.partial_expected"
            case .time: "input.time.expected"
            case .euro: "input.euro.expected"
            case .int: "input.number.expected"
            default: nil
            }
        let help = [view.question.help?(language), format.map { console.texts($0, language) }].compactMap { $0 }
        for sentence in help.isEmpty ? [console(.noHelp)] : help { console.say(sentence) }
        console.say(.help)
    }

    private var answerText: AnswerText { AnswerText(language: language, texts: console.texts) }

    private var answer: String? {
        view.answer.map { answerText.text(of: $0, to: view.question, options: view.options) }
    }

    private var choices: ChoiceReading? {
        switch view.question.kind {
        case .choice(let choices), .multi(let choices, _, _):
            ChoiceReading(choices, options: view.options, console: console)
        case .file(_, let provide): ChoiceReading(provide, console: console)
        default: nil
        }
    }

    private var prompt: String {
        switch view.question.kind {
        case .bool: console(.yesNo)
        case .declaration: console(.agree)
        case .signature: console(.sign)
        case .multi: choices?.instruction(many: true) ?? ""
        default: choices?.instruction() ?? ""
        }
    }

    // MARK: What is read

    /// Reads an answer; lists and addresses take several lines.
    func read() -> Reading {
        if view.isLocked { return readLocked() }
        if case .address(let parts) = view.question.kind { return readAddress(parts) }
        let line = console.read(prompt)
        switch line {
        case .empty: return .keep
        case .minus where view.answer != nil && isOptional: return .erase
        case .minus: return read("-")
        case .text(let text): return read(text)
        default: return .command(line)
        }
    }

    private func readLocked() -> Reading {
        let line = console.read(console(.fromCard, ["answer": answer ?? ""]))
        switch line {
        case .empty: return .keep
        case .text: return .again(console(.locked))
        default: return .command(line)
        }
    }

    private func read(_ text: String) -> Reading {
        switch view.question.kind {
        case .choice: return read(choice: text) { .choice($0) }
        case .file: return read(choice: text, document)
        case .multi: return readMany(text)
        case .signature:
            if case .success(true) = BoolInput.parse(text) { return .entry(.document(.onPaper)) }
            return isOptional ? .keep : .entry(.text(text))
        default: return .entry(.text(text))
        }
    }

    private func read(choice text: String, _ entry: (Choice) -> Entry) -> Reading {
        switch choices?.read(text) {
        case .chosen(let choice): .entry(entry(choice))
        case .command(let line): .command(line)
        case .unknown(let text): .again(console(.noMatch, ["text": text]))
        case nil: .entry(.text(text))
        }
    }

    private func readMany(_ text: String) -> Reading {
        var chosen: [Choice] = []
        let isNumbers = text.allSatisfy { $0.isNumber || $0.isWhitespace }
        for part in text.split(whereSeparator: { ",;".contains($0) || (isNumbers && $0.isWhitespace) }) {
            switch choices?.read(String(part).trimmingSpaces) {
            case .chosen(let choice): chosen.append(choice)
            case .command(let line): return .command(line)
            case .unknown(let word): return .again(console(.noMatch, ["text": word]))
            case nil: continue
            }
        }
        return .entry(.choices(chosen))
    }

    /// A rehearsal takes no files: scan and stick hand in one that is made up.
    private func document(_ choice: Choice) -> Entry {
        guard case .code(let word) = choice else { return .text("") }
        switch Question.Provision(rawValue: word) {
        case .scan, .usb:
            let file = Attachment(
                id: "00000000-0000-4000-8000-000000000000", name: "probe.pdf", mimeType: "application/pdf", hash: "")
            return .document(.attachments([file]))
        default: return .text(word)
        }
    }

    private func readAddress(_ parts: AddressParts) -> Reading {
        var given: [AddressParts.Part: String] = [:]
        if case .address(let address)? = view.answer { given = address }
        if case .parts(let entered)? = view.entry { given = entered }
        let copies = form.copies(for: parts, at: view.position).map { copy in
            (form.label(of: copy.source, language), copy.parts)
        }
        return AddressReading(wanted: parts, given: given, copies: copies, console: console).read()
    }
}

extension Form {
    /// A question's label, with the titles of the items it lies in in front.
    func label(of position: Position, _ language: Language) -> String {
        let items = containers(around: position).compactMap { container, item in
            item.map { title(ofItem: $0, in: container, language: language) }
        }
        let element = service.elements[position.element]
        let own = element.question?.label?(language) ?? element.page?.title(language) ?? ""
        return (items + [own]).joined(separator: ": ")
    }
}
