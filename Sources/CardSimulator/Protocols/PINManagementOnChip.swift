import EID
import Secrets
import SmartCard

/// PIN management, from the chip's side.
///
/// Source: BSI TR-03110-2, 2.4; BSI TR-03110-3, B.7 and B.14.11 to B.14.13; BSI TR-03127, 3.5.3.4.
extension Chip {
    /// Whether the terminal has authenticated itself with the right to manage the PIN.
    private var mayManagePIN: Bool { session.rights?.contains(.pinManagement) ?? false }

    /// RESET RETRY COUNTER: P1 = 02 sets a new PIN, P1 = 03 unblocks it.
    ///
    /// A new PIN may be set by who knew the old one, not by who knows the PUK alone.
    func resetRetryCounter(_ command: CommandAPDU) throws(ChipError) -> ResponseAPDU {
        guard command.parameter2 == Password.pin.rawValue else { throw ChipError(.incorrectParameters) }
        guard session.messaging != nil else { throw ChipError(.securityStatusNotSatisfied) }
        let passwords = memory.passwords
        switch command.parameter1 {
        case 0x02:
            guard session.password == .pin || mayManagePIN else { throw ChipError(.securityStatusNotSatisfied) }
            let digits = command.data
            guard digits.count == 6, digits.allSatisfy({ (0x30...0x39).contains($0) }) else {
                throw ChipError(.incorrectParametersInData)
            }
            passwords.setPIN(SecretBytes(copying: digits))
        case 0x03:
            guard command.data.isEmpty else { throw ChipError(.wrongLength) }
            if mayManagePIN {
                passwords.resetPINTries()
            } else {
                guard session.password == .puk else { throw ChipError(.securityStatusNotSatisfied) }
                guard passwords.unblock() else { throw ChipError(.authenticationMethodBlocked) }
            }
        default: throw ChipError(.incorrectParameters)
        }
        return ResponseAPDU(status: .success)
    }

    /// ACTIVATE and DEACTIVATE the PIN: the online function is switched on and off.
    func switchOnlineFunction(_ command: CommandAPDU) throws(ChipError) -> ResponseAPDU {
        guard command.parameter1 == 0x10, command.parameter2 == Password.pin.rawValue else {
            throw ChipError(.incorrectParameters)
        }
        guard mayManagePIN else { throw ChipError(.securityStatusNotSatisfied) }
        memory.passwords.isPINActivated = command.instruction == Instruction.activate
        return ResponseAPDU(status: .success)
    }
}
