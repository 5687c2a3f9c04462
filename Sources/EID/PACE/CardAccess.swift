package import SmartCard

/// EF.CardAccess: what a card says to everybody about the protocols it knows. Nobody has signed it.
///
/// Source: BSI TR-03110-3, A.1.2 (short identifier 1C).
package enum CardAccess {
    /// Reads the file, in the open and with one command as a rule. A card without it is no identity card:
    /// ``EIDError/unsupported(_:)``.
    package static func read(from card: any CardChannel) async throws(EIDError) -> SecurityInfos {
        var transport = PlainTransport(card: card)
        var outcome = try await CardFile.read(shortIdentifier: 0x1C, over: &transport)
        // A session that an earlier try left behind ends with the first command in the open (TR-03110-3, F.6).
        if outcome == .refused(.secureMessagingObjectsMissing) {
            outcome = try await CardFile.read(shortIdentifier: 0x1C, over: &transport)
        }
        switch outcome {
        case .content(let bytes): return try SecurityInfos(decoding: bytes)
        case .refused: throw .unsupported("a card without EF.CardAccess")
        }
    }
}
