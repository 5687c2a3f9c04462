package import EID
package import Secrets

/// A person who does not exist, and the card that they would have: data, passwords, and the state the card is in.
///
/// Read from YAML by ``CardPersonaReader``. The passwords are public training values, but are kept like true ones.
package final class CardPersona: Sendable {
    package let id: String
    /// Who it is and what the card is for, in one sentence.
    package let summary: String
    package let dataGroups: [DataGroupContent]
    package let state: State
    private let pin: SecretBytes
    private let can: SecretBytes
    private let puk: SecretBytes
    /// The hash over the machine readable zone; empty where the persona does not tell it.
    private let mrz: SecretBytes

    /// The state in which a card comes.
    package struct State: Equatable, Sendable {
        /// 3…0. At 1 the PIN is suspended, at 0 blocked.
        package var pinTriesLeft = 3
        /// 10…0.
        package var unblockingsLeft = 10
        package var isOnlineFunctionActive = true
        /// Whether the demonstration's block list names it.
        package var isRevoked = false

        package init() {}
    }

    package init(
        id: String, summary: String, dataGroups: [DataGroupContent], state: State, pin: consuming SecretBytes,
        can: consuming SecretBytes, puk: consuming SecretBytes, mrz: consuming SecretBytes
    ) {
        self.id = id
        self.summary = summary
        self.dataGroups = dataGroups
        self.state = state
        self.pin = pin
        self.can = can
        self.puk = puk
        self.mrz = mrz
    }

    /// A copy of the passwords for a new card.
    func passwords() -> Passwords {
        Passwords(
            pin: pin.clone(), can: can.clone(), puk: puk.clone(), mrz: mrz.clone(), pinTriesLeft: state.pinTriesLeft,
            unblockingsLeft: state.unblockingsLeft, isPINActivated: state.isOnlineFunctionActive)
    }

    /// The card's key for restricted identification: 1 for revocation, 2 for pseudonyms. Its public half goes into the
    /// block list where the card is revoked.
    package func restrictedIdentificationKey(_ keyID: Int) throws(EIDError) -> RestrictedIdentificationKey {
        try RestrictedIdentificationKey(
            persona: id, keyID: keyID, curve: try EllipticCurve(standardized: CardPersona.curveIdentifier))
    }

    /// brainpoolP256r1, on which German cards work.
    static let curveIdentifier = 13

    var comparison: AuxiliaryComparison {
        var birth: CalendarDate?
        var expiry: CalendarDate?
        for content in dataGroups {
            if case .dateOfBirth(let date) = content { birth = date.latest }
            if case .dateOfExpiry(let date) = content { expiry = date }
        }
        return AuxiliaryComparison(dateOfBirth: birth, dateOfExpiry: expiry)
    }
}
