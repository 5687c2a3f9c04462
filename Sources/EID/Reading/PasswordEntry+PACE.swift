import SmartCard

extension PasswordEntry {
    /// Runs PACE the way the password came: once, twice with a suspended PIN, or by the reader.
    ///
    /// Source: BSI TR-03110-2, 3.2 and 3.3.
    borrowing func establish(
        _ variant: PACEVariant, _ authorization: CHAT, _ certificateDescription: [UInt8], on card: any CardChannel
    ) async throws(EIDError) -> PACEOpening {
        switch way {
        case .typed:
            let pace = PACE(variant: variant, kind: kind, authorization: authorization)
            return PACEOpening(try await pace.run(password: password, on: card), with: kind)
        case .resuming:
            return try await PACE.resume(
                pin: password, with: can, variant: variant, authorization: authorization, on: card)
        case .onPad(let pad):
            let outcome = try await pad.establishPACE(
                kind, authorization: authorization, certificateDescription: certificateDescription)
            return PACEOpening(outcome, with: kind, on: card)
        }
    }
}

extension PACEOpening {
    /// After PACE on a pad the reader protects the channel, until chip authentication brings new keys.
    fileprivate init(_ outcome: PasswordPadOutcome, with kind: PasswordKind, on card: any CardChannel) {
        switch outcome {
        case .refused(let refusal): self = .refused(kind, refusal)
        case .established(let identifier, let references):
            self = .established(
                EstablishedPACE(
                    channel: SecureMessagingChannel(protectedByReader: card), cardIdentifier: identifier,
                    certificationAuthorityReferences: references, variant: nil, password: kind))
        }
    }
}
