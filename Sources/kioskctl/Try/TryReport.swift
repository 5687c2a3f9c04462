import Catalogue
import Forms

/// What came of a walk, as JSON for scripts.
struct TryReport {
    let form: Form
    let configuration: Configuration
    let language: Language

    func json(steps: [Step], fee: FeeTotal) -> JSONValue {
        .members([
            "service": .string(form.service.id),
            "version": .int(form.service.version),
            "language": .string(language.tag),
            "complete": .bool(form.isComplete),
            "stop": form.stop.map { ["path": .string(form.path(of: $0.position)), "message": .string($0.stop.message(language))] },
            "pages": .array(form.visiblePages.map { .string($0.place.id) }),
            "steps": .array(steps.compactMap(step)),
            "errors": problems(.error),
            "warnings": problems(.warn),
            "fee": .members([
                "cents": fee.cents.map(JSONValue.int), "pay": .string(fee.payment.rawValue),
                "lines": .array(fee.lines.map { ["label": .string($0.label(language)), "cents": .int($0.cents)] }),
            ]),
            "review": .array(form.review(language: language, texts: configuration.texts).map(section)),
            "payload": form.payload,
        ])
    }

    private func step(_ step: Step) -> JSONValue? {
        switch step {
        case .items(let container):
            let label = form.service.elements[container.element].repetition?.label(language)
            return ["path": .string(form.path(of: container)), "kind": "items", "label": .string(label ?? "")]
        case .question(let position):
            guard let view = form.view(at: position) else { return nil }
            let reader = AnswerText(language: language, texts: configuration.texts)
            return .members([
                "path": .string(form.path(of: position)),
                "kind": .string(view.question.kind.name),
                "label": (view.question.label?(language)).map(JSONValue.string),
                "required": .bool(view.isRequired),
                "from_card": view.isLocked ? true : nil,
                "options": view.options.map { .array($0.map { ["value": .string($0.value), "label": .string($0.label(language))] }) },
                "answer": view.answer.map { .string(reader.text(of: $0, to: view.question, options: view.options)) },
                "problems": .array(view.problems.map { .string($0.sentence(in: language, texts: configuration.texts)) }),
            ])
        }
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
        [
            "title": .string(section.title),
            "lines": .array(section.lines.map { line in
                .members([
                    "path": .string(form.path(of: line.position)), "label": .string(line.label), "text": .string(line.text),
                    "from_card": line.isFromCard ? true : nil,
                ])
            }),
        ]
    }
}
