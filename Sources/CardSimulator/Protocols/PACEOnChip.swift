import EID
import Secrets
import SmartCard

/// PACE under way: what the chip holds from one step to the next.
final class PACEInProgress {
    /// The step that must come next.
    enum Step { case nonce, mapping, keyAgreement, authentication }

    let protocolID: OID
    let cipher: SessionCipher
    let curve: EllipticCurve
    let password: Password
    let authorization: CHAT?
    var step = Step.nonce
    var nonce = SecretBytes(capacity: 1)
    var mapped: EllipticCurve?
    var chipKey: ECPublicKey?
    var terminalKey: ECPublicKey?
    var secret = SecretBytes(capacity: 1)

    init(
        protocolID: OID, cipher: SessionCipher, curve: EllipticCurve, password: Password, authorization: CHAT?
    ) {
        self.protocolID = protocolID
        self.cipher = cipher
        self.curve = curve
        self.password = password
        self.authorization = authorization
    }
}

/// PACE with generic mapping over elliptic curves, from the chip's side.
///
/// Source: BSI TR-03110-2, 3.2; BSI TR-03110-3, A.3, B.1 and B.14.1.
extension Chip {
    /// MSE:Set AT for PACE: which protocol, which password, and the rights that the terminal confines itself to.
    func setAuthenticationTemplateForPACE(_ objects: [TLV]) throws(ChipError) -> ResponseAPDU {
        session.keyAgreement = nil
        guard let mechanism = objects.first(0x80), let reference = objects.first(0x83)?.value, reference.count == 1
        else { throw ChipError(.incorrectParametersInData) }
        guard let password = reference.first.flatMap(Password.init(rawValue:)), memory.passwords.has(password) else {
            throw ChipError(.referencedDataNotFound)
        }
        let parameter = objects.first(0x84)?.value
        guard parameter.map({ $0.count == 1 }) ?? true else { throw ChipError(.incorrectParametersInData) }
        let offered = memory.files.pace.filter { $0.protocolID.content.elementsEqual(mechanism.value) }
        guard !offered.isEmpty else { throw ChipError(.incorrectParametersInData) }
        let wanted = parameter?.first.map(Int.init)
        let fitting = offered.filter { wanted == nil || $0.parameterID == wanted }
        guard let info = fitting.first, let variant = info.variant, variant.mapping == .generic,
            variant.agreement == .ecdh, let cipher = SessionCipher(variant.cipher), let identifier = info.parameterID
        else { throw ChipError(.referencedDataNotFound) }
        // More than one set of domain parameters, and none named: the choice is the terminal's.
        guard fitting.count == 1 else { throw ChipError(.incorrectParametersInData) }
        let authorization = try confinedAuthorization(objects, password: password)
        let curve = try ChipError.refusing(.referencedDataNotFound) { () throws(EIDError) in
            try EllipticCurve(standardized: identifier)
        }
        session.keyAgreement = .pace(
            PACEInProgress(
                protocolID: info.protocolID, cipher: cipher, curve: curve, password: password,
                authorization: authorization))
        return ResponseAPDU(status: password == .pin ? pinStatus : .success)
    }

    /// What MSE:Set AT tells about the PIN: 6283 where it is switched off, 63Cx where tries are spent.
    private var pinStatus: StatusWord {
        let passwords = memory.passwords
        guard passwords.isPINActivated else { return .deactivated }
        return passwords.pinTriesLeft == Passwords.pinTries ? .success : .triesLeft(passwords.pinTriesLeft)
    }

    /// The template of an authentication terminal, which may be used with the PIN or, where it says so, with the CAN.
    ///
    /// Source: BSI TR-03127, table 4. Other kinds of terminals have no business with this card.
    private func confinedAuthorization(_ objects: [TLV], password: Password) throws(ChipError) -> CHAT? {
        guard let template = objects.first(CHAT.tag) else { return nil }
        let authorization = try ChipError.refusing(.incorrectParametersInData) { () throws(EIDError) in
            try CHAT(value: template.value)
        }
        let fits =
            switch password {
            case .pin: true
            case .can: authorization.rights.contains(.canAllowed)
            case .puk, .mrz: false
            }
        guard authorization.role == .terminal, fits else { throw ChipError(.incorrectParametersInData) }
        return authorization
    }

    /// The next step of PACE.
    func generalAuthenticate(
        _ pace: PACEInProgress, _ objects: [TLV], isLast: Bool
    ) throws(ChipError) -> ResponseAPDU {
        // A step that fails ends the protocol.
        session.keyAgreement = nil
        guard isLast == (pace.step == .authentication) else {
            throw ChipError(isLast ? .conditionsOfUseNotSatisfied : .lastCommandOfChainExpected)
        }
        let answer: [UInt8]
        switch pace.step {
        case .nonce:
            guard objects.isEmpty else { throw ChipError(.incorrectParametersInData) }
            answer = try encryptNonce(pace)
            pace.step = .mapping
        case .mapping:
            answer = try map(pace, try value(0x81, in: objects))
            pace.step = .keyAgreement
        case .keyAgreement:
            answer = try agree(pace, try value(0x83, in: objects))
            pace.step = .authentication
        case .authentication:
            return try authenticate(pace, try value(0x85, in: objects))
        }
        session.keyAgreement = .pace(pace)
        return ResponseAPDU(data: TLV.encode(0x7C, answer), status: .success)
    }

