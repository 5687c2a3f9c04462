import Catalogue
import Forms
import Visit

/// From the summary of errors to the receipt.
extension ContentBuilder {
    var errors: ScreenContent {
        var content = ScreenContent()
        guard let form = visit.form else { return content }
        content.title = say(.errorsTitle)
        content.blocks = [
            .answers(
                visit.targets.enumerated().compactMap { index, target in
                    guard case .edit(let position) = target.intent else { return nil }
                    let label =
                        form.service.question(at: position.element)?.label
                        ?? form.service.page(at: position.element)?.title
                    let items = form.containers(around: position).compactMap { container, item in
                        item.map { form.title(ofItem: $0, in: container, language: language).capitalizedFirst }
                    }
                    let sentences = form.problems.filter { $0.position == position && $0.problem.level == .error }.map {
                        $0.problem.sentence(in: language, texts: visit.configuration.texts)
                    }
                    return AnswerLine(
                        label: (items + [label.map(say) ?? ""]).joined(separator: ": "),
                        value: sentences.joined(separator: " "), target: index,
                        isFocused: visit.focus == index, isPrivate: false)
                })
        ]
        return content
    }

    var review: ScreenContent {
        var content = ScreenContent()
        guard let form = visit.form else { return content }
        content.title = say(.reviewTitle)
        if form.service.mode(on: visit.profile) == .preparation {
            content.blocks.append(.text(say(.overviewPreparation), .hint))
        }
        content.blocks += [button(say(.reviewProceed)), .text(say(.reviewChange), .muted)]
        var target = 1
        for section in form.review(language: language, texts: visit.configuration.texts) {
            content.blocks.append(.heading(section.title))
            content.blocks.append(
                .answers(
                    section.lines.map { line in
                        defer { if line.isChangeable { target += 1 } }
                        return AnswerLine(
                            label: line.label, value: line.text, target: line.isChangeable ? target : nil,
                            isFocused: line.isChangeable && visit.focus == target, isPrivate: line.sensitivity != nil)
                    }))
        }
        let fee = form.fee()
        content.blocks.append(.heading(say(.overviewCost)))
        content.blocks.append(.answers(feeLines(fee)))
        return content
    }

    private func feeLines(_ fee: FeeTotal) -> [AnswerLine] {
        let format = Forms.Format(language: language.tag)
        func line(_ label: String, _ value: String) -> AnswerLine {
            AnswerLine(label: label, value: value, target: nil, isFocused: false, isPrivate: false)
        }
        guard let total = fee.cents else { return [line(say(.reviewTotal), say(.overviewCostDepends))] }
        if total == 0 { return [line(say(.reviewTotal), say(.overviewCostFree))] }
        return fee.lines.map { line(say($0.label), format.euro(cents: $0.cents)) } + [
            line(
                say(.reviewTotal),
                format.euro(cents: total) + ". "
                    + visit.configuration.texts(FormText.payment(fee.payment).key, language).capitalizedFirst + ".")
        ]
    }

    var declaration: ScreenContent {
        var content = ScreenContent()
        content.title = say(.declarationTitle)
        content.blocks = [.text(say(.declarationBody), .plain)]
        // What it costs is read before it is sent, however long the review was.
        if let form = visit.form, form.service.fee != nil {
            content.blocks += [.heading(say(.overviewCost)), .answers(feeLines(form.fee()).suffix(1))]
        }
        guard visit.staff.member != nil else {
            content.blocks.append(button(say(.declarationSend)))
            return content
        }
        if let replaced = visit.replaces {
            content.blocks.append(.text(say(.correcting, ["reference": reference(replaced)]), .hint))
        }
        if !visit.note.isEmpty { content.blocks.append(.text(visit.note, .muted)) }
        content.blocks.append(choices([say(.signOnPaper), say(.signInPerson), say(.writeNote)], mark: .button))
        return content
    }

    /// What staff write for the office.
    var note: ScreenContent {
        var content = ScreenContent()
        content.title = say(.noteTitle)
        let buffer = visit.draft.fields.first
        content.blocks = [
            .fields([
                Field(
                    text: buffer?.text ?? "", cursor: buffer?.cursor,
                    isFocused: visit.draft.pad == nil && visit.focus == 0, isMultiline: true)
            ])
        ]
        if visit.draft.pad != nil {
            content.blocks += pad
        } else {
            content.blocks += [button(say(.proceed), isFocused: false), button(say(.openLetters), target: 1)]
        }
        return content
    }

