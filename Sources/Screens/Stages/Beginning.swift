import Catalogue
import Forms
import Visit

/// From the welcome to the privacy notice.
extension ContentBuilder {
    var welcome: ScreenContent {
        var content = ScreenContent()
        content.title = say(.welcomeTitle)
        content.blocks = [.text(say(.welcomeBody), .plain), button(say(.welcomeStart))]
        // Whoever reads no German finds the own language by its name.
        if languageNames.count > 1 { content.blocks.append(.text(languageNames.joined(separator: "  ·  "), .muted)) }
        return content
    }

    /// What staff should know, in a sentence.
    func sentence(_ notice: StaffNotice) -> String {
        func name(_ office: String) -> String { visit.configuration.terminal.offices[office]?.name(language) ?? office }
        switch notice {
        case .keyExpires(let office, let day):
            let date = Forms.Format(language: language.tag).shortDate(day)
            return say(.staffKeyExpires, ["office": name(office), "date": date])
        case .noKey(let office): return say(.staffNoKey, ["office": name(office)])
        case .noRoom: return say(.staffNoRoom)
        case .messenger(let standing, let waiting):
            let text: ScreenText =
                switch standing {
                case .isFine: .staffMessengerFine
                case .doesNotRun: .staffMessengerOff
                case .hasNoConnection: .staffMessengerOffline
                case .wantsSignIn: .staffMessengerSignIn
                case .distrustsServer: .staffMessengerCertificate
                case .isNotAdmitted: .staffMessengerRefused
                }
            return say(text, ["count": String(waiting)])
        }
    }

    /// What was chosen cannot be begun now: said before anything is entered.
    func unready(_ reason: Unreadiness) -> ScreenContent {
        var content = ScreenContent()
        guard let service = visit.service else { return content }
        content.step = say(service.title)
        content.title = say(.unreadyTitle)
        content.blocks = [
            .text(say(reason == .noKey ? .unreadyNoKey : .unreadyNoRoom, contact(of: service)), .plain),
            choices([say(.finish)], mark: .button),
        ]
        return content
    }

    var languages: ScreenContent {
        var content = ScreenContent()
        content.title = say(.languageTitle)
        content.blocks = [choices(languageNames)]
        return content
    }

    /// Each by its own name.
    var languageNames: [String] {
        visit.configuration.terminal.offeredLanguages.map { visit.configuration.texts["language.\($0)"]?($0) ?? $0.tag }
    }

    var categories: ScreenContent {
        var content = ScreenContent()
        content.title = say(.categoriesTitle)
        let names = visit.categories.map { visit.configuration.texts("category.\($0)", language) }
        content.blocks = [choices(names + [say(.categoriesFind)])]
        return content
    }

    func services(of category: String) -> ScreenContent {
        var content = ScreenContent()
        content.step = visit.configuration.texts("category.\(category)", language)
        content.title = say(.servicesTitle)
        content.blocks = [choices(visit.services(in: category).map { say($0.title) })]
        return content
    }

    var search: ScreenContent {
        var content = ScreenContent()
        content.title = say(.searchTitle)
        content.blocks = [
            .text(say(.searchPrompt), .muted),
            .fields([Field(text: visit.query.text, cursor: visit.query.cursor)]),
        ]
        if visit.draft.pad != nil {
            content.blocks += pad
            return content
        }
        let found =
            visit.found.compactMap { id in visit.offered.first { $0.id == id } }.map { say($0.title) }
            + visit.listedFindings.map { say(.searchReading, ["title": $0.title]) }
        if !found.isEmpty {
            content.blocks.append(choices(found))
        } else if !visit.query.isEmpty, let contact = contact115 {
            content.blocks.append(.text(say(.searchNothing, contact), .plain))
        }
        content.blocks.append(button(say(.openLetters), target: found.count))
        return content
    }

    var overview: ScreenContent {
        var content = ScreenContent()
        guard let service = visit.service else { return content }
        content.title = say(service.title)
        if let replaced = visit.replaces {
            content.blocks.append(.text(say(.correcting, ["reference": reference(replaced)]), .hint))
        }
        if service.mode(on: visit.profile) == .preparation {
            content.blocks.append(.text(say(.overviewPreparation), .hint))
        }
        content.blocks.append(.heading(say(.overviewNeeds)))
        content.blocks.append(
            service.needs.isEmpty ? .text(say(.overviewNeedsNothing), .plain) : .bullets(service.needs.map(say)))
        content.blocks.append(.heading(say(.overviewCost)))
        let cost = service.fee == nil ? say(.overviewCostFree) : say(.overviewCostDepends)
        let payment = service.fee.map {
            ". " + visit.configuration.texts(FormText.payment($0.payment).key, language).capitalizedFirst + "."
        }
        content.blocks.append(.text(cost.trimmingFullStop + (payment ?? "."), .plain))
        if visit.changesPIN {
            content.blocks.append(button(say(.proceed)))
            return content
        }
        content.blocks.append(.heading(say(.overviewTime)))
        let days = service.decideWithinDays.map { say(.overviewTimeDays, ["days": String($0)]) }
        content.blocks.append(.text(days ?? say(.overviewTimeOpen), .plain))
        content.blocks += deadlines(of: service)
        content.blocks.append(button(say(.proceed)))
        return content
    }

