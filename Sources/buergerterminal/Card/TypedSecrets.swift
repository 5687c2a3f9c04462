import EID
import Secrets
import Synchronization
import Visit

/// The digits that are typed, in locked memory and nowhere else: the visit knows how many there are.
final class TypedSecrets: Sendable {
    private struct Contents: ~Copyable {
        var pin = SecretBytes(capacity: 6)
        var newPIN = SecretBytes(capacity: 6)
        var newPINAgain = SecretBytes(capacity: 6)
        var can = SecretBytes(capacity: 6)
    }

    /// One of them for whoever uses it, wiped when that is over.
    final class Copy: Sendable {
        let bytes: SecretBytes

        init(_ bytes: consuming SecretBytes) { self.bytes = bytes }
    }

    private let contents = Mutex(Contents())

    /// Adds a digit, as long as the secret can have one more; how many there are then.
    func append(_ digit: Int, to secret: CardSecret) -> Int {
        let byte = UInt8(0x30 + digit % 10)
        let most = secret.lengths.upperBound
        return contents.withLock { contents in
            switch secret {
            case .pin, .oldPIN:
                if contents.pin.count < most { contents.pin.append(byte) }
                return contents.pin.count
            case .newPIN:
                if contents.newPIN.count < most { contents.newPIN.append(byte) }
                return contents.newPIN.count
            case .newPINAgain:
                if contents.newPINAgain.count < most { contents.newPINAgain.append(byte) }
                return contents.newPINAgain.count
            case .can:
                if contents.can.count < most { contents.can.append(byte) }
                return contents.can.count
            }
        }
    }

    /// Takes the last digit back; how many are left.
    func removeLast(of secret: CardSecret) -> Int {
        contents.withLock { contents in
            switch secret {
            case .pin, .oldPIN:
                contents.pin.removeLast()
                return contents.pin.count
            case .newPIN:
                contents.newPIN.removeLast()
                return contents.newPIN.count
            case .newPINAgain:
                contents.newPINAgain.removeLast()
                return contents.newPINAgain.count
            case .can:
                contents.can.removeLast()
                return contents.can.count
            }
        }
    }

    /// Wipes all.
    func removeAll() {
        contents.withLock { contents in
            contents.pin.removeAll()
            contents.can.removeAll()
        }
        removeNewPINs()
    }

    /// Wipes the new PIN; the old one stays.
    func removeNewPINs() {
        contents.withLock { contents in
            contents.newPIN.removeAll()
            contents.newPINAgain.removeAll()
        }
    }

    /// Whether the new PIN was typed twice alike.
    var newPINsAgree: Bool { contents.withLock { $0.newPIN.equals($0.newPINAgain) } }

    /// The PIN with which a card is opened, with the CAN before it where one was typed; or the CAN alone.
    func entry(_ password: CardReadingTask.Password) -> PasswordEntry {
        switch password {
        case .can: return .typed(can.bytes.clone(), .can)
        case .pin:
            let (pin, can) = (pin, can)
            guard can.bytes.count > 0 else { return .typed(pin.bytes.clone(), .pin) }
            return .resuming(pin: pin.bytes.clone(), can: can.bytes.clone())
        }
    }

    var pin: Copy { Copy(contents.withLock { $0.pin.clone() }) }
    var newPIN: Copy { Copy(contents.withLock { $0.newPIN.clone() }) }
    var can: Copy { Copy(contents.withLock { $0.can.clone() }) }
}
