import EID
import SmartCard

/// What the chip holds as long as it has power and secure messaging is not broken.
///
/// Source: BSI TR-03110-3, F.1.
struct Session {
    /// The secure messaging in force; nil before the first PACE.
    var messaging: ChipSecureMessaging?
    /// The one that starts after the answer under way, which still goes out under the old one (F.5).
    var nextMessaging: ChipSecureMessaging?
    /// Links of a chain so far.
    var chain: CommandAPDU?
    /// The rest of an answer that waits for GET RESPONSE, and the status word at its end.
    var waiting: [UInt8] = []
    var waitingStatus: StatusWord = .success
    /// Whether the eID application is selected; else the master file is.
    var isApplicationSelected = false
    var currentFile: FileIdentifier?
    /// The password with which PACE was done last in this session.
    var password: Password?
    /// What PACE with the CAN has opened: the third try of a suspended PIN, in this session only (TR-03127, 3.5.3.3).
    var isPINResumed = false
    /// The chip's ephemeral public key of PACE, compressed: ID_PICC of terminal authentication.
    var chipIdentifier: [UInt8] = []
    /// The rights that the terminal has confined itself to in PACE; nil where it named none.
    var confinedAuthorization: CHAT?
    /// What GENERAL AUTHENTICATE goes on with.
    var keyAgreement: KeyAgreementInProgress?
    var terminal = TerminalState()

    /// Any command but GENERAL AUTHENTICATE ends a protocol under way.
    mutating func abandonKeyAgreement() { keyAgreement = nil }

    /// The rights in force: those of the authenticated terminal, once chip authentication has bound them to this
    /// channel. Source: BSI TR-03110-2, 2.3.4.
    var rights: TerminalRights? { terminal.isBoundByChipAuthentication ? terminal.authenticated?.rights : nil }
}

/// Which protocol GENERAL AUTHENTICATE carries on.
enum KeyAgreementInProgress {
    case pace(PACEInProgress)
    case chipAuthentication(SessionCipher)
    case restrictedIdentification(RestrictedIdentificationKey)
}
