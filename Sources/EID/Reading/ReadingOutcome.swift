/// How a reading ended.
package enum ReadingOutcome: Equatable, Sendable {
    /// Everything was verified.
    case read(VerifiedReading)
    /// The password was not usable or not right: which, and why. The card may be asked again.
    case passwordRefused(PasswordKind, PasswordRefusal)
    /// The card says that it has expired.
    case expired
    /// A block list names the card: it was reported lost or stolen.
    case revoked
    /// No certificates lead from what the card trusts to this terminal.
    case terminalNotAccepted(CertificateChainFault)
    /// The card's signed data does not lead to a configured authority.
    case notGenuine(PassiveAuthenticationFault)
    /// Something went wrong on the way.
    case failed(EIDError)
}

/// A reading with all that went on, whatever its end.
package struct ReadingReport: Equatable, Sendable {
    package let outcome: ReadingOutcome
    package let steps: [ReadingStepReport]
    package let duration: Duration
    /// How many commands went to the card in all.
    package let exchanges: Int
}

/// What a genuine card has said to an authenticated terminal over an unbroken channel. Only a reading makes one.
package struct VerifiedReading: Equatable, Sendable {
    /// Whether the card stands in a block list.
    package enum Revocation: Equatable, Sendable {
        case notRevoked
        /// There is no block list for this terminal's sector, or the request did not ask.
        case notChecked
    }

    /// The answer for every data group that was asked for.
    package let dataGroups: [DataGroup: DataGroupAnswer]
    /// Whether the holder has the age; nil where it was not asked or the certificate does not allow it.
    package let hasMinimumAge: Bool?
    /// Whether the holder lives there; nil as for the age.
    package let livesInMunicipality: Bool?
    /// The service's identifier of the holder; nil as for the age.
    package let pseudonym: [UInt8]?
    package let revocation: Revocation
    /// Who signed the card's keys, for diagnosis.
    package let documentSigner: String
    /// With which password the card was opened.
    package let password: PasswordKind

    init(
        dataGroups: [DataGroup: DataGroupAnswer], hasMinimumAge: Bool?, livesInMunicipality: Bool?,
        pseudonym: [UInt8]?, revocation: Revocation, documentSigner: String, password: PasswordKind
    ) {
        self.dataGroups = dataGroups
        self.hasMinimumAge = hasMinimumAge
        self.livesInMunicipality = livesInMunicipality
        self.pseudonym = pseudonym
        self.revocation = revocation
        self.documentSigner = documentSigner
        self.password = password
    }

    /// The content of a data group that the card has.
    package subscript(group: DataGroup) -> DataGroupContent? {
        if case .content(let content)? = dataGroups[group] { content } else { nil }
    }
}

extension VerifiedReading: CustomStringConvertible, CustomDebugStringConvertible, CustomReflectable {
    /// The numbers of the data groups; never what is in them.
    package var description: String {
        "a reading of DG \(dataGroups.keys.map(\.rawValue).sorted().map(String.init).joined(separator: ", ")) (redacted)"
    }
    package var debugDescription: String { description }
    package var customMirror: Mirror { Mirror(self, children: []) }
}
