internal import Catalogue
internal import Expressions
internal import Forms

/// Lays a payload out in one language: the same lines in the same order in every language.
struct AnswerLayout {
    private let language: Language
    private let format: Format

    init(in language: Language) {
        self.language = language
        format = Format(language: language.tag)
    }

    /// The pages of a service.
    func lines(_ members: [String: ReceivedJSON], of service: Service) -> [AnswerSheet.Line] {
        var lines: [AnswerSheet.Line] = []
        for index in service.pages {
            guard let page = service.elements[index].page, let content = members[page.place.name] else { continue }
            lines.append(AnswerSheet.Line(depth: 0, label: page.title(language), value: nil))
            add(content, of: service.elements[index], service, depth: 1, to: &lines)
        }
        return lines
    }

    /// Without a service: names instead of labels.
    func lines(_ members: [String: ReceivedJSON]) -> [AnswerSheet.Line] {
        var lines: [AnswerSheet.Line] = []
        for (name, member) in members.sorted(by: { $0.key < $1.key }) { add(member, name, 0, to: &lines) }
        return lines
    }

    private func add(
        _ value: ReceivedJSON, of element: Element, _ service: Service, depth: Int, to lines: inout [AnswerSheet.Line]
    ) {
        if let repetition = element.repetition, case .array(let items) = value {
            for (index, item) in items.enumerated() {
                lines.append(
                    AnswerSheet.Line(depth: depth, label: "\(repetition.label(language)) \(index + 1)", value: nil))
                add(item, children: element.children, service, depth: depth + 1, to: &lines)
            }
        } else {
            add(value, children: element.children, service, depth: depth, to: &lines)
        }
    }

    private func add(
        _ value: ReceivedJSON, children: [Int], _ service: Service, depth: Int, to lines: inout [AnswerSheet.Line]
    ) {
        for child in children {
            guard let question = service.question(at: child), let answer = value[question.place.name] else { continue }
            let label = question.label?(language) ?? question.place.name
            if question.group != nil {
                lines.append(AnswerSheet.Line(depth: depth, label: label, value: nil))
                add(answer, of: service.elements[child], service, depth: depth + 1, to: &lines)
            } else {
                lines.append(AnswerSheet.Line(depth: depth, label: label, value: text(answer, question.kind)))
            }
        }
    }

    /// A value without a service: names instead of labels.
    private func add(_ value: ReceivedJSON, _ name: String, _ depth: Int, to lines: inout [AnswerSheet.Line]) {
        switch value {
        case .object(let members):
            lines.append(AnswerSheet.Line(depth: depth, label: name, value: nil))
            for (name, member) in members.sorted(by: { $0.key < $1.key }) { add(member, name, depth + 1, to: &lines) }
        case .array(let elements):
            lines.append(AnswerSheet.Line(depth: depth, label: name, value: nil))
            for (index, element) in elements.enumerated() { add(element, "\(index + 1)", depth + 1, to: &lines) }
        default: lines.append(AnswerSheet.Line(depth: depth, label: name, value: plain(value)))
        }
    }

    private func text(_ value: ReceivedJSON, _ kind: Question.Kind) -> String {
        switch (value, kind) {
        case (.int(let cents), .euro): return format.euro(cents: cents)
        case (.int(let number), .int(_, _, let unit)):
            return format.integer(number) + (unit.map { " " + $0(language) } ?? "")
        case (.string(let text), .date): return CivilDate(iso: text).map(format.date) ?? text
        case (.string(let text), .partialDate): return PartialDate(iso: text).map(format.partialDate) ?? text
        case (.string(let text), .iban): return format.iban(text)
        case (.string(let text), .phone): return format.phone(text)
        case (_, .choice(let choices)): return choice(value, choices)
        case (.array(let chosen), .multi(let choices, _, _)):
            return chosen.map { choice($0, choices) }.joined(separator: ", ")
        case (.object, .address(let parts)):
            func text(_ part: AddressParts.Part) -> String? {
                guard case .string(let text)? = value[part.rawValue] else { return nil }
                return part == .country ? parts.countries?.label(of: text, in: language) ?? text : text
            }
            // As on an envelope.
            let lines: [[AddressParts.Part]] = [
                [.street, .houseNumber], [.addition], [.postalCode, .city], [.country],
            ]
            let values = lines.map { $0.compactMap(text).joined(separator: " ") }.filter { !$0.isEmpty }
            return values.joined(separator: ", ")
        case (.object, .declaration): return "zugestimmt"
        case (.object, .file), (.object, .signature): return document(value)
        default: return plain(value)
        }
    }

    private func choice(_ value: ReceivedJSON, _ choices: Choices) -> String {
        switch value {
        case .string(let code):
            switch choices.source {
            case .options(let options): options.first { $0.value == code }?.label(language) ?? code
            case .codeList(let list): list.label(of: code, in: language) ?? code
            case .answers: code
            }
        case .object: value["other"].map(plain) ?? ""
        default: plain(value)
        }
    }

    private func document(_ value: ReceivedJSON) -> String {
        guard case .string(let provided)? = value["provide"] else { return "" }
        if case .array(let files)? = value["attachments"] {
            return files.compactMap { $0["name"].map(plain) }.joined(separator: ", ")
        }
        return ["later": "wird nachgereicht", "by_post": "kommt mit der Post", "on_paper": "auf Papier"][provided]
            ?? provided
    }

    private func plain(_ value: ReceivedJSON) -> String {
        switch value {
        case .null: ""
        case .bool(let flag): flag ? "ja" : "nein"
        case .int(let number): format.integer(number)
        case .double(let number): String(number)
        case .string(let text): text
        case .array(let elements): elements.map(plain).joined(separator: ", ")
        case .object(let members):
            members.sorted { $0.key < $1.key }.map { "\($0.key): \(plain($0.value))" }.joined(separator: ", ")
        }
    }
}
