import SmartCard

/// Restricted identification: the card computes an identifier that is the same for it in one sector and tells nothing in
/// another. A service recognises a holder by it (pseudonym); a block list names lost cards by it (revocation).
///
/// Source: BSI TR-03110-2, 3.5; BSI TR-03110-3, A.5 and B.4. Two commands.
package enum RestrictedIdentification {
    /// Which of the card's keys makes the identifier.
    package enum Purpose: Sendable {
        /// The key that only terminals with the right may use.
        case pseudonym
        /// The key that is open to every authenticated terminal.
        case revocation
    }
}

extension AuthenticCard {
    /// The identifier of the card in a sector, the first (`isFirst`) or the second that the terminal's certificate names.
    package mutating func sectorIdentifier(
        for sector: SectorPublicKey, isFirst: Bool, purpose: RestrictedIdentification.Purpose
    ) async throws(EIDError) -> [UInt8] {
        let wantsAuthorized = purpose == .pseudonym
        guard
            let info = infos.restrictedIdentification.first(where: {
                $0.authorizedOnly == wantsAuthorized && $0.hashFunction != nil
            })
        else { throw .unsupported("a card without a key for this restricted identification") }

        // MSE:Set AT (B.14.1) for internal authentication, with the key's reference.
        let selection = try await channel.transmit(
            CommandAPDU(
                instruction: 0x22, parameter1: 0x41, parameter2: 0xA4,
                data: TLV.encode(0x80, info.protocolID.content)
                    + TLV.encode(0x84, [UInt8(truncatingIfNeeded: info.keyID)])))
        guard selection.status == .success else { throw .unexpectedStatus(selection.status) }

        // GENERAL AUTHENTICATE (B.4): the sector's key with its domain parameters, tag A0 or A2 instead of 7F49.
        guard let key = try? TLV.decode(sector.encoded) else { throw .malformed("sector public key") }
        let response = try await channel.transmit(
            GeneralAuthenticate(objects: TLV.encode(isFirst ? 0xA0 : 0xA2, key.value)).command)
        guard response.status == .success else { throw .unexpectedStatus(response.status) }
        let identifier = try GeneralAuthenticate.object(isFirst ? 0x81 : 0x83, of: response)
        guard identifier.count == info.hashFunction?.length else { throw .malformed("sector identifier") }
        return identifier
    }
}
