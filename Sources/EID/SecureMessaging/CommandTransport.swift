import SmartCard

/// What carries a command to the card, in the open or protected: PACE and file reading do not care which.
protocol CommandTransport: ~Copyable {
    var capabilities: CardCapabilities { get }

    /// Sends one command and gives the card's answer, whatever its status.
    mutating func transmit(_ command: CommandAPDU) async throws(EIDError) -> ResponseAPDU
}

/// The open way, before PACE.
struct PlainTransport: CommandTransport {
    let card: any CardChannel

    var capabilities: CardCapabilities { card.capabilities }

    mutating func transmit(_ command: CommandAPDU) async throws(EIDError) -> ResponseAPDU {
        do { return try await card.transmit(command) } catch { throw .transport(error) }
    }
}
