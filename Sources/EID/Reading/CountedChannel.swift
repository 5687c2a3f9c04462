import SmartCard
import Synchronization

/// Counts what goes to the card.
final class CountedChannel: CardChannel {
    private let card: any CardChannel
    private let count = Atomic<Int>(0)

    init(_ card: any CardChannel) { self.card = card }

    var exchanges: Int { count.load(ordering: .relaxed) }
    var answerToReset: [UInt8] { card.answerToReset }
    var capabilities: CardCapabilities { card.capabilities }

    func exchange(_ command: [UInt8]) async throws(CardError) -> [UInt8] {
        count.add(1, ordering: .relaxed)
        return try await card.exchange(command)
    }

    func close() async { await card.close() }
}
