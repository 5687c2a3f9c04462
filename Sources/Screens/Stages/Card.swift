import Catalogue
import Expressions
import Forms
import Visit

/// Identification by card, and the change of the PIN.
extension ContentBuilder {
    func card(_ step: CardStep) -> ScreenContent {
        var content = ScreenContent()
        content.step = visit.service.map { say($0.title) } ?? ""
        switch step {
        case .photo:
            content.title = say(.cardPhotoTitle)
            content.blocks = pressOneOrTwo + [choices(yesNo)]
        case .consent: consent(&content)
        case .insert:
            content.title = say(.cardInsertTitle)
            content.blocks = [.text(say(.cardInsertBody), .plain), choices(cardLabels, mark: .button)]
        case .secret(let entry): secret(entry, &content)
        case .pad:
            content.title = say(.cardPadTitle)
            content.blocks = [.text(say(.cardPadBody), .plain)]
        case .working(let progress):
            content.title = say(.cardWorkingTitle)
            content.blocks = [
                .progress(done: progress.done, total: progress.total, words: say(key: progress.phase.textKey)),
                .text(say(.cardWorkingBody), .muted),
            ]
        case .read:
            content.title = say(.cardReadTitle)
            content.blocks = [.text(say(.cardReadBody), .plain), .answers(readLines), button(say(.proceed))]
        case .changed:
            content.title = say(.cardChangedTitle)
            content.blocks = [.text(say(.cardChangedBody), .plain), button(say(.proceed))]
        case .take:
            content.title = say(.cardTakeTitle)
            content.blocks = [.text(say(.cardTakeBody), .hint)]
            if !visit.targets.isEmpty { content.blocks.append(choices(cardLabels, mark: .button)) }
        case .advice:
            content.title = say(.cardAdviceTitle)
            content.blocks = [choices(cardLabels)]
        case .stopped(let obstacle): stopped(by: obstacle, &content)
        }
        return content
    }

    /// The visit is over and its card still there; whoever it belongs to may read another language.
    var cardLeft: ScreenContent {
        var content = ScreenContent()
        content.title = say(.cardLeftTitle)
        content.blocks = [.text(say(.cardLeftBody), .hint)]
        let others = visit.configuration.terminal.offeredLanguages.filter { !isAlike($0) }
        var titles: [String] = []
        for other in others {
            guard let title = visit.configuration.texts[ScreenText.cardLeftTitle.rawValue]?(other) else { continue }
            if !titles.contains(title) { titles.append(title) }
        }
        if !titles.isEmpty { content.blocks.append(.text(titles.joined(separator: "  ·  "), .muted)) }
        return content
    }

    /// German and easy German are one language to whoever reads neither.
    private func isAlike(_ other: Language) -> Bool { other.tag.prefix(2) == language.tag.prefix(2) }

    /// A text by its key.
    func say(key: String, _ arguments: [String: String] = [:]) -> String {
        visit.configuration.texts(key, language, arguments)
    }

    /// The words for what can be chosen.
    private var cardLabels: [String] {
        visit.targets.map { target in
            switch target.intent {
            case .help(.practice): say(.cardInsertPractice)
            case .takePractice: say(.cardTakePractice)
            case .advice: say(.identificationAdvice)
            case .obstacle(let obstacle): obstacle.choiceKey.map { say(key: $0) } ?? ""
            case .retry: say(.cardRetry)
            case .withoutCard: say(visit.identificationRule == .onSite ? .cardOnSiteWithout : .identificationOwn)
            case .service(let id): visit.offered.first { $0.id == id }.map { say($0.title) } ?? id
            case .finish: say(.finish)
            default: say(.proceed)
            }
        }
    }

    // MARK: Who reads

