import EID
import SmartCard

/// Where cards come from: the readers of this machine, or a simulated one.
protocol CardSource: Sendable {
    /// What is in the reader, beginning with now; ends with the listener's task.
    func presences() -> AsyncStream<CardPresence>

    /// Connects to the card in the reader.
    func connect() async throws(CardError) -> any CardChannel

    /// The pad of the reader, where it has one for identity cards.
    func pad(for card: any CardChannel, takingNewPIN: Bool) async -> (any PasswordPad)?
}

/// What is in the reader.
enum CardPresence: Equatable, Sendable {
    /// There is no reader, or pcscd does not run.
    case noReader
    case empty
    case card
    /// Something that does not answer.
    case unresponsive
}
