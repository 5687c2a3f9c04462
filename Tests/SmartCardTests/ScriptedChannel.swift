import SmartCard
import Synchronization

/// A channel that answers from a list and keeps what it was sent.
final class ScriptedChannel: CardChannel {
    let answerToReset: [UInt8] = []
    let capabilities: CardCapabilities
    private let answers: Mutex<[[UInt8]]>
    private let commands = Mutex<[[UInt8]]>([])

    init(extended: Bool = false, longestCommand: Int? = nil, answers: [[UInt8]]) {
        capabilities = CardCapabilities(
            extendedLength: extended, commandChaining: true, longestCommand: longestCommand)
        self.answers = Mutex(answers)
    }

    var sent: [[UInt8]] { commands.withLock { $0 } }

    func exchange(_ command: [UInt8]) async throws(CardError) -> [UInt8] {
        commands.withLock { $0.append(command) }
        guard let answer = answers.withLock({ $0.isEmpty ? nil : $0.removeFirst() }) else { throw .cardRemoved }
        return answer
    }

    func close() async {}
}
