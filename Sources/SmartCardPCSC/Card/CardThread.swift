import SmartCard
import Synchronization

/// The thread that owns one connection: all that pcscd is asked about it is asked there, one call after the other.
///
/// A call to a card that hangs cannot be ended from outside; pcsclite even refuses to release its context. So a call
/// that is late, or whose task was cancelled, is given up together with its thread, which ends the connection when
/// pcscd lets it go. No more than ``abandonedLimit`` of them are waited for at a time.
final class CardThread: Sendable {
    typealias Job = @Sendable (CardConnection) -> Void

    /// So many threads may hang; after that no card is connected until one has come back.
    static let abandonedLimit = 8
    private static let abandoned = Atomic<Int>(0)

    /// How many threads hang in a call that was given up.
    static var abandonedCount: Int { abandoned.load(ordering: .relaxed) }

    private struct State {
        var jobs: [Job] = []
        var isEnding = false
        var isAbandoned = false
        var isOver = false
    }

    private let state = Mutex(State())
    private let wakeUp = Semaphore()

    /// Throws ``CardError/cardUnresponsive`` where too many threads hang, or the system has none left.
    init() throws(CardError) {
        guard Self.abandonedCount < Self.abandonedLimit else { throw .cardUnresponsive }
        guard SystemThread.start({ [self] in run() }) else { throw .cardUnresponsive }
    }

    private func run() {
        let connection = CardConnection()
        while true {
            wakeUp.wait()
            let job: Job? = state.withLock { state in
                state.isAbandoned || state.jobs.isEmpty ? nil : state.jobs.removeFirst()
            }
            job?(connection)
            if state.withLock({ $0.isAbandoned || ($0.isEnding && $0.jobs.isEmpty) }) { break }
        }
        connection.close()
        let wasAbandoned = state.withLock { state in
            state.isOver = true
            state.jobs = []
            return state.isAbandoned
        }
        if wasAbandoned { Self.abandoned.subtract(1, ordering: .relaxed) }
    }

    /// Lets the thread end after what it still has to do. Returns at once.
    func end() {
        state.withLock { $0.isEnding = true }
        wakeUp.signal()
    }

    /// Gives the thread up: it ends as soon as the call it hangs in comes back. Returns at once.
    func abandon() {
        state.withLock { state in
            guard !state.isAbandoned, !state.isOver else { return }
            state.isAbandoned = true
            Self.abandoned.add(1, ordering: .relaxed)
        }
        wakeUp.signal()
    }

    /// Runs a blocking call there and waits for its result: not longer than the limit, not longer than the task lives.
    ///
    /// Throws what the call throws; ``CardError/cardUnresponsive`` after the limit and ``CardError/cancelled`` when the
    /// task is cancelled, and in both cases the thread is given up; ``CardError/closed`` when it has ended.
    func run<Value: Sendable>(
        limit: Duration, _ call: @escaping @Sendable (CardConnection) throws(CardError) -> Value
    ) async throws(CardError) -> Value {
        let answer = PendingAnswer<Value>()
        let isQueued = state.withLock { state in
            guard !state.isEnding, !state.isAbandoned else { return false }
            state.jobs.append { connection in
                do throws(CardError) {
                    answer.resolve(.success(try call(connection)))
                } catch {
                    answer.resolve(.failure(error))
                }
            }
            return true
        }
        guard isQueued else { throw .closed }
        wakeUp.signal()
        let timer = Task {
            guard (try? await Task.sleep(for: limit, clock: .continuous)) != nil else { return }
            if answer.resolve(.failure(.cardUnresponsive)) { abandon() }
        }
        defer { timer.cancel() }
        let outcome = await withTaskCancellationHandler {
            await answer.outcome()
        } onCancel: {
            if answer.resolve(.failure(.cancelled)) { abandon() }
        }
        return try outcome.get()
    }
}
