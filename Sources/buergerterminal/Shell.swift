import Catalogue
import Expressions
import Foundation
import Screens
import Secrets
import Sealing
import Store
import Terminal
import TerminalNCurses
import Visit

/// Feeds a visit with what happens and does what it wants done.
struct Shell: ~Copyable {
    private enum Happening: Sendable {
        case terminal(TerminalEvent)
        case second
        /// Something of the card, and under which number it was being watched.
        case card(Int, CardEvent)
    }

    private let terminal: NCursesTerminal
    var visit: Visit
    private var watch: ConfigurationWatch
    private var canvas: Canvas
    private var theme: String
    /// Cases confirmed in this rehearsal; the store will count them for good.
    var delivered = 0
    private var repeats = RepeatFilter()
    private var code: (reference: String, modules: [[Bool]]) = ("", [])

    let log: EventLog
    /// Nothing where the state directory cannot be used: then nobody is served.
    var journal: VisitJournal?
    var isStoreRefused = false
    /// Nothing where this device belongs to no town hall: then visits are rehearsals.
    var townHall: TownHallLink?
    /// The reader; made when it is first wanted.
    var cards: CardStation?
    private var directory: ServiceDirectory?
    var network: PracticeNetworkSwitch?
    /// Staff, in the case.
    var staff: StaffRoom?
    /// Battery and disk.
    let device: DeviceWatch
    /// The outbox as staff last saw it.
    var seenOutbox: Int?
    /// Seconds between two looks at the configuration.
    private static let watchInterval = 10

    init(
        terminal: NCursesTerminal, visit: Visit, watch: ConfigurationWatch, log: EventLog, device: DeviceWatch
    ) {
        self.log = log
        self.device = device
        self.terminal = terminal
        self.visit = visit
        self.watch = watch
        canvas = Canvas(size: terminal.size)
        theme = visit.theme
        // Before the first key: seconds are counted from the machine's start.
        _ = self.visit.handle(.time(seconds: Clock.seconds, today: visit.today, now: visit.now))
    }

    /// Runs until the terminal goes away.
    mutating func run(stateDirectory: String, cards: CardSetup, network: PracticeNetworkSwitch?) async {
        self.network = network
        if let network { _ = visit.handle(.practiceNetwork(network.network)) }
        paint()
        // The disk answers while the services are read.
        async let opening = Self.open(stateDirectory)
        await renewConfiguration()
        let (happenings, continuation) = AsyncStream.makeStream(of: Happening.self)
        directory = ServiceDirectory(stateDirectory: stateDirectory, log: log)
        self.cards = CardStation(cards, log: log) { continuation.yield(.card($0, $1)) }
        await openStore(await opening, cards)
        let events = terminal.events
        let reader = Task {
            for await event in events { continuation.yield(.terminal(event)) }
            continuation.finish()
        }
        let ticker = Task {
            while !Task.isCancelled {
                try? await Task.sleep(for: .seconds(1))
                continuation.yield(.second)
            }
        }
        for await happening in happenings {
            switch happening {
            case .terminal(let event): take(event)
            case .second: await tick()
            case .card(let number, let event):
                guard self.cards?.isCurrent(number) == true else { continue }
                perform(visit.handle(.card(event)))
                paint()
            }
        }
        self.cards?.release()
        ticker.cancel()
        reader.cancel()
        terminal.close()
    }

    private mutating func take(_ event: TerminalEvent) {
        switch event {
        case .key(let key):
            let press = Translation.press(key)
            let block = visit.configuration.terminal.repeatBlockMilliseconds
            guard repeats.accepts(press, at: Clock.milliseconds, block: block) else { return }
            if visit.typesPassphrase, let count = typedPassphrase(press) {
                perform(visit.handle(.staff(.typed(count))))
            } else if let secret = visit.secretBeingTyped, let count = typed(press, into: secret) {
                perform(visit.handle(.card(.typed(count))))
            } else {
                perform(visit.handle(.press(press)))
            }
        case .click(let position):
            guard let target = canvas.hits.target(at: position) else { return }
            if let press = ScreenPainter.press(ofKeyBar: target) {
                perform(visit.handle(.press(press)))
            } else {
                perform(visit.handle(.touch(target)))
            }
        case .resized, .closed: break
        }
        paint()
    }

