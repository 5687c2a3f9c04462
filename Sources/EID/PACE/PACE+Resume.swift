import Secrets
import SmartCard

/// How a card was opened by one password or by two, and which was refused.
enum PACEOpening: ~Copyable {
    case established(EstablishedPACE)
    case refused(PasswordKind, PasswordRefusal)

    init(_ outcome: consuming PACEOutcome, with kind: PasswordKind) {
        switch consume outcome {
        case .established(let pace): self = .established(pace)
        case .refused(let refusal): self = .refused(kind, refusal)
        }
    }
}

extension PACE {
    /// Resumes a suspended PIN: PACE with the CAN, which opens a channel without any rights, and inside of it PACE with
    /// the PIN, in which a terminal that wants some names itself.
    ///
    /// Source: BSI TR-03110-2, 3.3 (suspended password).
    static func resume(
        pin: borrowing SecretBytes, with can: borrowing SecretBytes, variant: PACEVariant, authorization: CHAT?,
        on card: any CardChannel
    ) async throws(EIDError) -> PACEOpening {
        switch try await PACE(variant: variant, kind: .can, authorization: nil).run(password: can, on: card) {
        case .refused(let refusal): return .refused(.can, refusal)
        case .established(let opened):
            let inner = PACE(variant: variant, kind: .pin, authorization: authorization)
            return PACEOpening(try await inner.run(password: pin, resuming: opened), with: .pin)
        }
    }
}
