import Catalogue
import Forms

/// One question in plain lines: what is said, and what a line of input means.
struct LineQuestion {
    enum Reading {
        case entry(Entry)
        /// An empty line: nothing given, or the answer that stands is kept.
        case skip
        case help, back, cancel, end
        /// Not understood: what to say before asking again.
        case again(String)
    }

    private let view: QuestionView
    private let texts: Texts
    private let language: Language
    private let copies: [(label: String, parts: [AddressParts.Part: String])]

    /// Up to so many choices are listed; longer lists are searched.
    private static let listed = 25

    init(view: QuestionView, form: Form, texts: Texts, language: Language) {
        self.view = view
        self.texts = texts
        self.language = language
        guard case .address(let parts) = view.question.kind else {
            copies = []
            return
        }
        copies = form.copies(for: parts, at: view.position).map { source, address in
            (form.service.question(at: source)?.label?(language) ?? "", address)
        }
    }

    // MARK: What is said

    var announcement: [String] {
        var lines: [String] = []
        let optional = view.isRequired || !view.question.isAsked ? "" : " " + texts(TryText.optional.key, language)
        if let label = view.question.label { lines.append(label(language) + optional) }
        if let hint = view.question.hint { lines.append("  " + hint(language)) }
        if view.isLocked {
            lines.append(texts(TryText.fromCard.key, language, ["answer": answerText ?? ""]))
        } else {
            lines += choiceLines
            if case .declaration = view.question.kind { lines.append(texts(TryText.agree.key, language)) }
            if let answer = answerText { lines.append("  [\(answer)]") }
        }
        return lines
    }

    private var answerText: String? {
        view.answer.map { AnswerText(language: language, texts: texts).text(of: $0, to: view.question, options: view.options) }
    }

    private var choiceLines: [String] {
        switch view.question.kind {
        case .choice, .multi, .file:
            guard let choices = listedChoices else { return [texts(TryText.search.key, language)] }
            let isMulti = if case .multi = view.question.kind { true } else { false }
            return choices.enumerated().map { "  \($0 + 1) \($1.label)" }
                + [texts((isMulti ? TryText.chooseMany : .choose).key, language)]
        default: return []
        }
    }

    private typealias Listed = (label: String, choice: Choice)

    /// The choices to list by number; nothing for a long code list.
    private var listedChoices: [Listed]? {
        switch view.question.kind {
        case .file(_, let provide):
            return provide.filter { $0 == .later || $0 == .byPost }.map {
                (texts(FormText.document($0.rawValue).key, language), .code($0.rawValue))
            }
        case .choice(let choices), .multi(let choices, _, _):
            var listed: [Listed]
            if case .codeList(let list) = choices.source {
                guard list.count <= Self.listed else { return nil }
                listed = (0..<list.count).map { (list.label(at: $0, in: language), .code(list.code(at: $0))) }
            } else {
                listed = (view.options ?? []).map { ($0.label(language), .code($0.value)) }
            }
            if choices.other { listed.append((texts(TryText.other.key, language), .other(""))) }
            return listed
        default: return nil
        }
    }

    // MARK: What is read

    /// Reads an answer; lists and addresses take several lines.
    func read(prompt: (String) -> String?) -> Reading {
        if case .address(let parts) = view.question.kind { return readAddress(parts, prompt) }
        guard let line = prompt("") else { return .end }
        if let command = command(line) { return command }
        if line.isEmpty { return view.question.isSignature ? .entry(.document(.onPaper)) : .skip }
        switch view.question.kind {
        case .choice(let choices): return read(choice: line, choices, prompt).map { .entry(.choice($0)) } ?? unknownChoice(line)
        case .multi(let choices, _, _): return readMany(line, choices, prompt)
        case .file:
            guard let listed = listedChoices, let number = Int(line), listed.indices.contains(number - 1),
                case .code(let word) = listed[number - 1].choice
            else { return .entry(.text(line)) }
            return .entry(.text(word))
        default: return .entry(.text(line))
        }
    }

