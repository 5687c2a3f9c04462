import CPCSCLite
import Glibc
import Synchronization

/// Looks at the readers on a thread of its own for as long as somebody listens.
final class ReaderWatch: Sendable {
    private struct State {
        var isStopped = false
        var context: SCARDCONTEXT?
    }

    /// A reader that comes between two calls, and a cancellation that does, are noticed after this time.
    private static let longestWait = 2000
    /// The pause before pcscd is asked for again.
    private static let pause: useconds_t = 200_000

    private let state = Mutex(State())
    private let announce: @Sendable (ReaderEvent) -> Void

    init(_ announce: @escaping @Sendable (ReaderEvent) -> Void) { self.announce = announce }

    /// Starts the thread. False where the system has none left.
    func start() -> Bool { SystemThread.start { [self] in run() } }

    func stop() {
        let context = state.withLock { state in
            state.isStopped = true
            return state.context
        }
        if let context { ReaderContext.cancel(context) }
    }

    private var isStopped: Bool { state.withLock { $0.isStopped } }

    private func run() {
        var isAvailable: Bool?
        while !isStopped {
            if let context = try? ReaderContext() {
                state.withLock { $0.context = context.handle }
                if isAvailable != true { announce(.serviceAvailable) }
                isAvailable = true
                follow(context)
                state.withLock { $0.context = nil }
                if isStopped { break }
            }
            if isAvailable != false { announce(.serviceUnavailable) }
            isAvailable = false
            usleep(Self.pause)
        }
    }

    /// Announces what happens until pcscd is lost or nobody listens any more.
    private func follow(_ context: ReaderContext) {
        var states = ReaderStates()
        defer { for event in states.update(names: []) { announce(event) } }
        while !isStopped {
            do throws(ServiceFailure) {
                for event in states.update(names: try context.names()) { announce(event) }
                // The first look after a reader has come does not wait: pcscd tells its state at once.
                let changes = try context.change(of: states, milliseconds: Self.longestWait)
                for name in states.names {
                    guard let state = changes[name], !state.isUnknown else { continue }
                    for event in states.update(name, state) { announce(event) }
                }
            } catch {
                if error.code == .cancelled { continue }
                return
            }
        }
    }
}
