import Catalogue
import Expressions

/// Makes choices out of the items of a repeat: each stands with its title.
struct ItemTitles {
    let service: Service

    /// One option a value, texts as they are, items with their titles; a second one of the same title gets a number.
    func options(from values: [Value], type: ValueType) -> [ChoiceOption] {
        var seen: [String: Int] = [:]
        return values.enumerated().compactMap { index, value in
            guard var title = title(of: value, number: index + 1, type: type), !title.isEmpty else { return nil }
            seen[title, default: 0] += 1
            if let count = seen[title], count > 1 { title += " (\(count))" }
            return ChoiceOption(value: title, label: LocalizedText(plain: title))
        }
    }

    private func title(of value: Value, number: Int, type: ValueType) -> String? {
        switch value {
        case .string(let text): return text
        case .record(let fields):
            guard case .list(.record(let record)) = type,
                let repetition = service.elements.first(where: { $0.place.path == record.name })?.repetition
            else { return nil }
            return Self.title(of: fields, repetition, number: number, language: .german)
        default: return nil
        }
    }

    /// The item's title by its template; its label and number where there is none or nothing to fill it with.
    static func title(of fields: [String: Value], _ repetition: Repetition, number: Int, language: Language) -> String {
        let filled = repetition.itemTitle?.filled { name in
            switch fields[name] {
            case .string(let text): text
            case .int(let number): String(number)
            case .date(let date): Format(language: language.tag).date(date)
            case .partialDate(let date): Format(language: language.tag).partialDate(date)
            default: nil
            }
        }
        let title = (filled ?? "").split(separator: " ").joined(separator: " ")
        return title.isEmpty ? "\(repetition.label(language)) \(number)" : title
    }
}