    /// Until when one can apply; and shortly before the case has to be at the town hall, what to do where it is urgent.
    private func deadlines(of service: Service) -> [Block] {
        guard let form = visit.form else { return [] }
        let format = Forms.Format(language: language.tag)
        var blocks: [Block] = []
        if let closing = form.closing {
            blocks += [
                .heading(say(.overviewUntil)),
                .text(say(.overviewUntilWhen, ["deadline": closing.text(in: format)]), .plain),
            ]
        }
        if let last = form.deliverBy, last.isNear(Self.daysWithoutNetwork, at: visit.now) {
            let arguments = ["deadline": last.text(in: format)].merging(contact(of: service)) { first, _ in first }
            blocks.append(.text(say(.overviewSoon, arguments), .hint))
        }
        return blocks
    }

    /// How long a case may lie on a device before the network returns: a long weekend.
    private static let daysWithoutNetwork = 4

    /// Whom to call about a service.
    private func contact(of service: Service) -> [String: String] {
        guard let office = service.submit.flatMap({ visit.configuration.terminal.offices[$0.destination] }) else {
            return ["office": "", "telephone": ""]
        }
        let telephone = Forms.Format(language: language.tag).phone(office.telephone)
        return ["office": office.name(language), "telephone": telephone]
    }

    var closed: ScreenContent {
        var content = ScreenContent()
        guard let service = visit.service else { return content }
        content.step = say(service.title)
        content.title = say(.closedTitle)
        let format = Forms.Format(language: language.tag)
        let deadline = visit.form?.closing?.text(in: format) ?? ""
        content.blocks = [
            .text(say(.closedBody, ["deadline": deadline].merging(contact(of: service)) { first, _ in first }), .plain),
            choices([say(.finish)], mark: .button),
        ]
        return content
    }

    var privacy: ScreenContent {
        var content = ScreenContent()
        guard let service = visit.service, let notice = service.privacy else { return content }
        let town = visit.configuration.terminal.municipality
        let office = notice.controller.flatMap { visit.configuration.terminal.offices[$0]?.name }
        content.step = say(service.title)
        content.title = say(.privacyTitle)
        let recipients = notice.recipients.map(say)
        content.blocks = [
            .heading(say(.privacyPurpose)), .text(say(notice.purpose), .plain),
            .heading(say(.privacyHowLong)), .text(say(notice.howLong), .plain),
            .heading(say(.privacyRecipients)),
            recipients.isEmpty ? .text(say(.privacyNobody), .plain) : .bullets(recipients),
            .heading(say(.privacyWho)), .text((office.map { say($0) + ", " } ?? "") + say(town.name), .plain),
            .heading(say(.privacyOfficer)), .text(say(town.dataProtectionOfficer), .plain),
            .heading(say(.privacyRights)),
            .text(say(.privacyRightsText, ["authority": town.supervisoryAuthority(language)]), .plain),
            button(say(.proceed)),
        ]
        return content
    }

    var identification: ScreenContent {
        var content = ScreenContent()
        guard let service = visit.service else { return content }
        content.step = say(service.title)
        content.title = say(.identificationTitle)
        let body: ScreenText =
            switch visit.identificationRule {
            case .onSite, .staff: .identificationStaff
            case .eid: .identificationEid
            case .eidOrDeclaration: .identificationChoose
            case .none, .declaration: .identificationDeclaration
            }
        let labels = visit.targets.map { target in
            switch target.intent {
            case .useCard: say(.identificationCard)
            case .advice: say(.identificationAdvice)
            case .withoutCard: say(.identificationOwn)
            default: say(body == .identificationStaff ? .proceed : .identificationOwn)
            }
        }
        content.blocks = [.text(say(body), .plain), choices(labels, mark: .button, numbered: labels.count > 1)]
        return content
    }
}

extension String {
    /// Without a full stop at its end.
    fileprivate var trimmingFullStop: String { hasSuffix(".") ? String(dropLast()) : self }
}
