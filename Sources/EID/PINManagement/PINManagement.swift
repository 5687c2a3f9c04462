package import Secrets
package import SmartCard

/// What a holder does with the PIN: change it, set the first one, unblock it.
///
/// None of it needs a certificate: the right comes from the password that opened the channel.
/// Source: BSI TR-03110-2, 3.6 (PIN management); BSI TR-03110-3, B.7 and B.14.11.
package struct PINManagement: Sendable {
    /// How changing or unblocking ended.
    package enum Outcome: Equatable, Sendable {
        case done
        /// One of the passwords was not usable or not right: which, and why.
        case refused(PasswordKind, PasswordRefusal)
    }

    private let card: any CardChannel
    private let variant: PACEVariant

    /// Reads EF.CardAccess, so that the holder can be asked for the PIN when the card is known to be one.
    package init(card: any CardChannel) async throws(EIDError) {
        self.card = card
        variant = try PACEVariant(choosingFrom: try await CardAccess.read(from: card))
    }

    /// Changes the PIN: the old one, or the five digits of the transport PIN, opens the channel that brings the new one.
    package func change(
        from old: borrowing SecretBytes, to new: borrowing SecretBytes
    ) async throws(EIDError) -> Outcome {
        guard PasswordKind.pin.isNewPIN(new) else { throw .passwordForm("The new PIN must have six digits.") }
        switch try await PACE(variant: variant, kind: .pin, authorization: nil).run(password: old, on: card) {
        case .refused(let refusal): return .refused(.pin, refusal)
        case .established(var pace):
            try await pace.channel.setPIN(new)
            return .done
        }
    }

    /// Changes a suspended PIN: the CAN opens the way for its last try.
    package func change(
        from old: borrowing SecretBytes, to new: borrowing SecretBytes, resumingWith can: borrowing SecretBytes
    ) async throws(EIDError) -> Outcome {
        guard PasswordKind.pin.isNewPIN(new) else { throw .passwordForm("The new PIN must have six digits.") }
        switch try await PACE.resume(
            pin: old, with: can, variant: variant, authorization: nil, on: card)
        {
        case .refused(let kind, let refusal): return .refused(kind, refusal)
        case .established(var pace):
            try await pace.channel.setPIN(new)
            return .done
        }
    }

    /// Resumes a suspended PIN: PACE with the CAN, and inside of it PACE with the PIN. With the right PIN all three tries
    /// are there again.
    package func resume(
        pin: borrowing SecretBytes, with can: borrowing SecretBytes
    ) async throws(EIDError) -> Outcome {
        switch try await PACE.resume(
            pin: pin, with: can, variant: variant, authorization: nil, on: card)
        {
        case .refused(let kind, let refusal): return .refused(kind, refusal)
        case .established: return .done
        }
    }

    /// Changes the PIN on the reader's own pad: both PINs are typed there and never come to this machine.
    package func change(on pad: any PasswordPad) async throws(EIDError) -> Outcome {
        switch try await pad.establishPACE(.pin, authorization: nil, certificateDescription: []) {
        case .refused(let refusal): return .refused(.pin, refusal)
        case .established:
            let status = try await pad.enterNewPIN(into: PINManagement.newPINCommand)
            guard let status else { return .refused(.pin, .abandoned) }
            guard status == .success else { throw .unexpectedStatus(status) }
            return .done
        }
    }

    /// RESET RETRY COUNTER with a new PIN as data: P1 = 02. Source: BSI TR-03110-3, B.7.1, B.14.11.
    fileprivate static let newPINCommand = CommandAPDU(
        instruction: 0x2C, parameter1: 0x02, parameter2: PasswordKind.pin.rawValue)

    /// Unblocks the PIN with the PUK: its three tries are there again, the PIN stays what it was.
    package func unblock(with puk: borrowing SecretBytes) async throws(EIDError) -> Outcome {
        switch try await PACE(variant: variant, kind: .puk, authorization: nil).run(password: puk, on: card) {
        case .refused(let refusal): return .refused(.puk, refusal)
        case .established(var pace):
            // RESET RETRY COUNTER without data: P1 = 03.
            let response = try await pace.channel.transmit(
                CommandAPDU(
                    instruction: 0x2C, parameter1: 0x03, parameter2: PasswordKind.pin.rawValue))
            switch response.status {
            case .success: return .done
            // The PUK's own use is counted: after ten it unblocks no more.
            case .authenticationMethodBlocked, .conditionsOfUseNotSatisfied: return .refused(.puk, .blocked)
            default: throw .unexpectedStatus(response.status)
            }
        }
    }

    /// The state of the PIN without trying it: MSE:Set AT tells, and PACE is not gone on with.
    package func state() async throws(EIDError) -> PINState {
        var transport = PlainTransport(card: card)
        let response = try await transport.transmit(
            PACE(variant: variant, kind: .pin, authorization: nil).selectionCommand)
        return try PINState(response.status)
    }
}

/// What MSE:Set AT says about the PIN. Source: BSI TR-03110-3, B.14.1.
package enum PINState: Equatable, Sendable {
    /// It may be tried; how often, where the card tells that there was a wrong one before.
    case usable(triesLeft: Int?)
    case suspended
    case blocked
    case deactivated

    init(_ status: StatusWord) throws(EIDError) {
        switch (status.triesLeft, status) {
        case (0?, _): self = .blocked
        case (1?, _): self = .suspended
        case (let left?, _): self = .usable(triesLeft: left)
        case (nil, .success): self = .usable(triesLeft: nil)
        case (nil, .deactivated): self = .deactivated
        default: throw .unexpectedStatus(status)
        }
    }
}

extension PasswordKind {
    /// A new PIN has six digits; five are only ever a transport PIN. Source: BSI TR-03127, 3.3.
    func isNewPIN(_ secret: borrowing SecretBytes) -> Bool { secret.count == 6 && accepts(secret) }
}

extension SecureMessagingChannel {
    /// Brings the new PIN; its digits go from locked memory straight into the cipher.
    fileprivate mutating func setPIN(_ new: borrowing SecretBytes) async throws(EIDError) {
        let response = try await transmit(PINManagement.newPINCommand, secret: new)
        guard response.status == .success else { throw .unexpectedStatus(response.status) }
    }
}
