import EID
import Secrets
import SmartCard

/// Chip authentication version 2 and restricted identification, from the chip's side.
///
/// Source: BSI TR-03110-2, 3.4 and 3.6; BSI TR-03110-3, B.2 and B.4.
extension Chip {
    /// MSE:Set AT for chip authentication or restricted identification: which protocol, with which key.
    func setAuthenticationTemplateForChip(_ objects: [TLV]) throws(ChipError) -> ResponseAPDU {
        session.keyAgreement = nil
        guard session.terminal.authenticated != nil else { throw ChipError(.securityStatusNotSatisfied) }
        guard let mechanism = objects.first(0x80) else { throw ChipError(.incorrectParametersInData) }
        let reference = objects.first(0x84)?.value
        let protocolID = try ChipError.refusing(.incorrectParametersInData) { () throws(EIDError) in
            try OID(content: mechanism.value)
        }
        let keyID = reference.map { $0.reduce(0) { $0 << 8 & 0xFFFF | Int($1) } }
        if let info = memory.files.chipAuthentication.first(where: { $0.protocolID == protocolID }) {
            guard info.keyID == nil || keyID == info.keyID || keyID == nil else {
                throw ChipError(.referencedDataNotFound)
            }
            guard let cipher = info.variant.flatMap({ SessionCipher($0.cipher) }) else {
                throw ChipError(.incorrectParametersInData)
            }
            session.keyAgreement = .chipAuthentication(cipher)
        } else if protocolID == RestrictedIdentificationKey.protocolID {
            // The card has two keys, so the terminal must say which.
            guard let keyID, let key = memory.keys.restrictedIdentification(keyID) else {
                throw ChipError(.referencedDataNotFound)
            }
            session.keyAgreement = .restrictedIdentification(key)
        } else {
            throw ChipError(.incorrectParametersInData)
        }
        return ResponseAPDU(status: .success)
    }

    /// GENERAL AUTHENTICATE of chip authentication: the terminal's ephemeral key must be the one that it signed in
    /// terminal authentication. Secure messaging starts anew with the next command.
    func authenticateChip(_ objects: [TLV], cipher: SessionCipher) throws(ChipError) -> ResponseAPDU {
        session.keyAgreement = nil
        guard let terminal = session.terminal.authenticated, !session.terminal.isBoundByChipAuthentication else {
            throw ChipError(.securityStatusNotSatisfied)
        }
        guard objects.count == 1, objects[0].tag == 0x80 else { throw ChipError(.incorrectParametersInData) }
        let point = Array(objects[0].value)
        let keys = memory.keys
        guard
            let info = memory.files.chipAuthentication.first(where: {
                $0.variant.flatMap { SessionCipher($0.cipher) } == cipher
            })
        else { throw ChipError(.conditionsOfUseNotSatisfied) }
        let terminalKey = try ChipError.refusing(.incorrectParametersInData) { () throws(EIDError) in
            try ECPublicKey(curve: keys.chipAuthentication.curve, encoded: point)
        }
        guard ConstantTime.equal(terminalKey.x, terminal.compressedKey) else {
            throw ChipError(.authenticationFailed)
        }
        let answer = try ChipError.refusing(.noPreciseDiagnosis) { () throws(EIDError) -> [UInt8] in
            let secret = try keys.chipAuthentication.sharedSecret(with: terminalKey)
            let nonce = try RandomBytes.challenge(count: 8)
            let authenticationKey = try KeyDerivation.authenticationKey(for: cipher, from: secret, nonce: nonce)
            let token = try cipher.authenticationCode(
                CVPublicKey(protocolID: info.protocolID, key: terminalKey, withDomainParameters: false).encoded(),
                key: authenticationKey)
            session.nextMessaging = ChipSecureMessaging(
                cipher: cipher,
                encryptionKey: try KeyDerivation.encryptionKey(for: cipher, from: secret, nonce: nonce),
                authenticationKey: authenticationKey)
            return TLV.encode(0x81, nonce) + TLV.encode(0x82, token)
        }
        session.terminal.isBoundByChipAuthentication = true
        return ResponseAPDU(data: TLV.encode(0x7C, answer), status: .success)
    }

    /// GENERAL AUTHENTICATE of restricted identification: the sector's public key must be one of those that the
    /// terminal's certificate vouches for.
    func identifyRestrictedly(
        _ objects: [TLV], key: RestrictedIdentificationKey
    ) throws(ChipError) -> ResponseAPDU {
        session.keyAgreement = nil
        guard let rights = session.rights, let terminal = session.terminal.authenticated?.terminal else {
            throw ChipError(.securityStatusNotSatisfied)
        }
        guard !key.authorizedOnly || rights.contains(.restrictedIdentification) else {
            throw ChipError(.securityStatusNotSatisfied)
        }
        guard objects.count == 1, [0xA0, 0xA2].contains(objects[0].tag) else {
            throw ChipError(.incorrectParametersInData)
        }
        let isFirst = objects[0].tag == 0xA0
        let expected = isFirst ? terminal.sectorHashes?.first : terminal.sectorHashes?.second
        let identifier = try ChipError.refusing(.incorrectParametersInData) { () throws(EIDError) -> [UInt8]? in
            // The hash is over the public key data object under its own tag (C.3.2).
            let hash = try terminal.sectorHashFunction.digest(TLV.encode(CVPublicKey.tag, objects[0].value))
            guard let expected, ConstantTime.equal(hash, expected) else { return nil }
            let sector = try CVPublicKey(value: objects[0].value)
            return try key.sectorIdentifier(for: try sector.ecPublicKey(inheriting: nil))
        }
        guard let identifier else { throw ChipError(.incorrectParametersInData) }
        return ResponseAPDU(
            data: TLV.encode(0x7C, TLV.encode(isFirst ? 0x81 : 0x83, identifier)), status: .success)
    }
}
