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

    init(terminal: NCursesTerminal, visit: Visit, watch: ConfigurationWatch) {
        self.terminal = terminal
        self.visit = visit
        self.watch = watch
        canvas = Canvas(size: terminal.size)
        theme = visit.theme
    }

    /// Runs until the terminal goes away.
    mutating func run() async {
        paint()
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
        if visit.isIdle, watch.hasChanged, case .success(let configuration) = watch.load() {
            perform(visit.handle(.configuration(configuration)))
            paint()
        }
        if before != nil || visit.overlay != nil { paint() }
    }

    private mutating func perform(_ effects: [VisitEffect]) {
        for effect in effects {
            switch effect {
            case .deliver:
                // Until the store exists the payload goes nowhere; the receipt says that this is a rehearsal.
                delivered += 1
                perform(visit.handle(.number(delivered)))
            case .wipe, .journal, .report: break
            }
        }
    }

    private mutating func paint() {
        if theme != visit.theme, let colours = visit.configuration.themes[visit.theme] {
            theme = visit.theme
            terminal.use(Translation.palette(colours))
        }
        canvas = ScreenPainter(visit, code: modules()).paint(terminal.size)
        terminal.draw(canvas)
    }

    private mutating func modules() -> [[Bool]] {
        guard visit.stage == .code, let text = visit.reference?.text else { return [] }
        if code.reference != text { code = (text, QRCode.modules(of: text)) }
        return code.modules
    }
}
