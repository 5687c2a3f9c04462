import SmartCard
import Synchronization

/// Passes commands on and keeps them, and can change an answer on its way back.
final class RecordingChannel: CardChannel {
    private let card: any CardChannel
    private let commands = Mutex<[[UInt8]]>([])
    private let change: @Sendable (_ number: Int, _ answer: [UInt8]) -> [UInt8]

    /// `change` gets the number of the command, from 1, and the card's answer.
    init(
        _ card: any CardChannel,
        change: @escaping @Sendable (_ number: Int, _ answer: [UInt8]) -> [UInt8] = { $1 }
    ) {
        self.card = card
        self.change = change
    }

    var sent: [[UInt8]] { commands.withLock { $0 } }
    var answerToReset: [UInt8] { card.answerToReset }
    var capabilities: CardCapabilities { card.capabilities }

    func exchange(_ command: [UInt8]) async throws(CardError) -> [UInt8] {
        let number = commands.withLock {
            $0.append(command)
            return $0.count
        }
        return change(number, try await card.exchange(command))
    }

    func close() async { await card.close() }
}