    /// The digits of a secret go past the visit into locked memory; how many stand there then. Nothing for other keys.
    private func typed(_ press: Press, into secret: CardSecret) -> Int? {
        guard let secrets = cards?.secrets else { return nil }
        switch press {
        case .digit(let digit): return secrets.append(digit, to: secret)
        case .erase, .delete: return secrets.removeLast(of: secret)
        case .down where visit.erasesSecretByDown: return secrets.removeLast(of: secret)
        default: return nil
        }
    }

    private mutating func tick() async {
        guard let now = Clock.now else { return }
        let before = (visit.overlay, visit.stage, visit.delivery, visit.staffNotices)
        let staffBefore = visit.staff
        perform(visit.handle(.time(seconds: Clock.seconds, today: now.date, now: now)))
        // Looking at every file costs more than waiting for a key; once in a while does.
        if visit.isIdle, Clock.seconds % Self.watchInterval == 0 {
            if watch.hasChanged { await renewConfiguration() }
            tellStaff()
            if visit.isAtStaffDesk { lookAfterStaff() }
        }
        await lookIntoOutbox()
        let isSame =
            before.1 == visit.stage && before.2 == visit.delivery && before.3 == visit.staffNotices
            && staffBefore == visit.staff && !visit.countsDown
        if before.0 != nil || visit.overlay != nil || !isSame { paint() }
    }

    /// A sound configuration is taken up as a whole; otherwise the last sound one stays.
    private mutating func renewConfiguration() async {
        switch await watch.load() {
        case .success(let configuration):
            // A terminal that cannot keep anything stays out of order.
            let isReady = !isStoreRefused
            log.configurationTaken(services: configuration.services.count, leftOut: configuration.leftOut.count)
            perform(visit.handle(.configuration(configuration)) + (isReady ? visit.handle(.outOfOrder(nil)) : []))
            paint()
        case .failure:
            log.configurationRefused()
            // At first start there is no sound one to go on with.
            if visit.configuration.services.isEmpty { _ = visit.handle(.outOfOrder("configuration.refused")) }
            paint()
        }
    }

    mutating func perform(_ effects: [VisitEffect]) {
        for effect in effects {
            switch effect {
            case .prepare:
                if let reason = unreadiness() {
                    log.visitRefused(reason)
                    perform(visit.handle(.unready(reason)))
                }
            case .deliver(let payload): deliver(payload)
            case .report(let defect): log.expressionFailed(defect)
            case .card(let wish):
                for event in cards?.fulfil(wish, for: visit) ?? [] { perform(visit.handle(.card(event))) }
            case .staff(let wish): fulfil(wish)
            case .wipe:
                for event in cards?.end(leavingCard: visit.stage == .cardLeft) ?? [] {
                    perform(visit.handle(.card(event)))
                }
                directory?.close()
                endJournal()
                log.visitEnded()
            case .switchPracticeNetwork(let wanted):
                guard let network else { continue }
                perform(visit.handle(.practiceNetwork(network.turn(to: wanted))))
            case .lookUp(let text):
                let found = directory?.findings(for: text, in: visit.language) ?? []
                perform(visit.handle(.found(found, text)))
            case .describe(let id):
                guard let description = directory?.description(of: id, in: visit.language) else { continue }
                perform(visit.handle(.description(description, id)))
            case .journal(let entry):
                do {
                    try journal?.append(entry)
                } catch {
                    // Nothing more may be entered than can be kept.
                    log.notSaved(error)
                    perform(visit.handle(.unsaved))
                    // A device that was locked meanwhile goes on with nothing of it.
                    if visit.isIdle { _ = journal?.suspend() }
                    return
                }
            }
        }
    }

    mutating func paint() {
        if theme != visit.theme, let colours = visit.configuration.themes[visit.theme] {
            theme = visit.theme
            terminal.use(Translation.palette(colours))
        }
        let painting = ScreenPainter(visit, code: modules()).painting(terminal.size)
        canvas = painting.canvas
        _ = visit.handle(.painted(above: painting.pages.above, below: painting.pages.below))
        terminal.draw(canvas)
    }

    private mutating func modules() -> [[Bool]] {
        guard visit.stage == .code, let text = visit.reference?.text else { return [] }
        if code.reference != text { code = (text, QRCode.modules(of: text)) }
        return code.modules
    }
}
