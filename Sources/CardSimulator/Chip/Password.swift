import EID
import Secrets

/// The passwords of PACE, with the numbers by which MSE:Set AT names them. Source: BSI TR-03110-3, B.14.1.
enum Password: UInt8 {
    case mrz = 0x01
    case can = 0x02
    case pin = 0x03
    case puk = 0x04
}

/// A card's passwords and what is left of their tries.
///
/// CAN, MRZ and PUK do not block; the PIN does after three wrong tries, and its number of unblockings is limited.
/// Source: BSI TR-03127, 3.5; BSI TR-03110-2, 2.4.
final class Passwords {
    /// The most wrong PINs in a row.
    static let pinTries = 3
    /// How often the PUK can unblock the PIN in the life of a card.
    static let unblockings = 10

    private let can: SecretBytes
    private let puk: SecretBytes
    /// The hash over document number, date of birth and date of expiry; empty where the persona tells none.
    private let mrz: SecretBytes
    private var pin: SecretBytes
    private(set) var pinTriesLeft: Int
    private(set) var unblockingsLeft: Int
    var isPINActivated: Bool

    init(
        pin: consuming SecretBytes, can: consuming SecretBytes, puk: consuming SecretBytes,
        mrz: consuming SecretBytes, pinTriesLeft: Int = pinTries, unblockingsLeft: Int = unblockings,
        isPINActivated: Bool = true
    ) {
        self.pin = pin
        self.can = can
        self.puk = puk
        self.mrz = mrz
        self.pinTriesLeft = pinTriesLeft
        self.unblockingsLeft = unblockingsLeft
        self.isPINActivated = isPINActivated
    }

    /// Whether the PIN is still the one of the letter: five digits, good for nothing but setting one's own.
    /// Source: BSI TR-03127, 3.5.3.1.
    var isTransportPIN: Bool { pin.count == 5 }

    /// The key that a password gives.
    func key(of password: Password, cipher: SessionCipher) throws(EIDError) -> SecretBytes {
        switch password {
        case .can: try KeyDerivation.passwordKey(for: cipher, from: can)
        case .pin: try KeyDerivation.passwordKey(for: cipher, from: pin)
        case .puk: try KeyDerivation.passwordKey(for: cipher, from: puk)
        case .mrz: try KeyDerivation.passwordKey(for: cipher, from: mrz)
        }
    }

    func has(_ password: Password) -> Bool { password != .mrz || mrz.count > 0 }

    /// A try at the PIN begins: it counts as wrong until it was right, so that cutting the power saves none.
    func countPINTry() { pinTriesLeft = max(pinTriesLeft - 1, 0) }

    func resetPINTries() { pinTriesLeft = Passwords.pinTries }

    /// The PUK unblocks the PIN. False where it has done so too often.
    func unblock() -> Bool {
        guard unblockingsLeft > 0 else { return false }
        unblockingsLeft -= 1
        resetPINTries()
        return true
    }

    func setPIN(_ digits: consuming SecretBytes) { pin = digits }
}
