/// Takes the time of each step and tells the caller when it begins.
struct StepRecorder {
    private let card: CountedChannel
    private let now: @Sendable () -> Duration
    private let progress: @Sendable (ReadingStep) -> Void
    private let start: Duration
    private var current: (step: ReadingStep, began: Duration, exchanges: Int)?
    private(set) var steps: [ReadingStepReport] = []

    init(
        card: CountedChannel, now: @escaping @Sendable () -> Duration,
        progress: @escaping @Sendable (ReadingStep) -> Void
    ) {
        self.card = card
        self.now = now
        self.progress = progress
        start = now()
    }

    /// The step before is done.
    mutating func begin(_ step: ReadingStep) {
        end(.done)
        current = (step, now(), card.exchanges)
        progress(step)
    }

    /// Ends the current step, where there is one.
    mutating func end(_ outcome: ReadingStepReport.Outcome) {
        guard let current else { return }
        steps.append(
            ReadingStepReport(
                step: current.step, outcome: outcome, duration: now() - current.began,
                exchanges: card.exchanges - current.exchanges))
        self.current = nil
    }

    func report(_ outcome: ReadingOutcome) -> ReadingReport {
        ReadingReport(outcome: outcome, steps: steps, duration: now() - start, exchanges: card.exchanges)
    }
}
