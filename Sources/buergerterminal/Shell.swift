import Catalogue
import Expressions
import Screens
import Terminal
import TerminalNCurses
import Visit

/// Feeds a visit with what happens and does what it wants done.
struct Shell {
    private enum Happening: Sendable {
        case terminal(TerminalEvent)
        case second
    }

    private let terminal: NCursesTerminal
    private var visit: Visit
    private var watch: ConfigurationWatch
    private var canvas: Canvas
    private var theme: String
    /// Cases confirmed in this rehearsal; the store will count them for good.
    private var delivered = 0
    private var repeats = RepeatFilter()
    private var code: (reference: String, modules: [[Bool]]) = ("", [])

    private let log: EventLog
    /// Seconds between two looks at the configuration.
    private static let watchInterval = 10

    init(terminal: NCursesTerminal, visit: Visit, watch: ConfigurationWatch, log: EventLog) {
        self.log = log
        self.terminal = terminal
        self.visit = visit
        self.watch = watch
        canvas = Canvas(size: terminal.size)
        theme = visit.theme
        // Before the first key: seconds are counted from the machine's start.
        _ = self.visit.handle(.time(seconds: Clock.seconds, today: visit.today, now: visit.now))
    }

    /// Runs until the terminal goes away.
    mutating func run() async {
        paint()
        renewConfiguration()
        let (happenings, continuation) = AsyncStream.makeStream(of: Happening.self)
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
            case .second: tick()
            }
        }
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
            perform(visit.handle(.press(press)))
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

    private mutating func tick() {
        guard let now = Clock.now else { return }
        let before = visit.overlay
        perform(visit.handle(.time(seconds: Clock.seconds, today: now.date, now: now)))
        // Looking at every file costs more than waiting for a key; once in a while does.
        if visit.isIdle, Clock.seconds % Self.watchInterval == 0, watch.hasChanged { renewConfiguration() }
        if before != nil || visit.overlay != nil { paint() }
    }

    /// A sound configuration is taken up as a whole; otherwise the last sound one stays.
    private mutating func renewConfiguration() {
        switch watch.load() {
        case .success(let configuration):
            log.configurationTaken(services: configuration.services.count, leftOut: configuration.leftOut.count)
            perform(visit.handle(.configuration(configuration)) + visit.handle(.outOfOrder(nil)))
            paint()
        case .failure:
            log.configurationRefused()
            // At first start there is no sound one to go on with.
            if visit.configuration.services.isEmpty { _ = visit.handle(.outOfOrder("configuration.refused")) }
            paint()
        }
    }

    private mutating func perform(_ effects: [VisitEffect]) {
        for effect in effects {
            switch effect {
            case .deliver:
                // Until the store exists the payload goes nowhere; the receipt says that this is a rehearsal.
                delivered += 1
                perform(visit.handle(.number(delivered, .rehearsal)))
            case .report(let defect): log.expressionFailed(defect)
            case .wipe: log.visitEnded()
            // Answers are kept nowhere until the store exists.
            case .journal: break
            }
        }
    }

    private mutating func paint() {
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