    /// Source: PAuswG § 18 (4), § 18a (2).
    private func consent(_ content: inout ScreenContent) {
        let isOnSite = visit.identificationRule == .onSite
        content.title = say(.cardConsentTitle)
        guard case .ready(let authority)? = visit.card.terminal else { return }
        if isOnSite { content.blocks.append(.text(say(.cardConsentOnSite), .hint)) }
        content.blocks += [
            .heading(say(.cardConsentWho)), .text(authority.name, .plain),
            .heading(say(.cardConsentWhat)), .bullets(authority.fields.map { say(key: $0.textKey) }),
            .heading(say(.cardConsentTerms)), .text(authority.terms, .plain),
            .heading(say(.cardConsentUntil)),
            .text(Forms.Format(language: language.tag).date(authority.validUntil), .plain),
            .heading(say(.cardConsentIssuer)), .text(authority.issuer, .plain),
        ]
        let labels = visit.targets.map { target in
            if case .obstacle(let obstacle) = target.intent { return obstacle.choiceKey.map { say(key: $0) } ?? "" }
            return say(isOnSite ? .cardConsentOnSiteAgree : .cardConsentAgree)
        }
        content.blocks.append(choices(labels, mark: .button, numbered: false))
    }

    // MARK: Digits

    private func secret(_ entry: CardEntry, _ content: inout ScreenContent) {
        content.title = say(key: entry.secret.titleKey)
        let length = entry.secret.lengths.upperBound
        let numbers = ["count": String(entry.count), "length": String(length)]
        if let notice = entry.notice {
            content.blocks.append(
                .notice(title: say(.errorOne), sentences: [sentence(notice, numbers)], isError: true))
        }
        content.blocks += [
            .text(say(key: entry.secret.hintKey), .muted),
            .masked(count: entry.count, length: length, words: say(.cardSecretCount, numbers)),
            .text(say(.digitsErase), .muted), button(say(.proceed), isFocused: false),
        ]
    }

    private func sentence(_ notice: CardNotice, _ numbers: [String: String]) -> String {
        switch notice {
        case .incomplete: say(.cardNoticeIncomplete, numbers)
        case .wrongPIN(let left?): say(.cardNoticeTriesLeft, ["count": String(left)])
        case .wrongPIN(nil): say(.cardNoticeWrong)
        case .lastTry: say(.cardNoticeLastTry)
        case .wrongCAN: say(.cardNoticeWrongCAN)
        case .unequal: say(.cardNoticeUnequal)
        }
    }

    // MARK: What was read

    private var readLines: [AnswerLine] {
        guard let applicant = visit.card.household == nil ? visit.form?.applicant : visit.card.read else { return [] }
        let reader = AnswerText(language: language, texts: visit.configuration.texts)
        return EIDField.allCases.compactMap { field in
            applicant[field].map { value in
                AnswerLine(
                    label: say(key: field.textKey), value: text(of: value, reader), target: nil, isFocused: false,
                    isPrivate: true)
            }
        }
    }

    private func text(of value: Value, _ reader: AnswerText) -> String {
        guard case .record(let parts) = value else { return reader.text(of: value) }
        func part(_ name: String) -> String? { if case .string(let text)? = parts[name] { text } else { nil } }
        // As on an envelope; the own country goes without saying.
        let town = [part("zip"), part("city")].compactMap { $0 }.joined(separator: " ")
        let country = part("country").flatMap { $0 == "D" ? nil : $0 }
        return [part("text"), part("street"), town, part("state"), country].compactMap { $0 }
            .filter { !$0.isEmpty }.joined(separator: ", ")
    }

    // MARK: Ways on

    private func stopped(by obstacle: CardObstacle, _ content: inout ScreenContent) {
        content.title = say(key: obstacle.titleKey)
        var arguments: [String: String] = [:]
        if case .lapsed(let since) = obstacle {
            arguments["date"] = Forms.Format(language: language.tag).date(since)
        }
        content.blocks = [.text(say(key: obstacle.bodyKey, arguments), .plain)]
        if !visit.goesOnWithoutCard, let office = cardOffice { content.blocks.append(.text(office, .plain)) }
        content.blocks.append(choices(cardLabels, mark: .button))
    }

    /// Where one can come, and when: the office of the service, or that of a service under the same heading.
    private var cardOffice: String? {
        let offices = visit.configuration.terminal.offices
        let service =
            visit.service?.submit == nil
            ? visit.offered.first { $0.category == visit.service?.category && $0.submit != nil } : visit.service
        let office = service?.submit.flatMap { offices[$0.destination] }
        return office.map { office in
            say(
                .cardOffice,
                [
                    "office": office.name(language), "hours": office.openingHours?(language) ?? "",
                    "telephone": Forms.Format(language: language.tag).phone(office.telephone),
                ])
        }
    }
}
