import EID
import SmartCard

/// What terminal authentication has brought so far.
struct TerminalState {
    /// The key that MSE:Set DST has chosen to verify the next certificate.
    var verifier: KeyReference?
    /// The last document verifier's or terminal's key that a certificate brought.
    var imported: ImportedKey?
    /// What MSE:Set AT has announced for EXTERNAL AUTHENTICATE.
    var announced: Announcement?
    var challenge: [UInt8]?
    /// The terminal that has proved to be one, and what comes with it.
    var authenticated: Authenticated?
    /// Whether chip authentication has bound the rights to the channel.
    var isBoundByChipAuthentication = false

    struct Announcement {
        let terminal: ImportedKey
        let compressedKey: [UInt8]
        /// The auxiliary data as sent, with tag and length; empty where there is none.
        let auxiliaryData: [UInt8]
    }

    struct Authenticated {
        let terminal: ImportedKey
        let compressedKey: [UInt8]
        let rights: TerminalRights
        let auxiliaryData: [OID: [UInt8]]
    }
}

/// Terminal authentication version 2, from the chip's side.
///
/// Source: BSI TR-03110-2, 3.3; BSI TR-03110-3, 2.5, A.7, B.3 and B.14.4 to B.14.7.
extension Chip {
    private func requireSecureMessaging() throws(ChipError) {
        guard session.messaging != nil else { throw ChipError(.securityStatusNotSatisfied) }
    }

    private func reference(_ bytes: ArraySlice<UInt8>) throws(ChipError) -> KeyReference {
        try ChipError.refusing(.incorrectParametersInData) { () throws(EIDError) in try KeyReference(bytes: bytes) }
    }

    /// MSE:Set DST: by which key the next certificate is to be verified.
    func setDigitalSignatureTemplate(_ objects: [TLV]) throws(ChipError) -> ResponseAPDU {
        try requireSecureMessaging()
        guard objects.count == 1, objects[0].tag == 0x83 else { throw ChipError(.incorrectParametersInData) }
        let reference = try reference(objects[0].value)
        session.terminal.verifier = nil
        guard knownKey(reference) != nil else { throw ChipError(.referencedDataNotFound) }
        session.terminal.verifier = reference
        return ResponseAPDU(status: .success)
    }

    /// A key that the chip knows by this name: the last one imported, or a trust anchor.
    private func knownKey(_ reference: KeyReference) -> ImportedKey? {
        if let imported = session.terminal.imported, imported.reference == reference { return imported }
        return memory.trustPoints.key(reference)
    }

    /// PSO:Verify Certificate: the next link of the chain from a trust anchor to the terminal.
    func verifyCertificate(_ command: CommandAPDU) throws(ChipError) -> ResponseAPDU {
        try requireSecureMessaging()
        guard command.parameter1 == 0x00, command.parameter2 == 0xBE else { throw ChipError(.incorrectParameters) }
        guard session.terminal.authenticated == nil else { throw ChipError(.securityStatusNotSatisfied) }
        let certificate = try ChipError.refusing(.incorrectParametersInData) { () throws(EIDError) in
            try CVCertificate(decoding: TLV.encode(CVCertificate.tag, command.data))
        }
        let body = certificate.body
        guard let verifier = session.terminal.verifier, let issuer = knownKey(verifier),
            body.certificationAuthorityReference == verifier
        else { throw ChipError(.referencedDataNotFound) }
        let isLink = body.authorization.role == .countryVerifyingCA
        try admit(body, issuer: issuer, isLink: isLink)
        let isSigned = try ChipError.refusing(.authenticationFailed) { () throws(EIDError) in
            try certificate.isSigned(by: issuer.key, hash: issuer.hashFunction)
        }
        guard isSigned else { throw ChipError(.authenticationFailed) }
        let key = try ChipError.refusing(.incorrectParametersInData) { () throws(EIDError) in
            try ImportedKey(certificate, issuedBy: issuer)
        }
        accept(key, isLink: isLink)
        return ResponseAPDU(status: .success)
    }

    /// Who may issue for whom, and until when: DV and terminal certificates must not be expired by the chip's own date,
    /// nor their anchor; link certificates may (2.5).
    private func admit(_ body: CertificateBody, issuer: ImportedKey, isLink: Bool) throws(ChipError) {
        let isAllowed =
            switch (issuer.role, body.authorization.role) {
            case (.countryVerifyingCA, .countryVerifyingCA), (.countryVerifyingCA, .documentVerifierOfficial),
                (.countryVerifyingCA, .documentVerifierNonOfficial), (.documentVerifierOfficial, .terminal),
                (.documentVerifierNonOfficial, .terminal):
                true
            default: false
            }
        // Under a trust anchor's name no other key is taken (A.7.2.1).
        let isNew = memory.trustPoints.key(body.certificateHolderReference) == nil
        guard isAllowed, isNew else { throw ChipError(.conditionsOfUseNotSatisfied) }
        let isExpired = body.expirationDate < memory.currentDate
        let isIssuerExpired = issuer.expirationDate < memory.currentDate
        guard isLink || !(isExpired || isIssuerExpired) else { throw ChipError(.conditionsOfUseNotSatisfied) }
    }