    private func value(_ tag: UInt32, in objects: [TLV]) throws(ChipError) -> [UInt8] {
        guard objects.count == 1, objects[0].tag == tag else { throw ChipError(.incorrectParametersInData) }
        return Array(objects[0].value)
    }

    /// Step 1, after making sure that the PIN may be tried: not blocked, not switched off, and its third try only
    /// behind the CAN.
    private func encryptNonce(_ pace: PACEInProgress) throws(ChipError) -> [UInt8] {
        if pace.password == .pin {
            let passwords = memory.passwords
            guard passwords.pinTriesLeft > 0 else { throw ChipError(.authenticationMethodBlocked) }
            guard passwords.isPINActivated else { throw ChipError(.referenceDataUnusable) }
            guard passwords.pinTriesLeft > 1 || session.isPINResumed else {
                throw ChipError(.conditionsOfUseNotSatisfied)
            }
        }
        return try ChipError.refusing(.noPreciseDiagnosis) { () throws(EIDError) in
            let key = try memory.passwords.key(of: pace.password, cipher: pace.cipher)
            pace.nonce = try RandomBytes.secret(count: SessionCipher.blockLength)
            let zero = [UInt8](repeating: 0, count: SessionCipher.blockLength)
            return TLV.encode(0x80, try pace.cipher.encrypt(pace.nonce, key: key, initializationVector: zero))
        }
    }

    private func map(_ pace: PACEInProgress, _ point: [UInt8]) throws(ChipError) -> [UInt8] {
        try ChipError.refusing(.incorrectParametersInData) { () throws(EIDError) in
            let terminalKey = try ECPublicKey(curve: pace.curve, encoded: point)
            let key = try ECPrivateKey.generate(on: pace.curve)
            pace.mapped = try pace.curve.mapped(nonce: pace.nonce, privateKey: key, publicKey: terminalKey)
            pace.nonce = SecretBytes(capacity: 1)
            return TLV.encode(0x82, key.publicKey.encoded)
        }
    }

    private func agree(_ pace: PACEInProgress, _ point: [UInt8]) throws(ChipError) -> [UInt8] {
        try ChipError.refusing(.incorrectParametersInData) { () throws(EIDError) in
            guard let mapped = pace.mapped else { throw .cryptography }
            let terminalKey = try ECPublicKey(curve: mapped, encoded: point)
            let key = try ECPrivateKey.generate(on: mapped)
            pace.secret = try key.sharedSecret(with: terminalKey)
            pace.chipKey = key.publicKey
            pace.terminalKey = terminalKey
            return TLV.encode(0x84, key.publicKey.encoded)
        }
    }

    /// Step 4: the terminal's token shows that it knew the password; the chip's own goes back, with the names of the
    /// trust anchors where terminal authentication is to follow.
    private func authenticate(_ pace: PACEInProgress, _ token: [UInt8]) throws(ChipError) -> ResponseAPDU {
        guard let chipKey = pace.chipKey, let terminalKey = pace.terminalKey else {
            throw ChipError(.conditionsOfUseNotSatisfied)
        }
        let cipher = pace.cipher
        if pace.password == .pin { memory.passwords.countPINTry() }
        let answer = try ChipError.refusing(.noPreciseDiagnosis) { () throws(EIDError) -> [UInt8]? in
            let authenticationKey = try KeyDerivation.authenticationKey(for: cipher, from: pace.secret)
            let expected = try cipher.authenticationCode(
                CVPublicKey(protocolID: pace.protocolID, key: chipKey, withDomainParameters: false).encoded(),
                key: authenticationKey)
            guard ConstantTime.equal(expected, token) else { return nil }
            let own = try cipher.authenticationCode(
                CVPublicKey(protocolID: pace.protocolID, key: terminalKey, withDomainParameters: false).encoded(),
                key: authenticationKey)
            session.nextMessaging = ChipSecureMessaging(
                cipher: cipher, encryptionKey: try KeyDerivation.encryptionKey(for: cipher, from: pace.secret),
                authenticationKey: authenticationKey)
            return own
        }
        guard let answer else {
            // A wrong PIN tells what is left; a wrong CAN or PUK has no counter to tell of.
            throw ChipError(
                pace.password == .pin ? .triesLeft(memory.passwords.pinTriesLeft) : .authenticationFailed)
        }
        if pace.password == .pin { memory.passwords.resetPINTries() }
        session.isPINResumed = pace.password == .can
        session.password = pace.password
        session.confinedAuthorization = pace.authorization
        session.chipIdentifier = chipKey.x
        session.terminal = TerminalState()
        var objects = TLV.encode(0x86, answer)
        if pace.authorization != nil {
            for (tag, point) in zip([0x87, 0x88] as [UInt32], memory.trustPoints.newestFirst) {
                objects += TLV.encode(tag, point.reference.bytes)
            }
        }
        return ResponseAPDU(data: TLV.encode(0x7C, objects), status: .success)
    }
}
