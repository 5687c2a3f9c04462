import EID
import Secrets
import SmartCard
import Visit

/// Owns the reader: watches it, reads the card in it, changes its PIN; one thing at a time.
actor CardDesk {
    private let source: any CardSource
    private let secrets: TypedSecrets
    private let log: EventLog
    /// The number of the watch that it belongs to, and what happened.
    private let report: @Sendable (Int, CardEvent) -> Void
    /// After so long a card is given up, however it answers.
    private let limit: Duration

    private var number = 0
    private var watching: Task<Void, Never>?
    private var work: Task<Void, Never>?
    private var isIn = false
    private var takesNewPIN = false

    init(
        source: any CardSource, secrets: TypedSecrets, log: EventLog, limit: Duration = .seconds(60),
        report: @escaping @Sendable (Int, CardEvent) -> Void
    ) {
        self.source = source
        self.secrets = secrets
        self.log = log
        self.limit = limit
        self.report = report
    }

    /// Tells of the card in the reader from now on, under this number.
    func watch(_ number: Int, takesNewPIN: Bool) {
        release()
        self.number = number
        self.takesNewPIN = takesNewPIN
        let presences = source.presences()
        watching = Task { [weak self] in
            for await presence in presences { await self?.noticed(presence, number) }
        }
    }

    /// Looks no more, and lets the card go.
    func release() {
        watching?.cancel()
        work?.cancel()
        (watching, work, isIn) = (nil, nil, false)
    }

    /// Asks the card nothing more, and goes on looking whether it is there.
    func abandon() {
        work?.cancel()
        work = nil
    }

    private func noticed(_ presence: CardPresence, _ number: Int) {
        guard number == self.number, watching != nil else { return }
        switch presence {
        case .card:
            isIn = true
            work?.cancel()
            work = Task { await look() }
        case .empty, .noReader:
            work?.cancel()
            if isIn { tell(.removed) }
            isIn = false
            if presence == .noReader { tell(.stopped(.readerGone)) }
        case .unresponsive: tell(.stopped(.unreadable))
        }
    }

    private func tell(_ event: CardEvent) {
        if case .stopped(let obstacle) = event { log.store("card.stopped", ["reason": "\(obstacle)"]) }
        report(number, event)
    }

    /// Whether it is an identity card, and the state of its PIN; no try is used.
    ///
    /// A card that is gone before anything was asked of it is none that was pulled: readers take half a second to notice,
    /// and until they do it is looked again.
    private func look() async {
        var event = await seen()
        for _ in 0..<10 where event == .stopped(.removed) {
            guard (try? await Task.sleep(for: .milliseconds(200))) != nil else { return }
            event = await seen()
        }
        if let event, !Task.isCancelled { tell(event) }
    }

    private func seen() async -> CardEvent? {
        do throws(CardError) {
            let card = try await source.connect()
            let hasPad = await source.pad(for: card, takingNewPIN: takesNewPIN) != nil
            let event: CardEvent?
            do throws(EIDError) {
                event = .found(CardPIN(try await PINManagement(card: card).state()), hasPad: hasPad)
            } catch {
                event = CardObstacle(looking: error).map(CardEvent.stopped)
            }
            await card.close()
            return event
        } catch {
            return CardObstacle(error).map(CardEvent.stopped)
        }
    }

    // MARK: Reading

    /// Reads with what was typed, or on the reader's pad.
    func read(_ task: CardReadingTask, onPad: Bool, terminal: EID.Terminal, today: CalendarDate) {
        let groups = Set(task.fields.compactMap(DataGroup.init(field:)))
        let reading = CardReading(request: ReadingRequest(dataGroups: groups, today: today), terminal: terminal)
        begin { desk, card in await desk.run(reading, on: card, task, ReadingProgress(groups), onPad: onPad) }
    }

    private func run(
        _ reading: CardReading, on card: any CardChannel, _ task: CardReadingTask, _ progress: ReadingProgress,
        onPad: Bool
    ) async {
        let entry: PasswordEntry
        if onPad {
            guard let pad = await source.pad(for: card, takingNewPIN: false) else { return await card.close() }
            entry = .onPad(pad, task.password == .pin ? .pin : .can)
        } else {
            entry = secrets.entry(task.password)
        }
        let (report, number) = (report, number)
        let outcome = await reading.run(on: card, openedBy: entry) { step in
            report(number, .progress(progress.progress(at: step)))
        }
        await card.close()
        finish(outcome)
    }

    private func finish(_ report: ReadingReport) {
        guard !Task.isCancelled else { return }
        log.store(
            "card.read",
            [
                "outcome": report.outcome.word, "commands": String(report.exchanges),
                "milliseconds": String(Int(report.duration / .milliseconds(1))),
            ])
        if let event = CardEvent(report.outcome) { tell(event) }
    }

    // MARK: The PIN

    /// Sets the new PIN that was typed; on the reader's pad it is typed there.
    func changePIN(onPad: Bool) {
        begin { desk, card in
            let event: CardEvent?
            do throws(EIDError) {
                event = CardEvent(try await desk.changePIN(on: card, onPad: onPad))
            } catch {
                event = CardObstacle(error).map(CardEvent.stopped)
            }
            await card.close()
            if let event, !Task.isCancelled { await desk.tell(event) }
        }
    }

    private func changePIN(on card: any CardChannel, onPad: Bool) async throws(EIDError) -> PINManagement.Outcome {
        let management = try await PINManagement(card: card)
        if onPad {
            guard let pad = await source.pad(for: card, takingNewPIN: true) else {
                return .refused(.pin, .abandoned)
            }
            return try await management.change(on: pad)
        }
        let (pin, new, can) = (secrets.pin, secrets.newPIN, secrets.can)
        guard can.bytes.count > 0 else { return try await management.change(from: pin.bytes, to: new.bytes) }
        return try await management.change(from: pin.bytes, to: new.bytes, resumingWith: can.bytes)
    }

    /// Does something with the card, which ends within the limit.
    private func begin(_ action: @escaping @Sendable (CardDesk, any CardChannel) async -> Void) {
        work?.cancel()
        let (limit, number) = (limit, number)
        let task = Task {
            do throws(CardError) {
                let card = try await source.connect()
                await action(self, card)
            } catch {
                if let obstacle = CardObstacle(error), !Task.isCancelled { tell(.stopped(obstacle)) }
            }
        }
        work = task
        let watchdog = Task {
            guard (try? await Task.sleep(for: limit)) != nil else { return }
            giveUp(task, number)
        }
        // What has ended is not given up any more.
        Task {
            await task.value
            watchdog.cancel()
        }
    }

    /// A card that still answers after the limit is let go.
    private func giveUp(_ action: Task<Void, Never>, _ number: Int) {
        guard work == action, number == self.number, !action.isCancelled else { return }
        action.cancel()
        tell(.stopped(.unreadable))
    }
}
