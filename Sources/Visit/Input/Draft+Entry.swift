import Catalogue
import Expressions
import Forms

extension Draft {
    /// What was given to a question before, to be changed.
    init(for view: QuestionView, answer: Answer? = nil) {
        self.init()
        let answer = answer ?? view.answer
        switch view.question.kind {
        case .bool, .declaration, .note, .compute, .group, .file, .signature: break
        case .choice:
            if case .choice(.other(let text))? = answer { fields = [TextBuffer(text)] }
        case .multi:
            if case .choices(let choices)? = answer { marked = choices }
            if case .choices(let choices)? = view.entry { marked = choices }
        case .address(let parts):
            var texts: [AddressParts.Part: String] = [:]
            if case .address(let parts)? = answer { texts = parts }
            if case .parts(let parts)? = view.entry { texts = parts }
            fields = parts.parts.map { TextBuffer(texts[$0] ?? "") }
        default:
            if case .text(let text)? = view.entry, answer == nil || !view.question.isOfDigits {
                fields = [TextBuffer(text)]
            } else {
                fields = [TextBuffer(answer.map { Self.typed($0, view.question) } ?? "")]
            }
        }
    }

    /// An answer as one would type it.
    private static func typed(_ answer: Answer, _ question: Question) -> String {
        switch (answer, question.kind) {
        case (.number(let cents), .euro): "\(cents / 100),\(cents % 100 < 10 ? "0" : "")\(cents % 100)"
        case (.number(let number), _): String(number)
        case (.date(let date), _): Forms.Format(language: "de").shortDate(date)
        case (.partialDate(let date), _):
            date.complete.map { Forms.Format(language: "de").shortDate($0) } ?? date.description
        case (.time(let time), _): time.description
        case (.text(let text), _): text
        default: ""
        }
    }

    /// What was entered; nothing where nothing was.
    func entry(for question: Question) -> Entry? {
        switch question.kind {
        case .signature: return .document(.onPaper)
        case .choice:
            guard writesOther, let text = fields.first?.text else { return nil }
            return .choice(.other(text))
        case .multi:
            var all = marked
            if writesOther, let text = fields.first?.text, !text.isEmpty { all.append(.other(text)) }
            return all.isEmpty ? nil : .choices(all)
        case .address(let parts):
            let texts = zip(parts.parts, fields).filter { !$0.1.isEmpty }.map { ($0.0, $0.1.text) }
            return texts.isEmpty ? nil : .parts(Dictionary(uniqueKeysWithValues: texts))
        default:
            guard let text = fields.first?.text, !text.allSatisfy(\.isWhitespace) else { return nil }
            return .text(text)
        }
    }
}
