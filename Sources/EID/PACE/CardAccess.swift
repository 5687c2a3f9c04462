package import SmartCard

/// EF.CardAccess: what a card says to everybody about the protocols it knows. Nobody has signed it.
///
/// Source: BSI TR-03110-3, A.1.2 (short identifier 1C).
package enum CardAccess {
    /// Reads the file, in the open and with one command as a rule. A card without it is no identity card:
    /// ``EIDError/unsupported(_:)``.
    package static func read(from card: any CardChannel) async throws(EIDError) -> SecurityInfos {
        var transport = PlainTransport(card: card)
        switch try await CardFile.read(shortIdentifier: 0x1C, over: &transport) {
        case .content(let bytes): return try SecurityInfos(decoding: bytes)
        case .refused: throw .unsupported("a card without EF.CardAccess")
        }
    }
}
