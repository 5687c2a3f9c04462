import SmartCard

/// The instructions of the identity card. Source: BSI TR-03110-3, B.14; ISO/IEC 7816-4, 5.4.2.
enum Instruction {
    static let deactivate: UInt8 = 0x04
    static let verify: UInt8 = 0x20
    static let manageSecurityEnvironment: UInt8 = 0x22
    static let performSecurityOperation: UInt8 = 0x2A
    static let resetRetryCounter: UInt8 = 0x2C
    static let activate: UInt8 = 0x44
    static let externalAuthenticate: UInt8 = 0x82
    static let getChallenge: UInt8 = 0x84
    static let generalAuthenticate: UInt8 = 0x86
    static let select: UInt8 = 0xA4
    static let readBinary: UInt8 = 0xB0
    static let readBinaryOdd: UInt8 = 0xB1
    static let getResponse: UInt8 = 0xC0
    static let updateBinary: UInt8 = 0xD6
}

extension Chip {
    /// The table of instructions. `isLast` tells whether a link of GENERAL AUTHENTICATE was marked as the last.
    func execute(_ command: CommandAPDU, isLast: Bool) throws(ChipError) -> ResponseAPDU {
        // VERIFY of auxiliary data has a proprietary coding and says so in its class.
        let isProprietary = command.instruction == Instruction.verify
        guard command.instructionClass == (isProprietary ? 0x80 : 0x00) else { throw ChipError(.classNotSupported) }
        switch command.instruction {
        case Instruction.select: return try select(command)
        case Instruction.readBinary: return try readBinary(command)
        case Instruction.readBinaryOdd: return try readBinaryWithOffsetObject(command)
        case Instruction.updateBinary: return try updateBinary(command)
        case Instruction.manageSecurityEnvironment: return try manageSecurityEnvironment(command)
        case Instruction.generalAuthenticate: return try generalAuthenticate(command, isLast: isLast)
        case Instruction.performSecurityOperation: return try verifyCertificate(command)
        case Instruction.getChallenge: return try getChallenge(command)
        case Instruction.externalAuthenticate: return try externalAuthenticate(command)
        case Instruction.verify: return try verifyAuxiliaryData(command)
        case Instruction.resetRetryCounter: return try resetRetryCounter(command)
        case Instruction.activate, Instruction.deactivate: return try switchOnlineFunction(command)
        default: throw ChipError(.instructionNotSupported)
        }
    }

    /// MANAGE SECURITY ENVIRONMENT: the beginning of every protocol. Source: BSI TR-03110-3, B.14.1 and B.14.4.
    private func manageSecurityEnvironment(_ command: CommandAPDU) throws(ChipError) -> ResponseAPDU {
        let objects = try ChipError.objects(in: command.data)
        switch (command.parameter1, command.parameter2) {
        case (0xC1, 0xA4): return try setAuthenticationTemplateForPACE(objects)
        case (0x81, 0xB6): return try setDigitalSignatureTemplate(objects)
        case (0x81, 0xA4): return try setAuthenticationTemplateForTerminal(objects)
        case (0x41, 0xA4): return try setAuthenticationTemplateForChip(objects)
        default: throw ChipError(.incorrectParameters)
        }
    }

    /// GENERAL AUTHENTICATE: the next step of the protocol that was set. Source: BSI TR-03110-3, B.14.2.
    private func generalAuthenticate(_ command: CommandAPDU, isLast: Bool) throws(ChipError) -> ResponseAPDU {
        guard command.parameter1 == 0, command.parameter2 == 0 else { throw ChipError(.incorrectParameters) }
        let objects = try ChipError.objects(in: command.data)
        guard objects.count == 1, objects[0].tag == 0x7C else { throw ChipError(.incorrectParametersInData) }
        let steps = try ChipError.objects(in: objects[0].value)
        switch session.keyAgreement {
        case .pace(let pace): return try generalAuthenticate(pace, steps, isLast: isLast)
        case .chipAuthentication(let cipher): return try authenticateChip(steps, cipher: cipher)
        case .restrictedIdentification(let key): return try identifyRestrictedly(steps, key: key)
        case nil: throw ChipError(.conditionsOfUseNotSatisfied)
        }
    }
}
