import Catalogue
import Expressions

/// Turns a value of a card, or of an expression, into an answer: only where that is exact.
struct PrefillReading {
    let question: Question
    let options: [ChoiceOption]?
    let municipality: TerminalConfiguration.Municipality

    /// The answer; nothing where the value does not become one exactly, and then the question is asked.
    func answer(from value: Value) -> Answer? {
        switch (question.kind, value) {
        case (.text, .string(let text)): return text.isEmpty ? nil : taken(.text(text))
        case (.text, .record(let place)): return Self.text(of: place).flatMap { taken(.text($0)) }
        case (.int, .int(let number)), (.euro, .int(let number)): return .number(number)
        case (.bool, .bool(let flag)): return .flag(flag)
        case (.date, .date(let date)): return .date(date)
        case (.date, .partialDate(let date)): return date.complete.map(Answer.date)
        case (.partialDate, .partialDate(let date)): return .partialDate(date)
        case (.partialDate, .date(let date)): return .partialDate(PartialDate(date))
        case (.time, .time(let time)): return .time(time)
        case (.email, .string(let text)), (.phone, .string(let text)), (.iban, .string(let text)),
            (.plate, .string(let text)):
            return taken(.text(text))
        case (.choice(let choices), .string(let text)): return code(for: text, in: choices).map { .choice(.code($0)) }
        case (.multi(let choices, _, _), .string(let text)):
            return code(for: text, in: choices).map { .choices([.code($0)]) }
        case (.multi(let choices, _, _), .list(let values)):
            let codes = values.compactMap { value -> String? in
                if case .string(let text) = value { code(for: text, in: choices) } else { nil }
            }
            return codes.count == values.count && !codes.isEmpty ? .choices(codes.map(Choice.code)) : nil
        case (.address(let parts), .record(let place)): return address(parts, from: place)
        default: return nil
        }
    }

    private func taken(_ entry: Entry) -> Answer? {
        let intake = Intake(question: question, municipality: municipality)
        if case .success(let answer) = intake.read(entry) { return answer }
        return nil
    }

    /// The code that this value of a card means: by the column or key `eid`, or the code itself.
    private func code(for text: String, in choices: Choices) -> String? {
        switch choices.source {
        case .codeList(let list):
            return list.code(whereAttribute: "eid", is: text) ?? (list.contains(text) ? text : nil)
        case .options(let all):
            let shown = options ?? []
            let code = all.first { $0.eid == text }?.value ?? text
            return shown.contains { $0.value == code } ? code : nil
        case .answers: return options?.contains { $0.value == text } == true ? text : nil
        }
    }

    /// The town of a structured place, or the free text.
    private static func text(of place: [String: Value]) -> String? {
        for part in ["text", "city"] {
            if case .string(let text)? = place[part], !text.isEmpty { return text }
        }
        return nil
    }

    /// A structured address with all its required parts; one in free text stays open.
    private func address(_ parts: AddressParts, from place: [String: Value]) -> Answer? {
        func text(_ key: String) -> String? {
            if case .string(let text)? = place[key], !text.isEmpty { text } else { nil }
        }
        // An address copied from another question has the parts' own names; a card has street and number in one line.
        var entry: [AddressParts.Part: String] = [:]
        for part in AddressParts.Part.allCases { entry[part] = text(part.rawValue) }
        if entry[.houseNumber] == nil, let line = entry[.street],
            let split = StreetInput.split(streetAndNumber: line)
        {
            entry[.street] = split.street
            entry[.houseNumber] = split.houseNumber
        }
        entry[.postalCode] = text("zip") ?? entry[.postalCode]
        if let country = entry[.country], let list = parts.countries {
            entry[.country] = list.code(whereAttribute: "eid", is: country) ?? country
        }
        return taken(.parts(entry.filter { parts.parts.contains($0.key) }))
    }
}
