import Catalogue
import Forms

/// Choosing from a list by number, code, or the beginning of a word; long lists are searched.
struct ChoiceReading {
    enum Outcome {
        case chosen(Choice)
        /// Not in the list.
        case unknown(String)
        case command(Line)
    }

    private enum Source {
        case listed([(label: String, choice: Choice)])
        case searched(CodeList)
    }

    private let console: LineConsole
    private let source: Source
    private let offersOther: Bool

    /// Up to so many choices are listed; longer lists are searched.
    private static let listed = 25

    /// The choices of a question, with those that it offers now.
    init(_ choices: Choices, options: [ChoiceOption]?, console: LineConsole) {
        self.console = console
        offersOther = choices.other
        if case .codeList(let list) = choices.source {
            source = Self.source(of: list, console)
        } else {
            source = .listed((options ?? []).map { ($0.label(console.language), .code($0.value)) })
        }
    }

    init(_ list: CodeList, console: LineConsole) {
        self.console = console
        offersOther = false
        source = Self.source(of: list, console)
    }

    private static func source(of list: CodeList, _ console: LineConsole) -> Source {
        if list.count > listed { return .searched(list) }
        return .listed((0..<list.count).map { (list.label(at: $0, in: console.language), .code(list.code(at: $0))) })
    }

    /// The ways in which a document can be handed in.
    init(_ provisions: [Question.Provision], console: LineConsole) {
        self.console = console
        offersOther = false
        source = .listed(provisions.map { (console(.document($0.rawValue)), .code($0.rawValue)) })
    }

    /// The numbered choices; nothing where they are searched.
    var lines: [String] {
        guard case .listed(let listed) = source else { return [] }
        let labels = listed.map(\.label) + (offersOther ? [console(.other)] : [])
        return labels.enumerated().map { "  \($0 + 1) \($1)" }
    }

    /// What to type.
    func instruction(many: Bool = false) -> String {
        if case .searched = source { return console(.search) }
        return console(many ? .chooseMany : .choose)
    }

    /// What one line means.
    func read(_ typed: String) -> Outcome {
        switch source {
        case .searched(let list): return search(typed, in: list)
        case .listed(let listed):
            if let number = Int(typed) {
                if listed.indices.contains(number - 1) { return .chosen(listed[number - 1].choice) }
                if offersOther, number == listed.count + 1 { return readOther() }
            }
            if let exact = listed.first(where: { $0.choice == .code(typed) }) { return .chosen(exact.choice) }
            let folded = SearchFolding.fold(typed)
            let near = listed.filter { SearchFolding.fold($0.label).hasPrefix(folded) }
            if near.count == 1 { return .chosen(near[0].choice) }
            return offersOther && SearchFolding.fold(console(.other)) == folded ? readOther() : .unknown(typed)
        }
    }

    private func readOther() -> Outcome {
        switch console.read(console(.other)) {
        case .text(let text): .chosen(.other(text))
        case .empty, .minus: .unknown("")
        case let line: .command(line)
        }
    }

    /// One hit is taken, several are listed to choose from.
    private func search(_ typed: String, in list: CodeList) -> Outcome {
        if list.contains(typed) { return .chosen(.code(typed)) }
        let rows = list.search(in: console.language).rows(matching: typed)
        let labels = rows.map { list.label(at: $0, in: console.language) }
        if let exact = labels.firstIndex(where: { SearchFolding.fold($0) == SearchFolding.fold(typed) }) {
            return .chosen(.code(list.code(at: rows[exact])))
        }
        if rows.isEmpty { return offersOther ? .chosen(.other(typed)) : .unknown(typed) }
        if rows.count == 1 { return .chosen(.code(list.code(at: rows[0]))) }
        for (index, label) in labels.prefix(Self.listed).enumerated() { console.say("  \(index + 1) \(label)") }
        if rows.count > Self.listed { console.say("  " + console(.more)) }
        switch console.read(console(.matches, ["count": String(rows.count)])) {
        case .text(let line):
            if let number = Int(line), rows.prefix(Self.listed).indices.contains(number - 1) {
                return .chosen(.code(list.code(at: rows[number - 1])))
            }
            return search(line, in: list)
        case .empty, .minus: return .unknown(typed)
        case let line: return .command(line)
        }
    }
}
