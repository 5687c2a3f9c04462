import EID
import SmartCard
import Synchronization

/// A card that expects certain commands, byte by byte, and has its answers ready.
final class ScriptedCard: CardChannel {
    let answerToReset: [UInt8] = [0x3B, 0x00]
    let capabilities: CardCapabilities

    private struct State {
        var script: [(command: [UInt8]?, answer: [UInt8])]
        var received: [[UInt8]] = []
        var isClosed = false
    }

    private let state: Mutex<State>

    /// `nil` for a command takes whatever comes.
    init(_ script: [(command: [UInt8]?, answer: [UInt8])], extendedLength: Bool = true) {
        state = Mutex(State(script: script))
        capabilities = CardCapabilities(extendedLength: extendedLength, commandChaining: true)
    }

    var received: [[UInt8]] { state.withLock { $0.received } }
    var isClosed: Bool { state.withLock { $0.isClosed } }
    var remaining: Int { state.withLock { $0.script.count } }

    func exchange(_ command: [UInt8]) async throws(CardError) -> [UInt8] {
        let answer: [UInt8]? = state.withLock { state in
            guard !state.isClosed else { return nil }
            state.received.append(command)
            guard !state.script.isEmpty else { return [0x6F, 0x00] }
            let next = state.script.removeFirst()
            return next.command == nil || next.command == command ? next.answer : [0x6F, 0x01]
        }
        guard let answer else { throw .closed }
        return answer
    }

    func close() async { state.withLock { $0.isClosed = true } }
}
