package import SmartCard
import Synchronization

/// A simulated card as a ``CardChannel``, in process, with faults at chosen commands.
///
/// Opening a channel gives the card power; closing it takes the power away. A card may have one channel after another
/// and keeps its PIN and counters between them.
package final class SimulatedCardChannel: CardChannel {
    package let answerToReset = SimulatedCard.answerToReset
    package let capabilities: CardCapabilities

    private struct State {
        var exchanges = 0
        var isOpen = true
        var isRemoved = false
    }

    private let card: SimulatedCard
    private let faults: [Int: CardFault]
    private let timeLimit: Duration
    private let latency: Duration
    private let state = Mutex(State())

    /// Gives the card power.
    ///
    /// `faults` are by the number of the command, from 1; `timeLimit` is how long a reader waits for an answer before it
    /// gives the card up; `latency` is what a contactless chip takes for each command.
    package init(
        _ card: SimulatedCard, faults: [Int: CardFault] = [:], timeLimit: Duration = .seconds(5),
        latency: Duration = .zero, capabilities: CardCapabilities = SimulatedCard.capabilities
    ) {
        self.card = card
        self.faults = faults
        self.timeLimit = timeLimit
        self.latency = latency
        self.capabilities = capabilities
        card.reset()
    }

    /// How many commands were carried so far.
    package var exchangeCount: Int { state.withLock { $0.exchanges } }

    /// Whether somebody closed the channel.
    package var isClosed: Bool { state.withLock { !$0.isOpen } }

    package func exchange(_ command: [UInt8]) async throws(CardError) -> [UInt8] {
        guard !Task.isCancelled else { throw .cancelled }
        let (number, isOpen, isRemoved) = state.withLock { state in
            state.exchanges += 1
            return (state.exchanges, state.isOpen, state.isRemoved)
        }
        guard isOpen else { throw .closed }
        guard !isRemoved else { throw .cardRemoved }
        if latency > .zero { try await wait(latency) }
        switch faults[number] {
        case nil: return card.process(command)
        case .removed?:
            remove()
            throw .cardRemoved
        case .emptyAnswer?:
            remove()
            return []
        case .bitFlipped(let place)?:
            var answer = card.process(command)
            let bit = min(place, answer.count * 8 - 1)
            answer[answer.count - 1 - bit / 8] ^= 1 << (bit % 8)
            return answer
        case .cutShort(let count)?: return Array(card.process(command).prefix(count))
        case .statusWord(let status)?:
            _ = card.process(command)
            return ResponseAPDU(status: status).encoded
        case .delayed(let duration)?:
            try await wait(min(duration, timeLimit))
            guard duration < timeLimit else { throw .cardUnresponsive }
            return card.process(command)
        case .hanging?:
            try await wait(timeLimit)
            throw .cardUnresponsive
        }
    }

    package func close() async {
        state.withLock { $0.isOpen = false }
        card.reset()
    }

    private func remove() {
        state.withLock { $0.isRemoved = true }
        card.reset()
    }

    private func wait(_ duration: Duration) async throws(CardError) {
        do { try await Task.sleep(for: duration) } catch { throw .cancelled }
    }
}
