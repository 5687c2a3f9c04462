package import SmartCard

/// The readers of this machine and the cards in them, as pcscd shows them.
///
/// pcscd's calls block, so every context has a thread of its own that owns it: one for each listener and one for each
/// card. Nothing waits in Swift's threads. pcscd may come, go and be restarted at any time.
///
/// Source: PC/SC part 5.
package struct PCSCService: Sendable {
    /// How long one exchange with a card may take. A contactless identity card needs up to 0.5 s for its longest.
    package var timeLimit: Duration

    package init(timeLimit: Duration = .seconds(5)) { self.timeLimit = timeLimit }

    /// The readers and what is in them, now.
    ///
    /// - Throws: ``CardError/serviceUnavailable`` where pcscd does not run, ``CardError/service(code:)`` with the code
    ///   where it refuses (`8010006A`: polkit does not allow it).
    package func readers() async throws(CardError) -> [CardReader] {
        let answer = PendingAnswer<[CardReader]>()
        let isStarted = SystemThread.start {
            do throws(ServiceFailure) {
                let context = try ReaderContext()
                var states = ReaderStates()
                _ = states.update(names: try context.names())
                for (name, state) in try context.change(of: states, milliseconds: 0) where !state.isUnknown {
                    _ = states.update(name, state)
                }
                answer.resolve(.success(states.readers))
            } catch {
                answer.resolve(.failure(error.code.error ?? .service(code: error.code.rawValue)))
            }
        }
        guard isStarted else { throw .serviceUnavailable }
        let timer = Task { [timeLimit] in
            guard (try? await Task.sleep(for: timeLimit, clock: .continuous)) != nil else { return }
            answer.resolve(.failure(.serviceUnavailable))
        }
        defer { timer.cancel() }
        return try await answer.outcome().get()
    }

    /// What happens to readers and cards from now on, beginning with what there is. Ends with the listener's task.
    package func events() -> AsyncStream<ReaderEvent> {
        AsyncStream { continuation in
            let watch = ReaderWatch { continuation.yield($0) }
            continuation.onTermination = { _ in watch.stop() }
            if !watch.start() { continuation.finish() }
        }
    }

    /// Connects to the card in a reader.
    ///
    /// - Throws: ``CardError/cardRemoved`` where there is none, ``CardError/sharingViolation`` where another program
    ///   holds it, ``CardError/cardUnresponsive`` where it does not answer to its reset, or not in time,
    ///   ``CardError/readerRemoved``, ``CardError/serviceUnavailable``.
    package func connect(
        to reader: String, sharing: CardSharing = .exclusive
    ) async throws(CardError) -> PCSCCardChannel {
        try await PCSCCardChannel(reader: reader, sharing: sharing, timeLimit: timeLimit)
    }
}

extension PCSCService {
    /// How many threads wait for a card that hangs, at most ``CardThread/abandonedLimit``.
    package static var abandonedThreads: Int { CardThread.abandonedCount }
}
