package import SmartCard
import Synchronization

/// A card in a reader of this machine, through pcscd.
///
/// Every exchange ends within the time limit. A channel on which something was lost (the card, the reader, pcscd, an
/// exchange that was late or cancelled) stays lost, and says the same again: what was authenticated is gone.
package final class PCSCCardChannel: CardChannel {
    /// The reader's name, as pcscd has it.
    package let reader: String
    package let answerToReset: [UInt8]
    package let capabilities: CardCapabilities
    /// What the reader can do beyond carrying commands.
    package let features: ReaderFeatures

    private let thread: CardThread
    private let timeLimit: Duration
    private let lost = Mutex<CardError?>(nil)

    /// Connects to the card in a reader.
    ///
    /// - Throws: ``CardError/cardRemoved`` where there is none, ``CardError/sharingViolation`` where another program
    ///   holds it, ``CardError/cardUnresponsive`` where it does not answer to its reset or not in time.
    init(reader: String, sharing: CardSharing, timeLimit: Duration) async throws(CardError) {
        let thread = try CardThread()
        do throws(CardError) {
            let opened = try await thread.run(limit: timeLimit) { connection throws(CardError) in
                try connection.open(reader: reader, sharing: sharing)
            }
            answerToReset = opened.answerToReset
            features = opened.features
            var capabilities = CardCapabilities(answerToReset: opened.answerToReset)
            capabilities.extendedLength = capabilities.extendedLength && opened.reader.takesExtendedLength
            capabilities.longestCommand = opened.reader.longestCommand
            self.capabilities = capabilities
        } catch {
            thread.end()
            throw error
        }
        self.reader = reader
        self.thread = thread
        self.timeLimit = timeLimit
    }

    deinit { thread.end() }

    package func exchange(_ command: [UInt8]) async throws(CardError) -> [UInt8] {
        try await run(limit: timeLimit) { connection throws(CardError) in try connection.transmit(command) }
    }

    private func run<Value: Sendable>(
        limit: Duration, _ call: @escaping @Sendable (CardConnection) throws(CardError) -> Value
    ) async throws(CardError) -> Value {
        if let error = lost.withLock({ $0 }) { throw error }
        if Task.isCancelled { throw .cancelled }
        do throws(CardError) {
            return try await thread.run(limit: limit, call)
        } catch {
            lost.withLock { $0 = $0 ?? error }
            throw error
        }
    }

    package func close() async {
        let isOpen = lost.withLock { error in
            defer { error = .closed }
            return error != .closed
        }
        guard isOpen else { return }
        // In a task of its own: the connection ends also when the caller is cancelled.
        let ending = Task { [thread] in
            _ = try? await thread.run(limit: .seconds(2)) { connection throws(CardError) in connection.close() }
            thread.end()
        }
        await ending.value
    }
}

extension PCSCCardChannel: ReaderControl {
    package func control(
        _ code: UInt32, _ input: ControlInput, limit: Duration
    ) async throws(CardError) -> [UInt8] {
        try await run(limit: limit) { connection throws(CardError) in try connection.control(code, input) }
    }
}