    private func command(_ line: String) -> Reading? {
        switch line {
        case "?": .help
        case "<": .back
        case "!": .cancel
        default: nil
        }
    }

    private func unknownChoice(_ line: String) -> Reading {
        .again(texts(TryText.noMatch.key, language, ["text": line]))
    }

    /// A number of the list, a code, or the beginning of a label.
    private func read(choice line: String, _ choices: Choices, _ prompt: (String) -> String?) -> Choice? {
        guard let listed = listedChoices else { return search(line, choices, prompt) }
        if let number = Int(line), listed.indices.contains(number - 1) { return resolved(listed[number - 1].choice, prompt) }
        if let exact = listed.first(where: { $0.choice == .code(line) }) { return exact.choice }
        let folded = SearchFolding.fold(line)
        let near = listed.filter { SearchFolding.fold($0.label).hasPrefix(folded) }
        return near.count == 1 ? resolved(near[0].choice, prompt) : nil
    }

    private func resolved(_ choice: Choice, _ prompt: (String) -> String?) -> Choice? {
        guard case .other = choice else { return choice }
        return prompt(texts(TryText.other.key, language)).map(Choice.other)
    }

    /// Type to find in a long list: one hit is taken, several are listed to choose from.
    private func search(_ typed: String, _ choices: Choices, _ prompt: (String) -> String?) -> Choice? {
        guard case .codeList(let list) = choices.source else { return nil }
        if list.contains(typed) { return .code(typed) }
        let rows = CodeSearch(list, language: language).rows(matching: typed)
        if let exact = rows.first(where: { SearchFolding.fold(list.label(at: $0, in: language)) == SearchFolding.fold(typed) }) {
            return .code(list.code(at: exact))
        }
        if rows.isEmpty { return choices.other ? .other(typed) : nil }
        if rows.count == 1 { return .code(list.code(at: rows[0])) }
        let shown = rows.prefix(Self.listed).map { list.label(at: $0, in: language) }
        var menu = texts(TryText.matches.key, language, ["count": String(rows.count)])
        for (index, label) in shown.enumerated() { menu += "\n  \(index + 1) \(label)" }
        if rows.count > shown.count { menu += "\n  " + texts(TryText.more.key, language) }
        guard let line = prompt(menu + "\n") else { return nil }
        if let number = Int(line), shown.indices.contains(number - 1) { return .code(list.code(at: rows[number - 1])) }
        return line.isEmpty ? nil : search(line, choices, prompt)
    }

    private func readMany(_ line: String, _ choices: Choices, _ prompt: (String) -> String?) -> Reading {
        var chosen: [Choice] = []
        for part in line.split(whereSeparator: { $0 == "," || $0 == ";" }) {
            let word = String(part).trimmingSpaces
            guard let choice = read(choice: word, choices, prompt) else { return unknownChoice(word) }
            chosen.append(choice)
        }
        return .entry(.choices(chosen))
    }

    private func readAddress(_ wanted: AddressParts, _ prompt: (String) -> String?) -> Reading {
        for (index, copy) in copies.enumerated() {
            let text = texts(TryText.copy.key, language, ["label": copy.label])
            guard let line = prompt(text) else { return .end }
            if let command = command(line) { return command }
            if case .success(true) = BoolInput.parse(line) { return .entry(.parts(copies[index].parts)) }
        }
        var parts: [AddressParts.Part: String] = [:]
        for part in wanted.parts {
            let label = texts(FormText.part(part).key, language)
            guard let line = prompt(texts(TryText.part.key, language, ["part": label])) else { return .end }
            if let command = command(line) { return command }
            if line.isEmpty { continue }
            parts[part] = part == .country ? country(line, wanted) : line
        }
        return parts.isEmpty ? .skip : .entry(.parts(parts))
    }

    private func country(_ line: String, _ wanted: AddressParts) -> String {
        guard let list = wanted.countries, !list.contains(line) else { return line }
        let rows = CodeSearch(list, language: language).rows(matching: line)
        return rows.first.map(list.code(at:)) ?? line
    }
}

extension Question {
    fileprivate var isSignature: Bool { if case .signature = kind { true } else { false } }
}
