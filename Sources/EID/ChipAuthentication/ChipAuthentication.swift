import SmartCard

/// Chip authentication version 2: the card proves that it has the private half of the key in its signed EF.CardSecurity,
/// so that it is no copy, and both restart secure messaging with new keys.
///
/// Source: BSI TR-03110-2, 3.4; BSI TR-03110-3, A.4 and B.2. Two commands.
package struct ChipAuthentication: Sendable {
    package let variant: ChipAuthenticationVariant

    package init(variant: ChipAuthenticationVariant) { self.variant = variant }

    /// Runs it with a key that passive authentication has verified. What comes back is a card that is what it claims.
    package func run(
        on terminal: consuming AuthenticatedTerminal, verified: VerifiedSecurityInfos
    ) async throws(EIDError) -> AuthenticCard {
        let infos = verified.infos
        // What was chosen from the unsigned EF.CardAccess must stand in the signed file (TR-03110-2, 3.4).
        guard infos.chipAuthentication.contains(variant.info) else {
            throw .untrusted("EF.CardAccess differs from EF.CardSecurity.")
        }
        guard let info = infos.chipAuthenticationPublicKeys.first(where: { $0.keyID == variant.info.keyID }) else {
            throw .malformed("EF.CardSecurity, which lacks the card's key")
        }
        let cardKey = try info.chipAuthenticationPublicKey.ecPublicKey()
        guard cardKey.curve == variant.curve else { throw .untrusted("EF.CardAccess differs from EF.CardSecurity.") }

        // MSE:Set AT (B.14.1) with the key's reference: a card of version 3 asks for it, the others do not mind.
        var selection = TLV.encode(0x80, variant.info.protocolID.content)
        if let keyID = variant.info.keyID { selection += TLV.encode(0x84, [UInt8(truncatingIfNeeded: keyID)]) }
        let selected = try await terminal.pace.channel.transmit(
            CommandAPDU(instruction: 0x22, parameter1: 0x41, parameter2: 0xA4, data: selection))
        guard selected.status == .success else { throw .unexpectedStatus(selected.status) }

        // GENERAL AUTHENTICATE (B.2): our whole ephemeral key; back come a nonce (81) and a token (82).
        let publicKey = terminal.ephemeralKey.publicKey
        let response = try await terminal.pace.channel.transmit(
            GeneralAuthenticate(objects: TLV.encode(0x80, publicKey.encoded)).command)
        switch response.status {
        case .success: break
        case .authenticationFailed: throw .cardNotAuthentic
        default: throw .unexpectedStatus(response.status)
        }
        let objects = try GeneralAuthenticate.objects(of: response)
        guard let nonce = objects.first(0x81)?.value, nonce.count == 8, let token = objects.first(0x82)?.value else {
            throw .malformed("chip authentication data")
        }

        // Both derive new keys from the agreement and the nonce; the token shows that the card could (A.4.2, steps 4, 5).
        let keys = try SessionKeys(
            cipher: variant.cipher, sharedSecret: try terminal.ephemeralKey.sharedSecret(with: cardKey),
            nonce: Array(nonce))
        let expected = try keys.token(over: publicKey, protocolID: variant.info.protocolID)
        guard ConstantTime.equal(expected, token) else { throw .cardNotAuthentic }

        // From here on all goes under the new keys, and the counter starts at zero (F.5).
        let rights = terminal.rights
        let auxiliaryData = terminal.auxiliaryData
        return AuthenticCard(
            channel: terminal.pace.channel.restarted(keys: keys), infos: infos, rights: rights,
            auxiliaryData: auxiliaryData)
    }
}
