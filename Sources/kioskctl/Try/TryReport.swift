import Catalogue
import Forms

/// What came of a walk, as JSON for scripts.
struct TryReport {
    let form: Form
    let configuration: Configuration
    let language: Language

    var json: JSONValue {
        let fee = form.fee()
        return .members([
            "service": .string(form.service.id),
            "version": .int(form.service.version),
            "language": .string(language.tag),
            "complete": .bool(form.isComplete),
            "stop": form.stop.map(stop),
            "pages": .array(form.visiblePages.map { .string($0.place.id) }),
            "steps": .array(form.steps.compactMap(step)),
            "errors": problems(.error),
            "warnings": problems(.warn),
            "fee": .members([
                "cents": fee.cents.map(JSONValue.int), "pay": .string(fee.payment.rawValue),
                "lines": .array(
                    fee.lines.map { ["label": .string($0.label(language)), "cents": .int($0.cents)] }),
            ]),
            "review": .array(form.review(language: language, texts: configuration.texts).map(section)),
            "payload": form.payload,
        ])
    }

    private func stop(_ found: (position: Position, stop: Stop)) -> JSONValue {
        .members([
            "path": .string(form.path(of: found.position)), "message": .string(found.stop.message(language)),
            "service": found.stop.service.map(JSONValue.string),
        ])
    }

    private func step(_ step: Step) -> JSONValue? {
        switch step {
        case .items(let container):
            let label = form.service.elements[container.element].repetition?.label(language)
            return [
                "path": .string(form.path(of: container)), "kind": "items", "label": .string(label ?? ""),
                "count": .int(form.items(of: container).count),
            ]
        case .question(let position): return form.view(at: position).map(question)
        }
    }

    private func question(_ view: QuestionView) -> JSONValue {
        let reader = AnswerText(language: language, texts: configuration.texts)
        let answer = view.answer.map { reader.text(of: $0, to: view.question, options: view.options) }
        let options = view.options?.map { option -> JSONValue in
            ["value": .string(option.value), "label": .string(option.label(language))]
        }
        return .members([
            "path": .string(form.path(of: view.position)),
            "kind": .string(view.question.kind.name),
            "label": (view.question.label?(language)).map(JSONValue.string),
            "required": .bool(view.isRequired),
            "from_card": view.isLocked ? true : nil,
            "options": options.map(JSONValue.array),
            "answer": (answer ?? form.computed(at: view.position).map(reader.text(of:))).map(JSONValue.string),
            "problems": .array(
                view.problems.map { .string($0.sentence(in: language, texts: configuration.texts)) }),
        ])
    }

    private func problems(_ level: Check.Level) -> JSONValue {
        .array(
            form.problems.filter { $0.problem.level == level }.map { found in
                [
                    "path": .string(form.path(of: found.position)),
                    "message": .string(found.problem.sentence(in: language, texts: configuration.texts)),
                ]
            })
    }

    private func section(_ section: ReviewSection) -> JSONValue {
        let lines = section.lines.map { line -> JSONValue in
            .members([
                "path": .string(form.path(of: line.position)), "label": .string(line.label),
                "text": .string(line.text), "from_card": line.isFromCard ? true : nil,
            ])
        }
        return ["title": .string(section.title), "lines": .array(lines)]
    }
}
