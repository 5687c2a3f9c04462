import SmartCard

/// How a card was opened, whichever way.
enum Opening: ~Copyable {
    case established(EstablishedPACE)
    case refused(PasswordKind, PasswordRefusal)
    case abandoned
}

extension PasswordEntry {
    /// Runs PACE the way the password came: once, twice with a suspended PIN, or by the reader.
    ///
    /// The secrets end here, whatever the outcome. Source: BSI TR-03110-2, 3.2 and 3.3.
    consuming func establish(
        _ variant: PACEVariant, _ authorization: CHAT, _ certificateDescription: [UInt8], on card: any CardChannel
    ) async throws(EIDError) -> Opening {
        switch consume self {
        case .typed(let password, let kind):
            let pace = PACE(variant: variant, kind: kind, authorization: authorization)
            switch try await pace.run(password: password, on: card) {
            case .established(let established): return .established(established)
            case .refused(let refusal): return .refused(kind, refusal)
            }

        case .resuming(let pin, let can):
            // The CAN opens a channel without any rights; the terminal names itself in the second run.
            let outer = PACE(variant: variant, kind: .can, authorization: nil)
            let inner = PACE(variant: variant, kind: .pin, authorization: authorization)
            switch try await outer.run(password: can, on: card) {
            case .refused(let refusal): return .refused(.can, refusal)
            case .established(let opened):
                switch try await inner.run(password: pin, resuming: opened) {
                case .refused(let refusal): return .refused(.pin, refusal)
                case .established(let established): return .established(established)
                }
            }

        case .onPad(let pad, let kind):
            switch try await pad.establishPACE(
                kind, authorization: authorization, certificateDescription: certificateDescription)
            {
            case .refused(let refusal): return .refused(kind, refusal)
            case .abandoned: return .abandoned
            case .established(let identifier, let references):
                return .established(
                    EstablishedPACE(
                        channel: SecureMessagingChannel(protectedByReader: card), cardIdentifier: identifier,
                        certificationAuthorityReferences: references, variant: nil, password: kind))
            }
        }
    }
}