    /// Takes over a verified certificate's key and date.
    private func accept(_ key: ImportedKey, isLink: Bool) {
        // A terminal's date counts only under an official domestic document verifier; all others' above it always do.
        let isTrustedTime = key.role != .terminal || key.isDomestic
        if isTrustedTime, memory.currentDate < key.effectiveDate { memory.currentDate = key.effectiveDate }
        if isLink {
            memory.trustPoints.enable(key)
            session.terminal.imported = nil
        } else {
            session.terminal.imported = key
        }
        session.terminal.verifier = nil
    }

    /// MSE:Set AT for terminal authentication.
    func setAuthenticationTemplateForTerminal(_ objects: [TLV]) throws(ChipError) -> ResponseAPDU {
        try requireSecureMessaging()
        session.terminal.announced = nil
        guard let mechanism = objects.first(0x80), let name = objects.first(0x83), let key = objects.first(0x91) else {
            throw ChipError(.incorrectParametersInData)
        }
        let reference = try reference(name.value)
        guard let terminal = session.terminal.imported, terminal.reference == reference else {
            throw ChipError(.referencedDataNotFound)
        }
        guard terminal.protocolID.content.elementsEqual(mechanism.value) else {
            throw ChipError(.incorrectParametersInData)
        }
        session.terminal.announced = TerminalState.Announcement(
            terminal: terminal, compressedKey: Array(key.value),
            auxiliaryData: objects.first(0x67).map { TLV.encode($0.tag, $0.value) } ?? [])
        return ResponseAPDU(status: .success)
    }

    func getChallenge(_ command: CommandAPDU) throws(ChipError) -> ResponseAPDU {
        guard command.parameter1 == 0, command.parameter2 == 0 else { throw ChipError(.incorrectParameters) }
        guard command.data.isEmpty, command.expectedLength == 8 else { throw ChipError(.wrongLength) }
        try requireSecureMessaging()
        let challenge = try ChipError.refusing(.noPreciseDiagnosis) { () throws(EIDError) in
            try RandomBytes.challenge(count: 8)
        }
        session.terminal.challenge = challenge
        return ResponseAPDU(data: challenge, status: .success)
    }

    /// EXTERNAL AUTHENTICATE: the terminal signs the chip's identifier, its challenge, the key for chip authentication
    /// and the auxiliary data.
    func externalAuthenticate(_ command: CommandAPDU) throws(ChipError) -> ResponseAPDU {
        guard command.parameter1 == 0, command.parameter2 == 0 else { throw ChipError(.incorrectParameters) }
        try requireSecureMessaging()
        let challenge = session.terminal.challenge
        let announced = session.terminal.announced
        session.terminal.challenge = nil
        session.terminal.announced = nil
        guard session.terminal.authenticated == nil, let confined = session.confinedAuthorization else {
            throw ChipError(.securityStatusNotSatisfied)
        }
        guard let announced, let challenge else { throw ChipError(.conditionsOfUseNotSatisfied) }
        let terminal = announced.terminal
        // The chain ends in a terminal; a document verifier authenticates nothing but certificates.
        guard terminal.role == .terminal else { throw ChipError(.conditionsOfUseNotSatisfied) }
        // The PIN of the letter opens nothing but its own change. Source: BSI TR-03127, 3.5.3.1.
        guard session.password != .pin || !memory.passwords.isTransportPIN else {
            throw ChipError(.securityStatusNotSatisfied)
        }
        let message = session.chipIdentifier + challenge + announced.compressedKey + announced.auxiliaryData
        let isSigned = try ChipError.refusing(.authenticationFailed) { () throws(EIDError) in
            try terminal.key.verifies(
                signature: command.data, digest: try terminal.hashFunction.digest(message))
        }
        guard isSigned else { throw ChipError(.authenticationFailed) }
        let rights = terminal.rights.intersection(confined.rights)
        // With the CAN the right to do so must have survived the whole chain.
        guard session.password != .can || rights.contains(.canAllowed) else {
            throw ChipError(.securityStatusNotSatisfied)
        }
        session.terminal.authenticated = TerminalState.Authenticated(
            terminal: terminal, compressedKey: announced.compressedKey, rights: rights,
            auxiliaryData: try auxiliaryData(in: announced.auxiliaryData))
        return ResponseAPDU(status: .success)
    }
}
