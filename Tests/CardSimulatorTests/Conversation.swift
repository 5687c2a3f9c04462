import CardSimulator
import EID
import Secrets
import SmartCard
import Testing

/// A terminal that does each step by itself, right or wrong, so that a test can leave the path anywhere.
struct Conversation: ~Copyable {
    let channel: any CardChannel
    var established: EstablishedPACE
    /// The key of chip authentication, whose compressed form terminal authentication signs.
    let ephemeralKey: ECPrivateKey

    static func variant(_ channel: any CardChannel) async throws -> PACEVariant {
        let response = try await channel.transmit(
            CommandAPDU(instruction: 0xB0, parameter1: 0x9C, parameter2: 0, expectedLength: 256))
        return try PACEVariant(choosingFrom: SecurityInfos(decoding: response.data))
    }

    static func pace(
        _ channel: any CardChannel, _ kind: PasswordKind, _ password: String, rights: TerminalRights? = nil
    ) async throws -> PACEOutcome {
        let pace = PACE(
            variant: try await variant(channel), kind: kind,
            authorization: rights.map { CHAT(role: .terminal, rights: $0) })
        return try await pace.run(password: SecretBytes(copying: Array(password.utf8)), on: channel)
    }

    /// How PACE was refused; nil where it was not.
    static func refusal(
        _ channel: any CardChannel, _ kind: PasswordKind, _ password: String, rights: TerminalRights? = nil
    ) async throws -> PasswordRefusal? {
        switch try await pace(channel, kind, password, rights: rights) {
        case .established: nil
        case .refused(let refusal): refusal
        }
    }

    init(
        _ channel: any CardChannel, _ kind: PasswordKind = .can, _ password: String = "500540",
        rights: TerminalRights? = nil
    ) async throws {
        let key = try ECPrivateKey.generate(on: EllipticCurve(standardized: 13))
        switch try await Conversation.pace(channel, kind, password, rights: rights) {
        case .established(let established): self.init(channel: channel, established: established, ephemeralKey: key)
        case .refused(let refusal): throw Refused(refusal: refusal)
        }
    }

    private init(
        channel: any CardChannel, established: consuming EstablishedPACE, ephemeralKey: consuming ECPrivateKey
    ) {
        self.channel = channel
        self.established = established
        self.ephemeralKey = ephemeralKey
    }

    init(
        _ card: SimulatedCard, _ kind: PasswordKind = .can, _ password: String = "500540",
        rights: TerminalRights? = nil
    ) async throws {
        try await self.init(SimulatedCardChannel(card), kind, password, rights: rights)
    }

    struct Refused: Error {
        let refusal: PasswordRefusal
    }

    mutating func send(_ command: CommandAPDU) async throws -> ResponseAPDU {
        try await established.channel.transmit(command)
    }

    mutating func send(
        _ instruction: UInt8, _ first: UInt8, _ second: UInt8, _ data: [UInt8] = [], expecting: Int? = nil
    ) async throws -> ResponseAPDU {
        try await send(
            CommandAPDU(
                instruction: instruction, parameter1: first, parameter2: second, data: data, expectedLength: expecting))
    }

    /// Sends one certificate; the status of whichever command was refused.
    mutating func present(_ certificate: CVCertificate) async throws -> StatusWord {
        let reference = certificate.body.certificationAuthorityReference.bytes
        let chosen = try await send(0x22, 0x81, 0xB6, TLV.encode(0x83, reference))
        guard chosen.status == .success else { return chosen.status }
        return try await send(0x2A, 0x00, 0xBE, certificate.encodedBody + certificate.encodedSignature).status
    }

    /// Proves to be the terminal; the status of whichever command was refused.
    mutating func prove(
        _ terminal: Holder, auxiliary: [UInt8] = [], tamper: (inout [UInt8]) -> Void = { _ in }
    ) async throws -> StatusWord {
        let compressed = ephemeralKey.publicKey.x
        let announced = try await send(
            0x22, 0x81, 0xA4,
            TLV.encode(0x80, OID.taECDSA(.sha256).content) + TLV.encode(0x83, terminal.reference.bytes) + auxiliary
                + TLV.encode(0x91, compressed))
        guard announced.status == .success else { return announced.status }
        let challenge = try await send(0x84, 0, 0, expecting: 8)
        guard challenge.status == .success else { return challenge.status }
        let message = established.cardIdentifier + challenge.data + compressed + auxiliary
        var signature = try terminal.key.sign(digest: HashFunction.sha256.digest(message))
        tamper(&signature)
        return try await send(0x82, 0, 0, signature).status
    }

    /// The whole of terminal authentication.
    mutating func authenticate(_ chain: Chain, auxiliary: [UInt8] = []) async throws {
        for certificate in chain.certificates {
            let status = try await present(certificate)
            #expect(status == .success)
        }
        let status = try await prove(chain.terminal, auxiliary: auxiliary)
        #expect(status == .success)
    }

    /// Chip authentication; afterwards the channel works with new keys.
    mutating func authenticateChip() async throws -> StatusWord {
        let chosen = try await send(
            0x22, 0x41, 0xA4, TLV.encode(0x80, OID.caECDH(.aes128).content) + TLV.encode(0x84, [0x41]))
        guard chosen.status == .success else { return chosen.status }
        let response = try await send(
            0x86, 0, 0, TLV.encode(0x7C, TLV.encode(0x80, ephemeralKey.publicKey.encoded)), expecting: 256)
        guard response.status == .success else { return response.status }
        let objects = try TLV.decode(response.data).children()
        let nonce = try #require(objects.first(0x81)?.value)
        let token = try #require(objects.first(0x82)?.value)
        let file = try #require(TestPKI.demo?.files.first { $0.path == "ef_cardsecurity" })
        let signed = try chipKey(in: file.contents)
        let keys = try SessionKeys(
            cipher: .aes128, sharedSecret: ephemeralKey.sharedSecret(with: signed), nonce: Array(nonce))
        let expected = try keys.token(over: ephemeralKey.publicKey, protocolID: .caECDH(.aes128))
        #expect(Array(token) == expected)
        established.channel = SecureMessagingChannel(card: channel, keys: keys)
        return .success
    }

    /// The chip's public key out of the signed file, found by its uncompressed point.
    private func chipKey(in file: [UInt8]) throws -> ECPublicKey {
        let curve = try EllipticCurve(standardized: 13)
        let prefix = TLV.encode(0x06, OID.pk.child(2).content)
        let place = try #require(file.indices.first { file[$0...].starts(with: prefix) })
        let point = try #require(file[place...].indices.first { file[$0...].starts(with: [0x03, 0x42, 0x00, 0x04]) })
        return try ECPublicKey(curve: curve, encoded: Array(file[(point + 3)..<(point + 68)]))
    }

    mutating func selectApplication() async throws {
        let response = try await send(0xA4, 0x04, 0x0C, DataGroup.applicationIdentifier)
        #expect(response.status == .success)
    }

    mutating func read(_ group: DataGroup) async throws -> ResponseAPDU {
        try await send(0xB0, 0x80 | group.shortFileIdentifier, 0, expecting: 65536)
    }

    /// From the CAN or PIN to the data groups.
    mutating func unlock(_ chain: Chain, auxiliary: [UInt8] = []) async throws {
        try await authenticate(chain, auxiliary: auxiliary)
        let status = try await authenticateChip()
        #expect(status == .success)
        try await selectApplication()
    }
}
