package import Catalogue
import Expressions

extension Form {
    /// The case as the office gets it: an object by page, lists for repeats; codes, cents, ISO dates.
    ///
    /// Hidden and unanswered questions are not in it.
    package var payload: JSONValue { payload(adding: []) }

    /// The same with remarks of others, such as whose place the case takes.
    package func payload(adding others: [JSONValue]) -> JSONValue {
        var members: [JSONValue.Member] = [
            .init(name: "$schema", value: .string(service.submit?.schemaURI ?? "")),
            .init(
                name: "service",
                value: .members([
                    "id": .string(service.id), "version": .int(service.version),
                    "key": service.key.map(JSONValue.string),
                ])),
            .init(name: "identVermerk", value: state.identification?.json ?? ["method": "none"]),
            .init(name: "remarks", value: .array(remarks + others)),
        ]
        for page in visiblePages {
            members.append(.init(name: page.place.name, value: json(of: Position(page.place.index))))
        }
        return .object(members)
    }

    /// Answers from the card that were said to be wrong, and that the case is only a pre-notice.
    private var remarks: [JSONValue] {
        let disputed = state.disputed.filter { state.cells[$0]?.isDisputed == true }.map(path(of:)).sorted()
        var remarks: [JSONValue] = disputed.map { ["kind": "card_disputed", "question": .string($0)] }
        if service.mode(on: profile) == .preparation { remarks.append(["kind": "preparation"]) }
        return remarks
    }

    private func json(of container: Position) -> JSONValue {
        let element = service.elements[container.element]
        guard element.repetition != nil else { return json(of: element.children, items: container.items) }
        return .array(items(of: container).map { json(of: element.children, items: container.items.appending($0)) })
    }

    private func json(of children: [Int], items: Position.Items) -> JSONValue {
        .object(
            children.compactMap { child -> JSONValue.Member? in
                let position = Position(child, items)
                guard isVisible(position), let question = service.question(at: child) else { return nil }
                let value: JSONValue? =
                    switch question.kind {
                    case .note: nil
                    case .group: json(of: position)
                    case .compute: computed(at: position).flatMap(Self.json(of:))
                    default: state.cells[position]?.answer.map(Self.json(of:))
                    }
                return value.map { .init(name: question.place.name, value: $0) }
            })
    }

    static func json(of answer: Answer) -> JSONValue {
        switch answer {
        case .text(let text): .string(text)
        case .number(let number): .int(number)
        case .date(let date): .string(date.description)
        case .partialDate(let date): .string(date.description)
        case .time(let time): .string(time.description)
        case .flag(let flag): .bool(flag)
        case .choice(let choice): choice.json
        case .choices(let choices): .array(choices.map(\.json))
        case .address(let parts):
            .object(
                AddressParts.Part.allCases.compactMap { part in
                    parts[part].map { .init(name: part.rawValue, value: .string($0)) }
                })
        case .document(.attachments(let files)):
            [
                "provide": "attached",
                "attachments": .array(files.map { ["id": .string($0.id), "name": .string($0.name)] }),
            ]
        case .document(let document): ["provide": .string(document.word)]
        case .agreed(let version): ["agreed": true, "version": .string(version)]
        }
    }

    /// A computed value; nothing for what a payload cannot hold, which the check of the file excludes.
    static func json(of value: Value) -> JSONValue? {
        switch value {
        case .string(let text): .string(text)
        case .int(let number): .int(number)
        case .bool(let flag): .bool(flag)
        case .date(let date): .string(date.description)
        case .partialDate(let date): .string(date.description)
        case .time(let time): .string(time.description)
        case .moment(let moment): .string(moment.description)
        case .list(let values): .array(values.compactMap(json(of:)))
        case .null, .map, .record: nil
        }
    }
}

extension Choice {
    var json: JSONValue {
        switch self {
        case .code(let code): .string(code)
        case .other(let text): ["other": .string(text)]
        }
    }
}
