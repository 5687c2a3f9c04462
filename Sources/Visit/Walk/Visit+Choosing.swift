import Catalogue
import Expressions
import Forms

/// What choosing a target does.
extension Visit {
    mutating func choose(at index: Int) -> [VisitEffect] {
        let targets = targets
        guard targets.indices.contains(index) else {
            if index == -1, case .step(.question(let position)) = stage, overlay == nil { return commit(position) }
            if index == -1, case .step(.items) = stage, overlay == nil { notices = [.undecided] }
            return []
        }
        return choose(targets[index].intent)
    }

    private mutating func choose(_ intent: Intent) -> [VisitEffect] {
        switch intent {
        case .begin: return begin()
        case .chooseLanguage(let language): return choose(language)
        case .category(let category): go(to: .services(category: category))
        case .find: go(to: .search)
        case .service(let id): return choose(service: id)
        case .read(let id): return [.describe(id)]
        case .proceed: return proceed()
        case .yes: return answerYes()
        case .no: return answerNo()
        case .choose(let choice): return choose(choice)
        case .toggle(let choice): toggle(choice)
        case .dispute: return dispute()
        case .part(let part):
            // Enter goes from part to part; on an empty one it opens the letter pad, for those without a keyboard.
            draft.active = part
            if opensPad(part: part) { openPad() } else { focus = part + 1 }
        case .copyAddress(let index): copyAddress(index)
        case .edit(let position):
            let effects = keepDraft()
            change(position)
            return effects
        case .removeItem(let container, let item):
            if overlay == nil {
                open(.confirmRemoval(container, item: item))
                return []
            }
            return remove(item, from: container)
        case .editItem(let container, let item): showItem(item, of: container)
        case .letter(let index): chooseLetter(index)
        case .letters: openPad()
        case .send: return send()
        case .showCode: go(to: .code)
        case .finish:
            if case .card = stage { return leaveCard() }
            return wipe()
        case .leave: return wipe()
        case .useCard:
            if case .resume(let position) = stage { return proveByCard(insteadOf: position) }
            return useCard()
        case .withoutCard: return goOnWithoutCard()
        case .advice: go(to: .card(.advice))
        case .obstacle(let obstacle): go(to: .card(.stopped(obstacle)))
        case .retry: return insertCard()
        case .practice(let id):
            close()
            return [.card(.insertPractice(id))]
        case .takePractice:
            if overlay != nil { close() }
            return [.card(.takePractice)]
        case .chooseTheme(let theme):
            self.theme = theme
            close()
            return viewChanged
        case .help(let topic):
            open(topic)
        case .stay:
            if overlay == nil, case .staff(let step) = stage { return back(from: step) }
            close()
        case .staff(let choice): return choose(choice)
        case .putAside: return suspend()
        }
        return []
    }

    mutating func go(to stage: Stage) {
        self.stage = stage
        if stage == .search { search = ServiceSearch(offered, language: language) }
        overlay = nil
        focus = 0
        scroll = 0
        readsFromTop = false
        notices = []
        draft = Draft()
    }

    mutating func begin() -> [VisitEffect] {
        let languages = configuration.terminal.offeredLanguages
        go(to: languages.count > 1 ? .language : .categories)
        return []
    }

    private mutating func choose(_ language: Language) -> [VisitEffect] {
        self.language = language
        lookedUp = ""
        if stage == .search { search = ServiceSearch(offered, language: language) }
        if overlay == .languages {
            close()
        } else {
            go(to: .categories)
        }
        return viewChanged
    }

    mutating func choose(service id: String) -> [VisitEffect] {
        guard let service = offered.first(where: { $0.id == id }) else { return [] }
        self.service = service
        switch stage {
        case .services, .search: origin = stage
        default: origin = .categories
        }
        form =
            service.kind == .changePIN
            ? nil
            : Form(
                service: service, profile: profile, municipality: configuration.terminal.municipality, today: today,
                now: now)
        warned = [:]
        (replaces, note) = (nil, "")
        go(to: isClosed ? .closed : .overview)
        // Nothing is kept or sealed of a changed PIN.
        return isClosed || changesPIN ? [] : [.prepare]
    }

    private mutating func proceed() -> [VisitEffect] {
        switch stage {
        case .search:
            draft.pad = nil
            focus = 0
        case .description: backToSearch()
        case .overview:
            // Nothing is kept of a changed PIN, so there is nothing to tell of keeping.
            if changesPIN { return insertCard() }
            go(to: .privacy)
        case .privacy:
            let effects = beginJournal()
            if identificationRule == .none { return effects + advance() }
            return effects + beginIdentification()
        case .identification: return proceedFromIdentification()
        case .card(let step): return proceed(from: step)
        case .staff(let step): return proceed(from: step)
        case .step(.question(let position)): return commit(position)
        case .review: go(to: .declaration)
        case .note: return keepNote()
        case .resume(let position): return prove(position)
        default: break
        }
        return []
    }

    /// Whether the deadline of the service has passed.
    private var isClosed: Bool { form?.closing?.hasPassed(at: now) == true }

    private mutating func answerYes() -> [VisitEffect] {
        switch stage {
        case .card(.photo): return comparedPhoto(true)
        case .step(.items(let container)):
            let effects = apply(.addItem(container))
            guard let item = form?.items(of: container).last else { return effects + advance() }
            showItem(item, of: container)
            return effects
        case .step(.question(let position)): return answer(position, .flag(true))
        default: return []
        }
    }

    private mutating func answerNo() -> [VisitEffect] {
        switch stage {
        case .card(.photo): return comparedPhoto(false)
        case .step(.items(let container)):
            let effects = form?.items(of: container).isEmpty == true ? apply(.declineItems(container)) : []
            return effects + advance(past: .items(container))
        case .step(.question(let position)): return answer(position, .flag(false))
        default: return []
        }
    }

    private mutating func remove(_ item: Int, from container: Position) -> [VisitEffect] {
        let effects = apply(.removeItem(container, item: item))
        close()
        focus = initialFocus(items: container)
        notices = form?.problems(at: container) ?? []
        return effects
    }

    mutating func send(signed signature: StaffChoice.Signature? = nil) -> [VisitEffect] {
        guard let form, form.isComplete else {
            go(to: .errors)
            return []
        }
        guard !isClosed else {
            go(to: .closed)
            return []
        }
        go(to: .sending)
        return [.deliver(form.payload(adding: remarks(signed: signature)))]
    }

    /// Says at once what would otherwise end badly later.
    mutating func stop(_ reason: Unreadiness) -> [VisitEffect] {
        guard stage == .overview else { return [] }
        go(to: .unready(reason))
        return []
    }

    /// The words on the receipt change only by the town hall's own signature.
    mutating func noteReceipt() -> [VisitEffect] {
        if stage == .receipt || stage == .code, delivery == .saved { delivery = .received }
        return []
    }

    mutating func confirm(_ number: Int, _ delivery: Delivery) -> [VisitEffect] {
        guard stage == .sending else { return [] }
        self.delivery = delivery
        reference = ReferenceNumber(device: configuration.terminal.device.code, counter: number)
        go(to: .receipt)
        return []
    }
}
