import Catalogue
import Forms

/// Answers to questions, good and bad.
enum RandomEntry {
    static func entry(for question: Question, options: [ChoiceOption]?, _ random: inout SplitMix) -> Entry {
        if random.below(12) == 0 { return .text("?!") }
        switch question.kind {
        case .text, .email, .phone, .iban, .plate: return .text(text(question.kind, &random))
        case .int, .euro: return .text(String(random.below(5)))
        case .date: return .text("\(1 + random.below(28)).\(1 + random.below(12)).\(2024 + random.below(4))")
        case .partialDate: return .text(["1985", "03.2012", "12.03.2009", "1960"][random.below(4)])
        case .time: return .text("\(random.below(24)):30")
        case .bool, .declaration: return .flag(random.below(3) > 0)
        case .choice(let choices): return .choice(choice(choices, options, &random))
        case .multi(let choices, _, _):
            return .choices((0..<random.below(4)).map { _ in choice(choices, options, &random) })
        case .address:
            return .parts([
                .street: ["Markt", "Lindenallee", "Nirgendweg"][random.below(3)],
                .houseNumber: "\(1 + random.below(9))",
                .postalCode: ["09997", "01067"][random.below(2)], .city: ["Ahornbach", "Dresden"][random.below(2)],
                .country: ["000", "129"][random.below(2)],
            ])
        case .file: return .document([.later, .byPost][random.below(2)])
        case .signature: return .document(.onPaper)
        case .note, .compute, .group: return .text("")
        }
    }

    private static func text(_ kind: Question.Kind, _ random: inout SplitMix) -> String {
        switch kind {
        case .email: "a@example.org"
        case .phone: "0351 123456"
        case .iban: "DE89 3704 0044 0532 0130 00"
        case .plate: "GR-AB 12"
        default: ["Anna", "Berta", "276098102345678", "HRB 123"][random.below(4)]
        }
    }

    private static func choice(_ choices: Choices, _ options: [ChoiceOption]?, _ random: inout SplitMix) -> Choice {
        if choices.other, random.below(5) == 0 { return .other("Etwas") }
        switch choices.source {
        case .codeList(let list): return .code(list.code(at: random.below(list.count)))
        case .options(let all): return .code(all[random.below(all.count)].value)
        case .answers:
            guard let options, !options.isEmpty else { return .code("Anna") }
            return .code(options[random.below(options.count)].value)
        }
    }
}
