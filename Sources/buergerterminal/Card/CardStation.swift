import EID
import Expressions
import Forms
import Visit

/// Where the certificates lie, and which cards are read.
struct CardSetup: Sendable {
    let stateDirectory: String
    /// The directory of personas to practise with.
    let personas: String
    /// Names of the readers that may be used; none: any.
    let readers: [String]
    /// Whether the readers of this machine are used, rather than a simulated one.
    let usesReader: Bool
    let isTraining: Bool
}

/// The reader as the shell sees it: fulfils what the visit wants of it.
final class CardStation {
    let secrets = TypedSecrets()
    private let setup: CardSetup
    private let log: EventLog
    private let report: @Sendable (Int, CardEvent) -> Void
    private var number = 0
    private var files: CardFiles?
    private var terminal: EID.Terminal?
    private var practice: PracticeReader?
    private var desk: CardDesk?
    /// What the desk is asked, in this order.
    private var orders: AsyncStream<@Sendable (CardDesk) async -> Void>.Continuation?

    /// Touches neither reader nor file until something is wanted.
    init(_ setup: CardSetup, log: EventLog, report: @escaping @Sendable (Int, CardEvent) -> Void) {
        self.setup = setup
        self.log = log
        self.report = report
    }

    /// Whether what comes under this number still concerns the visit.
    func isCurrent(_ number: Int) -> Bool { number == self.number }

    /// Does what the visit wants; what is known at once comes back.
    func fulfil(_ wish: CardWish, for visit: Visit) -> [CardEvent] {
        switch wish {
        case .prepare(let task):
            let events = open(on: visit.today)
            guard let files else { return events + [.terminal(.notSetUp)] }
            let (state, terminal) = files.terminal(for: task, on: visit.today)
            self.terminal = terminal
            return events + [.terminal(state)]
        case .watch:
            let events = open(on: visit.today)
            secrets.removeAll()
            number += 1
            order { [number, takesNewPIN = visit.changesPIN] in await $0.watch(number, takesNewPIN: takesNewPIN) }
            return events
        case .read(let task, let onPad):
            guard let terminal, let today = CalendarDate(visit.today) else { return [.stopped(.notSetUp)] }
            order { await $0.read(task, onPad: onPad, terminal: terminal, today: today) }
        case .changePIN(let onPad):
            guard onPad || secrets.newPINsAgree else {
                secrets.removeNewPINs()
                return [.unequal]
            }
            order { await $0.changePIN(onPad: onPad) }
        case .forget: secrets.removeAll()
        case .release: release()
        case .insertPractice(let id): return insert(id)
        case .takePractice:
            practice?.take()
            return [.practiceInserted(nil)]
        }
        return []
    }

    /// The visit is over: the card is let go, and one to practise with lies in no reader any more.
    /// - Parameter leavingCard: Whether a card was left behind: then the reader is watched until it is taken.
    /// - Returns: What the walk is told.
    func end(leavingCard: Bool = false) -> [CardEvent] {
        guard !leavingCard else {
            secrets.removeAll()
            order { await $0.abandon() }
            return []
        }
        release()
        guard let practice else { return [] }
        practice.take()
        return [.practiceInserted(nil)]
    }

    /// Looks at no card any more, and wipes what was typed.
    func release() {
        secrets.removeAll()
        number += 1
        order { await $0.release() }
    }

    private func insert(_ id: String) -> [CardEvent] {
        guard let practice else { return [] }
        do {
            try practice.insert(id)
            return [.practiceInserted(id)]
        } catch {
            log.store("practice.card", ["reason": "\(error)"])
            return []
        }
    }

    private func order(_ order: @escaping @Sendable (CardDesk) async -> Void) { orders?.yield(order) }

    // MARK: Opening

    /// Opens the reader when it is first wanted.
    private func open(on today: CivilDate) -> [CardEvent] {
        guard desk == nil else { return [] }
        guard !setup.usesReader else {
            files = CardFiles(directory: setup.stateDirectory + "/eid", isTraining: setup.isTraining)
            serve(PCSCCardSource(allowed: setup.readers))
            return []
        }
        guard let date = CalendarDate(today) else { return [] }
        let pki = PracticePKI(directory: setup.stateDirectory + "/practice")
        do {
            let reader = PracticeReader(
                personas: setup.personas, credentials: try pki.credentials(personas: setup.personas, on: date),
                today: date)
            files = CardFiles(directory: pki.terminal, isTraining: setup.isTraining)
            practice = reader
            serve(reader)
            return [.practice(reader.cards)]
        } catch {
            log.store("practice.keys", ["reason": "\(error)"])
            return []
        }
    }

    private func serve(_ source: any CardSource) {
        let desk = CardDesk(source: source, secrets: secrets, log: log, report: report)
        let (orders, continuation) = AsyncStream.makeStream(of: (@Sendable (CardDesk) async -> Void).self)
        self.desk = desk
        self.orders = continuation
        Task { for await order in orders { await order(desk) } }
    }
}
