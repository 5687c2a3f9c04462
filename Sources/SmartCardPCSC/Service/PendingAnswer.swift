import SmartCard
import Synchronization

/// The answer to one blocking call, resolved once: by the call, by its time limit or by cancellation, whatever is first.
final class PendingAnswer<Value: Sendable>: Sendable {
    typealias Outcome = Result<Value, CardError>

    private enum State {
        case open
        case awaited(CheckedContinuation<Outcome, Never>)
        case resolved(Outcome)
    }

    private let state = Mutex(State.open)

    /// Whether this was the first to resolve it.
    @discardableResult
    func resolve(_ outcome: Outcome) -> Bool {
        let (isFirst, continuation): (Bool, CheckedContinuation<Outcome, Never>?) = state.withLock { state in
            switch state {
            case .open:
                state = .resolved(outcome)
                return (true, nil)
            case .awaited(let continuation):
                state = .resolved(outcome)
                return (true, continuation)
            case .resolved: return (false, nil)
            }
        }
        continuation?.resume(returning: outcome)
        return isFirst
    }

    /// Waits for it; one task only.
    func outcome() async -> Outcome {
        await withCheckedContinuation { continuation in
            let resolved: Outcome? = state.withLock { state in
                if case .resolved(let outcome) = state { return outcome }
                state = .awaited(continuation)
                return nil
            }
            if let resolved { continuation.resume(returning: resolved) }
        }
    }
}
