import Catalogue
import Expressions

/// Titles the items of repeats, and makes choices of them.
struct ItemTitles {
    let service: Service

    /// One option a value, texts as they are, items with their titles; a second one of the same title gets a number.
    func options(from values: [Value], type: ValueType) -> [ChoiceOption] {
        var taken: Set<String> = []
        return values.enumerated().compactMap { index, value in
            guard let title = title(of: value, number: index + 1, type: type), !title.isEmpty else { return nil }
            var distinct = title
            var count = 1
            while !taken.insert(distinct).inserted {
                count += 1
                distinct = "\(title) (\(count))"
            }
            return ChoiceOption(value: distinct, label: LocalizedText(plain: distinct))
        }
    }

    private func title(of value: Value, number: Int, type: ValueType) -> String? {
        switch value {
        case .string(let text): return text
        case .record(let fields):
            guard case .list(.record(let record)) = type,
                let repetition = service.elements.first(where: { $0.place.path == record.name })?.repetition
            else { return nil }
            return title(of: fields, repetition, number: number, language: .german)
        default: return nil
        }
    }

    /// The item's title by its template; its label and number where there is none or nothing to fill it with.
    func title(of fields: [String: Value], _ repetition: Repetition, number: Int, language: Language) -> String {
        let texts = repetition.titleFields.keys.reduce(into: [String: String]()) { texts, name in
            texts[name] = fields[name].flatMap { text(of: $0, field: repetition.titleFields[name], language) }
        }
        // Where nothing is answered yet, what stands between the placeholders says nothing either.
        guard let template = repetition.itemTitle, !texts.isEmpty else {
            return "\(repetition.label(language)) \(number)"
        }
        return template.filled { texts[$0] }.split(separator: " ").joined(separator: " ")
    }

    private func text(of value: Value, field: Int?, _ language: Language) -> String? {
        let format = Format(language: language.tag)
        switch value {
        case .string(let text):
            guard case .choice(let choices) = field.flatMap(service.question)?.kind else { return text }
            return choices.label(of: text, in: language) ?? text
        case .int(let number): return String(number)
        case .date(let date): return format.date(date)
        case .partialDate(let date): return format.partialDate(date)
        case .time(let time): return format.time(time)
        default: return nil
        }
    }
}

extension Choices {
    /// The wording of a code, where the service file has it.
    func label(of code: String, in language: Language) -> String? {
        switch source {
        case .codeList(let list): list.label(of: code, in: language)
        case .options(let all): all.first { $0.value == code }?.label(language)
        case .answers: nil
        }
    }
}
