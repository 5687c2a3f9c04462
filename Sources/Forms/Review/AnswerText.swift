package import Catalogue
package import Expressions

/// Answers as a person reads them.
package struct AnswerText {
    private let language: Language
    private let texts: Texts
    private let format: Format

    package init(language: Language, texts: Texts) {
        self.language = language
        self.texts = texts
        format = Format(language: language.tag)
    }

    /// The answer to a question in one line, or several for an address.
    package func text(of answer: Answer, to question: Question, options: [ChoiceOption]?) -> String {
        switch (answer, question.kind) {
        case (.number(let cents), .euro): return format.euro(cents: cents)
        case (.number(let number), .int(_, _, let unit)):
            return format.integer(number) + (unit.map { " " + $0(language) } ?? "")
        case (.text(let text), .iban): return format.iban(text)
        case (.text(let text), .phone): return format.phone(text)
        case (.choice(let choice), .choice(let choices)): return label(of: choice, in: choices, options)
        case (.choices(let chosen), .multi(let choices, _, _)):
            return chosen.map { label(of: $0, in: choices, options) }.joined(separator: ", ")
        case (.address(let parts), .address(let wanted)):
            return Self.address(parts, countries: wanted.countries, language)
        default: return plain(answer)
        }
    }

    private func plain(_ answer: Answer) -> String {
        switch answer {
        case .flag(let flag): texts((flag ? FormText.yes : .no).key, language)
        case .document(let document): texts(FormText.document(document.word).key, language)
        case .agreed: texts(FormText.agreed.key, language)
        default: text(of: answer.value)
        }
    }

    /// A computed value.
    package func text(of value: Value) -> String {
        switch value {
        case .string(let text): text
        case .int(let number): format.integer(number)
        case .bool(let flag): texts((flag ? FormText.yes : .no).key, language)
        case .date(let date): format.date(date)
        case .partialDate(let date): format.partialDate(date)
        case .time(let time): format.time(time)
        case .moment(let moment): format.moment(moment)
        case .list(let values): values.map(text(of:)).joined(separator: ", ")
        case .null, .map, .record: ""
        }
    }

    private func label(of choice: Choice, in choices: Choices, _ options: [ChoiceOption]?) -> String {
        switch choice {
        case .other(let text): return text
        case .code(let code):
            return choices.label(of: code, in: language) ?? options?.first { $0.value == code }?.label(language) ?? code
        }
    }

    private static func address(
        _ parts: [AddressParts.Part: String], countries: CodeList?, _ language: Language
    ) -> String {
        let country = parts[.country].map { countries?.label(of: $0, in: language) ?? $0 }
        let lines = [
            [parts[.street], parts[.houseNumber]], [parts[.addition]], [parts[.postalCode], parts[.city]], [country],
        ]
        return lines.map { $0.compactMap { $0 }.joined(separator: " ") }.filter { !$0.isEmpty }.joined(separator: ", ")
    }
}
