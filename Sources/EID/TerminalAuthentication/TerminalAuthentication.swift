import SmartCard

/// Terminal authentication version 2: the terminal shows the card by which authority it may read what.
///
/// Source: BSI TR-03110-2, 3.3 (terminal authentication); BSI TR-03110-3, B.3. Two commands for each certificate, three
/// for the proof of the key.
package struct TerminalAuthentication: Sendable {
    /// From the key that the card knows down to this terminal.
    package let chain: CertificateChain
    package let signer: any TerminalSigner
    package let auxiliaryData: AuxiliaryData

    package init(chain: CertificateChain, signer: any TerminalSigner, auxiliaryData: AuxiliaryData) {
        self.chain = chain
        self.signer = signer
        self.auxiliaryData = auxiliaryData
    }

    /// Runs it, and binds it to the ephemeral key with which chip authentication must go on.
    ///
    /// Throws ``EIDError/terminal(_:)`` where the card does not take a certificate or the signature.
    package func run(
        on pace: consuming EstablishedPACE, ephemeralKey: consuming ECPrivateKey
    ) async throws(EIDError) -> AuthenticatedTerminal {
        // Every certificate is checked by the card with the key that it already knows or has just imported.
        for certificate in chain.certificates {
            // MSE:Set DST (B.14.4): whose key verifies.
            let authority = certificate.body.certificationAuthorityReference
            let selection = try await pace.channel.transmit(
                CommandAPDU(
                    instruction: 0x22, parameter1: 0x81, parameter2: 0xB6, data: TLV.encode(0x83, authority.bytes)))
            guard selection.status == .success else {
                throw .terminal("The card does not know the certification authority \(authority).")
            }
            // PSO: Verify Certificate (B.14.5): body and signature, without the outer tag.
            let verification = try await pace.channel.transmit(
                CommandAPDU(
                    instruction: 0x2A, parameter1: 0x00, parameter2: 0xBE,
                    data: certificate.encodedBody + certificate.encodedSignature))
            guard verification.status == .success else {
                let holder = certificate.body.certificateHolderReference
                throw .terminal("The card does not take the certificate of \(holder): \(verification.status).")
            }
        }

        // MSE:Set AT (B.14.1): the terminal's key, the compressed ephemeral key and what is to be compared.
        let compressed = ephemeralKey.publicKey.x
        let holder = chain.terminal.body.certificateHolderReference
        let selection = try await pace.channel.transmit(
            CommandAPDU(
                instruction: 0x22, parameter1: 0x81, parameter2: 0xA4,
                data: TLV.encode(0x80, OID.taECDSA(chain.hash).content) + TLV.encode(0x83, holder.bytes)
                    + auxiliaryData.encoded() + TLV.encode(0x91, compressed)))
        guard selection.status == .success else { throw .unexpectedStatus(selection.status) }

        // GET CHALLENGE (B.14.6): r_PICC.
        let challenge = try await pace.channel.transmit(
            CommandAPDU(instruction: 0x84, parameter1: 0, parameter2: 0, expectedLength: 8))
        guard challenge.status == .success else { throw .unexpectedStatus(challenge.status) }
        guard challenge.data.count == 8 else { throw .malformed("challenge") }

        // EXTERNAL AUTHENTICATE (B.14.7): s = Sign(ID_PICC ‖ r_PICC ‖ Comp(PK_PCD) ‖ A_PCD).
        let message = pace.cardIdentifier + challenge.data + compressed + auxiliaryData.encoded()
        let signature = try await signer.sign(message, hash: chain.hash)
        let authentication = try await pace.channel.transmit(
            CommandAPDU(instruction: 0x82, parameter1: 0, parameter2: 0, data: signature))
        switch authentication.status {
        case .success: break
        case .authenticationFailed: throw .terminal("The card does not take the terminal's signature.")
        default: throw .unexpectedStatus(authentication.status)
        }
        return AuthenticatedTerminal(
            pace: pace, ephemeralKey: ephemeralKey, rights: chain.effectiveRights, auxiliaryData: auxiliaryData)
    }
}

/// A card that knows who reads it. Only terminal authentication makes one; the card itself is not yet proven.
package struct AuthenticatedTerminal: ~Copyable, Sendable {
    var pace: EstablishedPACE
    let ephemeralKey: ECPrivateKey
    let rights: TerminalRights
    let auxiliaryData: AuxiliaryData

    fileprivate init(
        pace: consuming EstablishedPACE, ephemeralKey: consuming ECPrivateKey, rights: TerminalRights,
        auxiliaryData: AuxiliaryData
    ) {
        self.pace = pace
        self.ephemeralKey = ephemeralKey
        self.rights = rights
        self.auxiliaryData = auxiliaryData
    }

    /// Reads EF.CardSecurity, which a card shows to authenticated terminals.
    ///
    /// Source: BSI TR-03110-3, A.1.2 (short identifier 1D).
    package mutating func readCardSecurity() async throws(EIDError) -> [UInt8] {
        switch try await CardFile.read(shortIdentifier: 0x1D, over: &pace.channel) {
        case .content(let bytes): return bytes
        case .refused(let status): throw .unexpectedStatus(status)
        }
    }
}