    var sending: ScreenContent {
        var content = ScreenContent()
        content.title = say(.sending)
        return content
    }

    var receipt: ScreenContent {
        var content = ScreenContent()
        guard let service = visit.service else { return content }
        let words: (title: ScreenText, body: ScreenText) =
            switch visit.delivery {
            case .rehearsal: (.receiptTitle, .receiptBody)
            case .saved: (.receiptSavedTitle, .receiptSavedBody)
            case .received: (.receiptReceivedTitle, .receiptReceivedBody)
            }
        content.title = say(words.title)
        content.blocks = [
            .text(say(words.body), .hint), .heading(say(.receiptReference)),
            .reference(visit.reference?.description ?? ""),
        ]
        if let next = service.nextSteps { content.blocks += [.heading(say(.receiptNext)), .text(say(next), .plain)] }
        if let days = service.decideWithinDays {
            content.blocks.append(.text(say(.overviewTimeDays, ["days": String(days)]), .plain))
        }
        if !owed.isEmpty { content.blocks += [.heading(say(.receiptOwed)), .bullets(owed)] }
        if let office = service.submit.flatMap({ visit.configuration.terminal.offices[$0.destination] }) {
            let telephone = Forms.Format(language: language.tag).phone(office.telephone)
            content.blocks.append(
                .text(say(.receiptCall, ["office": office.name(language), "telephone": telephone]), .plain))
        }
        content.blocks.append(choices([say(.receiptDone), say(.receiptCode)], mark: .button))
        return content
    }

    /// The documents that one promised to hand in.
    private var owed: [String] {
        guard let form = visit.form else { return [] }
        let texts = visit.configuration.texts
        return form.steps.compactMap { step in
            guard let view = form.view(at: step.position), case .file = view.question.kind,
                case .document(let document)? = view.answer, document == .later || document == .byPost
            else { return nil }
            let label = view.question.label.map(say) ?? ""
            return "\(label): \(texts(FormText.document(document.word).key, language))"
        }
    }

    var code: ScreenContent {
        var content = ScreenContent()
        content.title = say(.receiptReference)
        content.blocks = [
            .reference(visit.reference?.description ?? ""), .text(say(.receiptCodeHint), .plain), .bits,
            button(say(.receiptDone)),
        ]
        return content
    }

    var stopped: ScreenContent {
        var content = ScreenContent()
        content.title = visit.form?.stop?.stop.title.map(say) ?? say(.stoppedTitle)
        if let stop = visit.form?.stop { content.blocks.append(.text(say(stop.stop.message), .plain)) }
        let labels = visit.targets.map { target in
            if case .service(let id) = target.intent {
                visit.offered.first { $0.id == id }.map { say($0.title) } ?? id
            } else {
                say(.finish)
            }
        }
        content.blocks.append(choices(labels, mark: .button))
        return content
    }

    /// After a crash: nothing of what was entered is shown before one answer has been given again.
    func resume(_ position: Position) -> ScreenContent {
        var content = ScreenContent()
        guard let view = visit.form?.view(at: position) else { return content }
        content.title = say(.resumeTitle)
        content.blocks = [
            .text(say(.resumeBody, ["label": view.question.label.map(say) ?? ""]), .plain),
            field(visit.draft.fields.first, view),
        ]
        if visit.draft.pad != nil {
            content.blocks += pad
        } else {
            let letters: [Block] = view.question.isOfDigits ? [] : [.text(say(.letters), .muted)]
            let card = visit.goesOnByCard ? [say(.resumeCard)] : []
            content.blocks += letters + [button(say(.proceed), isFocused: false)]
            content.blocks.append(choices(card + [say(.resumeLeave)], from: 1, mark: .button, numbered: false))
        }
        return content
    }

    var unsaved: ScreenContent {
        var content = ScreenContent()
        content.title = say(.unsavedTitle)
        content.blocks = [.text(say(.unsavedBody), .plain), choices([say(.finish)], mark: .button)]
        return content
    }

    var outOfOrder: ScreenContent {
        var content = ScreenContent()
        content.title = say(.outOfOrderTitle)
        content.blocks = [.text(say(.outOfOrderBody), .plain)]
        return content
    }
}
