package import Catalogue
package import Expressions
package import Forms

/// One citizen's visit, from the welcome to the receipt: a value that events change, without hidden state.
package struct Visit: Sendable {
    package internal(set) var configuration: Configuration
    package let profile: Profile
    package internal(set) var today: CivilDate
    package internal(set) var now: Moment
    package internal(set) var stage: Stage
    package internal(set) var overlay: Overlay?
    package internal(set) var language: Language
    package internal(set) var theme: String
    /// The target that Enter chooses, by its place among the targets.
    package internal(set) var focus = 0
    /// What was typed to find a service.
    package internal(set) var query = TextBuffer()
    /// The words of all services, made once when one begins to search.
    var search: ServiceSearch?
    /// What the directory has found for what was typed.
    var findings: [DirectoryFinding] = []
    /// What the directory says of the service that is being read about.
    package internal(set) var reading: DirectoryDescription?
    var described = ""
    /// What the directory was asked for last.
    var lookedUp = ""
    package internal(set) var service: Service?
    package internal(set) var form: Form?
    package internal(set) var draft = Draft()
    /// What Continue found wrong on this screen.
    package internal(set) var notices: [Problem] = []
    package internal(set) var reference: ReferenceNumber?
    package internal(set) var delivery = Delivery.rehearsal
    /// The reader and the card in it.
    package internal(set) var card = CardState()
    /// The network of this training, where it can be cut; nothing where it cannot.
    package internal(set) var practiceNetwork: PracticeNetwork?
    /// Who works with the case, and what is on it.
    package internal(set) var staff = StaffState()
    /// The reference of the case that this one corrects.
    package internal(set) var replaces: String?
    /// What staff have written for the office.
    package internal(set) var note = ""
    /// What staff should know; nothing of a citizen.
    package internal(set) var staffNotices: [StaffNotice] = []
    /// Whether an answer is being changed from the review, to which Continue then goes back.
    package internal(set) var isChanging = false

    /// Pages read on from what has the focus, up (negative) or down, where the screen is longer than its room.
    package internal(set) var scroll = 0
    /// How many pages can be read on, up and down, as last painted.
    var pages = (above: 0, below: 0)
    /// Something has come up on top of the screen that has to be seen first, whatever has the focus.
    package internal(set) var readsFromTop = false
    /// The focus of the stage under an overlay.
    var focusBelow = 0
    /// Where one chose the service, to go back to.
    var origin = Stage.categories
    /// The answer that is being changed from the review.
    var changed: Position?

    /// Answers whose warning was shown: the next Continue goes on.
    var warned: [Position: Answer] = [:]
    /// Seconds since the machine started.
    var seconds = 0
    var lastInput = 0
    /// When it was asked whether somebody goes on after a crash.
    var resumingSince = 0
    /// Questions that were answered before a crash: what comes behind the last of them was not asked yet.
    var answered: Set<Position> = []
    /// Taken up when this visit ends.
    var nextConfiguration: Configuration?

    /// A terminal that waits for somebody.
    package init(configuration: Configuration, today: CivilDate, now: Moment) {
        self.configuration = configuration
        profile = configuration.terminal.profile
        self.today = today
        self.now = now
        stage = configuration.terminal.profile == .koffer ? .staff(.members) : .welcome
        language = configuration.terminal.offeredLanguages.first ?? .german
        theme = configuration.terminal.theme
    }

    /// Takes in what happened.
    package mutating func handle(_ event: VisitEvent) -> [VisitEffect] {
        switch event {
        case .press(let press): return mending { $0.lookingUp { $0.handle(press) } }
        case .touch(let index): return mending { $0.lookingUp { $0.touch(index) } }
        case .painted(let above, let below):
            pages = (above, below)
            scroll = min(max(-above, scroll), below)
            return []
        case .time(let seconds, let today, let now): return timePassed(seconds, today, now)
        case .configuration(let configuration): return take(configuration)
        case .card(let event): return handle(event)
        case .staff(let event): return handle(event)
        case .unsaved:
            // A device that was locked meanwhile shows nothing.
            if !isAtStaffDesk { go(to: .unsaved) }
            return []
        case .number(let number, let delivery): return confirm(number, delivery)
        case .received: return noteReceipt()
        case .found(let found, let text): return take(found, for: text)
        case .description(let description, let id): return show(description, of: id)
        case .unready(let reason): return stop(reason)
        case .staffNotices(let notices):
            staffNotices = notices
            return []
        case .practiceNetwork(let network):
            practiceNetwork = network
            return []
        case .outOfOrder(let reason): return setOutOfOrder(reason)
        }
    }

    /// Whether nobody has begun: the terminal may take up a new configuration.
    package var isIdle: Bool {
        switch stage {
        case .welcome, .staff, .cardLeft, .outOfOrder: true
        default: false
        }
    }

    /// Whether it is asked if an entry is to be removed.
    package var isRemoving: Bool { if case .confirmRemoval? = overlay { true } else { false } }

    /// The services offered here today.
    package var offered: [Service] { configuration.offered(on: today, profile: profile).filter(isOpen) }

    private func isOpen(_ service: Service) -> Bool {
        let availability = service.availability
        if service.staffOnly && profile != .koffer { return false }
        return (availability.from ?? today) <= today && today <= (availability.until ?? today)
    }

    // MARK: Presses

    private mutating func handle(_ press: Press) -> [VisitEffect] {
        lastInput = seconds
        readsFromTop = false
        if case .idle = overlay {
            close()
            return []
        }
        if case .staff = stage { staff.notice = nil }
        switch press {
        case .cancel: return cancel()
        case .help: toggle(.help)
        case .language: toggle(.languages)
        case .contrast:
            cycleTheme()
            return viewChanged
        case .back: return back()
        case .down where erasesByDown && scroll >= pages.below: edit(.erase)
        case .up, .previous: moveFocus(-1)
        case .down, .next: moveFocus(1)
        case .enter: return choose(at: focus)
        case .digit(let digit): return type(digit)
        case .character(let character): return type(character)
        case .left, .right, .home, .end, .erase, .delete: edit(press)
        case .pageUp: moveFocus(-8)
        case .pageDown: moveFocus(8)
        case .network:
            if let practiceNetwork { return [.switchPracticeNetwork(to: practiceNetwork.other)] }
        case .speak: break
        case .lock: return lock()
        }
        return []
    }

    private mutating func touch(_ index: Int) -> [VisitEffect] {
        lastInput = seconds
        readsFromTop = false
        if case .idle = overlay {
            close()
            return []
        }
        guard targets.indices.contains(index) else { return [] }
        focus = index
        return choose(at: index)
    }

    private mutating func cancel() -> [VisitEffect] {
        if isIdle && overlay == nil {
            if case .staff(let step) = stage, staff.member == nil { return back(from: step) }
            return lock()
        }
        // A trembling hand loses nothing.
        if overlay == .confirmCancel { return [] }
        switch stage {
        case .receipt, .code, .stopped, .closed, .unready, .unsaved, .language: return wipe()
        default: open(.confirmCancel)
        }
        return []
    }

    private mutating func toggle(_ wanted: Overlay) {
        if overlay == wanted { close() } else if overlay != .confirmCancel { open(wanted) }
    }

    /// Lays something over the stage, which keeps its focus.
    mutating func open(_ wanted: Overlay) {
        if overlay == nil { focusBelow = focus }
        overlay = wanted
        scroll = 0
        focus =
            switch wanted {
            case .languages: configuration.terminal.offeredLanguages.firstIndex(of: language) ?? 0
            case .themes: configuration.themes.keys.sorted().firstIndex(of: theme) ?? 0
            default: 0
            }
    }

    /// Takes it away again.
    mutating func close() {
        overlay = nil
        scroll = 0
        focus = focusBelow
    }

    private mutating func cycleTheme() {
        let themes = configuration.themes.keys.sorted()
        guard let index = themes.firstIndex(of: theme), themes.count > 1 else { return }
        theme = themes[(index + 1) % themes.count]
    }

    /// Journalled as soon as there is a form to go on with.
    var viewChanged: [VisitEffect] {
        guard case .step = stage else { return [] }
        return [viewEntry]
    }

    private mutating func timePassed(_ seconds: Int, _ today: CivilDate, _ now: Moment) -> [VisitEffect] {
        self.seconds = seconds
        if today != self.today || now != self.now {
            self.today = today
            self.now = now
            // Not journalled: it follows from the clock when one goes on.
            _ = form?.handle(.clock(today: today, now: now))
        }
        if profile == .koffer { return staffTimePassed() }
        guard !isIdle else { return [] }
        let timeouts = configuration.terminal.timeouts
        if case .resume = stage { return seconds - resumingSince >= timeouts.resume ? wipe() : [] }
        if case .idle(let until) = overlay { return seconds >= until ? wipe() : [] }
        let receipt = max(timeouts.idle, timeouts.receipt - timeouts.warning)
        let limit = stage == .receipt || stage == .code ? receipt : timeouts.idle
        guard seconds - lastInput >= limit else { return [] }
        open(.idle(until: seconds + timeouts.warning))
        return []
    }
}

extension Visit {
    /// Seconds since the machine started, as last told.
    package var elapsed: Int { seconds }
}

extension Visit: CustomStringConvertible, CustomReflectable {
    /// Never what was answered.
    package var description: String { "Visit(redacted)" }

    package var customMirror: Mirror { Mirror(self, children: []) }
}
