package import Secrets
package import SmartCard

/// Password Authenticated Connection Establishment: card and terminal prove to each other that they know the password,
/// and end up with keys that nobody who listened can find, however short the password is.
///
/// Source: BSI TR-03110-2, 3.2; BSI TR-03110-3, A.3 and B.1. Five commands.
package struct PACE: Sendable {
    package let variant: PACEVariant
    package let kind: PasswordKind
    /// What the terminal will ask for in terminal authentication; nil where there is none, as for PIN management.
    package let authorization: CHAT?

    /// Where the two ephemeral keys come from; published examples bring their own.
    let ephemeralKey: @Sendable (EllipticCurve) throws(EIDError) -> ECPrivateKey

    package init(variant: PACEVariant, kind: PasswordKind, authorization: CHAT?) {
        self.init(variant: variant, kind: kind, authorization: authorization) { curve throws(EIDError) in
            try ECPrivateKey.generate(on: curve)
        }
    }

    package init(
        variant: PACEVariant, kind: PasswordKind, authorization: CHAT?,
        ephemeralKey: @escaping @Sendable (EllipticCurve) throws(EIDError) -> ECPrivateKey
    ) {
        self.variant = variant
        self.kind = kind
        self.authorization = authorization
        self.ephemeralKey = ephemeralKey
    }

    /// Runs PACE on a card with which nothing protected goes on yet.
    package func run(
        password: borrowing SecretBytes, on card: any CardChannel
    ) async throws(EIDError) -> PACEOutcome {
        var transport = PlainTransport(card: card)
        switch try await agree(password: password, resuming: false, over: &transport) {
        case .refused(let refusal): return .refused(refusal)
        case .agreed(let keys, let identifier, let references):
            return .established(
                EstablishedPACE(
                    channel: SecureMessagingChannel(card: card, keys: keys), cardIdentifier: identifier,
                    certificationAuthorityReferences: references, variant: variant, password: kind))
        }
    }

    /// Runs PACE with the PIN inside of the channel that the CAN has opened: this is how a suspended PIN is resumed.
    ///
    /// Source: BSI TR-03110-2, 3.3 (suspended password); B.1: secure messaging must be used for the second run.
    package func run(
        password: borrowing SecretBytes, resuming previous: consuming EstablishedPACE
    ) async throws(EIDError) -> PACEOutcome {
        switch try await agree(password: password, resuming: true, over: &previous.channel) {
        case .refused(let refusal): return .refused(refusal)
        case .agreed(let keys, let identifier, let references):
            return .established(
                EstablishedPACE(
                    channel: previous.channel.restarted(keys: keys), cardIdentifier: identifier,
                    certificationAuthorityReferences: references, variant: variant, password: kind))
        }
    }

    private enum Agreement: ~Copyable {
        case agreed(SessionKeys, cardIdentifier: [UInt8], references: [KeyReference])
        case refused(PasswordRefusal)
    }

    private func agree<Transport: CommandTransport & ~Copyable>(
        password: borrowing SecretBytes, resuming: Bool, over transport: inout Transport
    ) async throws(EIDError) -> Agreement {
        guard kind.accepts(password) else { throw .passwordForm(kind.form) }

        // MSE:Set AT (B.14.1): which variant, which password, and as whom the terminal will authenticate.
        let selection = try await transport.transmit(selectionCommand)
        if let refusal = try refusal(toSelection: selection.status, resuming: resuming) { return .refused(refusal) }

        // 1. The card's nonce s, encrypted with the password's key (TR-03110-3, B.1.1 and A.3.3).
        let first = try await transport.transmit(GeneralAuthenticate(isChained: true).command)
        if let refusal = try refusal(toStep: first.status) { return .refused(refusal) }
        let encryptedNonce = try GeneralAuthenticate.object(0x80, of: first)
        guard encryptedNonce.count == 16 || encryptedNonce.count == 32 else { throw .malformed("encrypted nonce") }
        let passwordKey = try kind.key(from: password, for: variant.cipher)
        let nonce = try variant.cipher.decrypt(
            encryptedNonce, key: passwordKey,
            initializationVector: [UInt8](repeating: 0, count: SessionCipher.blockLength))

        // 2. The nonce becomes a generator that only who knows it can find (A.3.4.1, generic mapping).
        let mappingKey = try ephemeralKey(variant.curve)
        let second = try await transport.transmit(
            GeneralAuthenticate(objects: TLV.encode(0x81, mappingKey.publicKey.encoded), isChained: true).command)
        if let refusal = try refusal(toStep: second.status) { return .refused(refusal) }
        let cardMappingKey = try ECPublicKey(
            curve: variant.curve, encoded: try GeneralAuthenticate.object(0x82, of: second))
        guard cardMappingKey != mappingKey.publicKey else { throw .cardNotAuthentic }
        let mapped = try variant.curve.mapped(
            nonce: nonce, privateKey: mappingKey, publicKey: cardMappingKey)

        // 3. A key agreement over that generator (A.3.2, step 3).
        let agreementKey = try ephemeralKey(mapped)
        let third = try await transport.transmit(
            GeneralAuthenticate(objects: TLV.encode(0x83, agreementKey.publicKey.encoded), isChained: true).command)
        if let refusal = try refusal(toStep: third.status) { return .refused(refusal) }
        let cardKey = try ECPublicKey(curve: mapped, encoded: try GeneralAuthenticate.object(0x84, of: third))
        // The two public keys must differ, or somebody sends ours back (TR-03110-2, 3.2.1, step 3 c).
        guard cardKey != agreementKey.publicKey else { throw .cardNotAuthentic }
        let keys = try SessionKeys(
            cipher: variant.cipher, sharedSecret: try agreementKey.sharedSecret(with: cardKey))

        // 4. Each proves that it has the same keys, with a token over the other's ephemeral key (A.2.4).
        let token = try keys.token(over: cardKey, protocolID: variant.info.protocolID)
        let fourth = try await transport.transmit(
            GeneralAuthenticate(objects: TLV.encode(0x85, token)).command)
        if let refusal = try refusal(toStep: fourth.status) { return .refused(refusal) }
        let objects = try GeneralAuthenticate.objects(of: fourth)
        let expected = try keys.token(over: agreementKey.publicKey, protocolID: variant.info.protocolID)
        guard let cardToken = objects.first(0x86)?.value, ConstantTime.equal(cardToken, expected) else {
            throw .cardNotAuthentic
        }
        return .agreed(keys, cardIdentifier: cardKey.x, references: try references(among: objects))
    }

    /// MSE:Set AT for mutual authentication.
    var selectionCommand: CommandAPDU {
        var data = TLV.encode(0x80, variant.info.protocolID.content) + TLV.encode(0x83, [kind.rawValue])
        if variant.isAmbiguous, let parameters = variant.info.parameterID {
            data += TLV.encode(0x84, [UInt8(truncatingIfNeeded: parameters)])
        }
        if let authorization { data += authorization.encoded() }
        return CommandAPDU(instruction: 0x22, parameter1: 0xC1, parameter2: 0xA4, data: data)
    }

    /// The certification authorities that the card trusts: the most recent (87), and the one before (88).
    private func references(among objects: [TLV]) throws(EIDError) -> [KeyReference] {
        var references: [KeyReference] = []
        for tag: UInt32 in [0x87, 0x88] {
            guard let value = objects.first(tag)?.value else { continue }
            let reference = try KeyReference(bytes: value)
            if !references.contains(reference) { references.append(reference) }
        }
        return references
    }

    /// What the answer to MSE:Set AT says about the password (B.14.1); nil where PACE goes on.
    private func refusal(toSelection status: StatusWord, resuming: Bool) throws(EIDError) -> PasswordRefusal? {
        if let left = status.triesLeft {
            if left == 0 { return .blocked }
            // Only the PIN is ever suspended; after the CAN its last try is open.
            return left == 1 && kind == .pin && !resuming ? .suspended : nil
        }
        switch status {
        case .success: return nil
        case .deactivated: return .deactivated
        case .incorrectParametersInData where authorization != nil: return .notPermitted
        default: throw .unexpectedStatus(status)
        }
    }

    /// What the answer to a step says about the password (B.14.2); nil where the step is done.
    private func refusal(toStep status: StatusWord) throws(EIDError) -> PasswordRefusal? {
        if let left = status.triesLeft { return .wrong(triesLeft: left) }
        switch status {
        case .success: return nil
        case .authenticationFailed: return .wrong(triesLeft: nil)
        case .authenticationMethodBlocked: return .blocked
        case .referenceDataUnusable: return .deactivated
        case .conditionsOfUseNotSatisfied: return .suspended
        default: throw .unexpectedStatus(status)
        }
    }
}
