import EID
import Secrets
import SmartCard
import Testing

/// Secure messaging alone: what is sent, and every way in which an answer can be wrong. BSI TR-03110-3, F.
@Suite struct SecureMessagingTests {
    static let command = CommandAPDU(instruction: 0xB0, parameter1: 0x81, parameter2: 0, expectedLength: 256)

    static func keys(_ cipher: SessionCipher = .aes128) throws -> SessionKeys {
        try SessionKeys(cipher: cipher, sharedSecret: SecretBytes(copying: [UInt8](1...32)))
    }

    /// A card's answer under the same keys, the counter at `exchange` × 2, made here object by object.
    static func answer(
        _ data: [UInt8], status: [UInt8] = [0x90, 0x00], exchange: Int = 1, cipher: SessionCipher = .aes128,
        padding: [UInt8]? = nil, indicator: UInt8 = 0x01, tag: UInt32 = 0x87
    ) throws -> [UInt8] {
        let keys = try keys(cipher)
        var counter = SendSequenceCounter()
        for _ in 0..<(2 * exchange) { counter.increment() }
        var objects: [UInt8] = []
        if !data.isEmpty {
            let vector = try cipher.initializationVector(counter: counter.bytes, key: keys.encryption)
            let padded = padding.map { data + $0 } ?? BlockPadding.pad(data)
            let cryptogram = try cipher.encrypt(padded, key: keys.encryption, initializationVector: vector)
            objects += TLV.encode(tag, tag == 0x87 ? [indicator] + cryptogram : cryptogram)
        }
        objects += TLV.encode(0x99, status)
        let code = try cipher.authenticationCode(
            counter.bytes + BlockPadding.pad(objects), key: keys.authentication)
        return objects + TLV.encode(0x8E, code)
    }

    static func open(_ data: [UInt8], outer: UInt16 = 0x9000, cipher: SessionCipher = .aes128) throws -> ResponseAPDU {
        var session = SecureMessagingSession(keys: try keys(cipher))
        _ = try session.protect(command, extendedLength: false)
        return try session.open(
            ResponseAPDU(data: data, status: StatusWord(rawValue: outer)), to: command)
    }

    @Test(arguments: SessionCipher.allCases, [0, 1, 15, 16, 17, 200, 1000])
    func `An answer of any length is opened, with every cipher`(cipher: SessionCipher, length: Int) throws {
        let data = (0..<length).map { UInt8(truncatingIfNeeded: $0 + 1) }
        let response = try SecureMessagingTests.open(
            SecureMessagingTests.answer(data, cipher: cipher), cipher: cipher)
        #expect(response == ResponseAPDU(data: data, status: .success))
    }

    @Test func `A protected status is told as it is`() throws {
        let data = try SecureMessagingTests.answer([], status: [0x6A, 0x82])
        #expect(try SecureMessagingTests.open(data, outer: 0x6A82).status == .fileNotFound)
    }

    @Test func `An answer with nothing but a status word is not the card's`() throws {
        #expect(throws: EIDError.secureMessaging(.unprotected(.success))) { try SecureMessagingTests.open([]) }
        #expect(throws: EIDError.secureMessaging(.unprotected(.secureMessagingObjectsIncorrect))) {
            try SecureMessagingTests.open([], outer: 0x6988)
        }
    }

    @Test func `An answer without a code is not the card's`() throws {
        let data = try SecureMessagingTests.answer([1, 2, 3])
        #expect(throws: EIDError.secureMessaging(.unprotected(.success))) {
            try SecureMessagingTests.open(data.dropLast(10))
        }
    }

    @Test func `Every single bit of an answer counts`() throws {
        let sound = try SecureMessagingTests.answer([1, 2, 3])
        for index in sound.indices {
            for bit in 0..<8 {
                var data = sound
                data[index] ^= 1 << bit
                #expect(throws: EIDError.self) { try SecureMessagingTests.open(data) }
            }
        }
    }

    @Test func `A status that differs outside is told`() throws {
        let data = try SecureMessagingTests.answer([1, 2, 3])
        #expect(throws: EIDError.secureMessaging(.statusMismatch)) {
            try SecureMessagingTests.open(data, outer: 0x6282)
        }
    }

    @Test(arguments: [[0x00, 0x00, 0x00], [0x81, 0x00, 0x00]] + [[UInt8](repeating: 0, count: 13)])
    func `Padding that is none is refused, although the code fits`(padding: [UInt8]) throws {
        let rest = [UInt8](repeating: 0, count: 16 - 3 - min(13, padding.count))
        let data = try SecureMessagingTests.answer([0, 0, 0], padding: padding + rest)
        #expect(throws: EIDError.secureMessaging(.padding)) { try SecureMessagingTests.open(data) }
    }

    @Test func `A cryptogram of another kind is refused, although the code fits`() throws {
        #expect(throws: EIDError.secureMessaging(.padding)) {
            try SecureMessagingTests.open(SecureMessagingTests.answer([1], indicator: 0x02))
        }
        #expect(throws: EIDError.secureMessaging(.malformed)) {
            try SecureMessagingTests.open(SecureMessagingTests.answer([1], tag: 0x85))
        }
    }

    @Test func `An answer that was given before, or belongs to a later command, is refused`() throws {
        for exchange in [0, 2, 3] {
            let data = try SecureMessagingTests.answer([1, 2, 3], exchange: exchange)
            #expect(throws: EIDError.secureMessaging(.wrongCode)) { try SecureMessagingTests.open(data) }
        }
    }

    @Test func `Objects twice, in another order or of another kind are refused`() throws {
        let sound = try SecureMessagingTests.answer([1, 2, 3])
        let cryptogram = Array(sound.prefix(19))
        let status = Array(sound[19..<23])
        let code = Array(sound.suffix(10))
        for parts in [
            [cryptogram, cryptogram, status, code], [status, cryptogram, code], [cryptogram, status, status, code],
            [cryptogram, code], [cryptogram, status, code, code], [code, cryptogram, status],
            [[0x80, 0x01, 0x00], cryptogram, status, code],
        ] {
            #expect(throws: EIDError.self) { try SecureMessagingTests.open(parts.flatMap(\.self)) }
        }
        #expect(try SecureMessagingTests.open(cryptogram + status + code).data == [1, 2, 3])
    }

    @Test func `A command is built object by object as the standard draws it`() throws {
        var session = SecureMessagingSession(keys: try SecureMessagingTests.keys())
        let bare = try session.protect(
            CommandAPDU(instruction: 0x44, parameter1: 0, parameter2: 0), extendedLength: true)
        #expect(bare.instructionClass == 0x0C)
        #expect(try TLV.decodeAll(bare.data[...]).map(\.tag) == [0x8E])
        #expect(bare.expectedLength == 256)

        let read = try session.protect(SecureMessagingTests.command, extendedLength: false)
        #expect(try TLV.decodeAll(read.data[...]).map(\.tag) == [0x97, 0x8E])
        #expect(try TLV.decodeAll(read.data[...]).first(0x97)?.value == [0x00])

        var long = SecureMessagingTests.command
        long.expectedLength = 65536
        let all = try session.protect(long, extendedLength: true)
        #expect(try TLV.decodeAll(all.data[...]).first(0x97)?.value == [0x00, 0x00])
        #expect(all.expectedLength == 65536)
        long.expectedLength = 0x0123
        #expect(
            try TLV.decodeAll(session.protect(long, extendedLength: true).data[...]).first(0x97)?.value == [0x01, 0x23])

        let chained = try session.protect(
            CommandAPDU(
                instructionClass: 0x10, instruction: 0x86, parameter1: 0, parameter2: 0, data: [0x7C, 0x00],
                expectedLength: 256), extendedLength: true)
        #expect(chained.instructionClass == 0x1C)
        let objects = try TLV.decodeAll(chained.data[...])
        #expect(objects.map(\.tag) == [0x87, 0x97, 0x8E])
        #expect(objects.first(0x87)?.value.first == 0x01)
        #expect(objects.first(0x87)?.value.count == 17)

        let odd = try session.protect(
            CommandAPDU(instruction: 0xB1, parameter1: 0, parameter2: 0, data: [1]), extendedLength: true)
        #expect(try TLV.decodeAll(odd.data[...]).first(0x85)?.value.count == 16)
    }

    @Test func `A secret is protected as the same bytes in the open would be`() throws {
        var one = SecureMessagingSession(keys: try SecureMessagingTests.keys())
        var other = SecureMessagingSession(keys: try SecureMessagingTests.keys())
        var command = CommandAPDU(instruction: 0x2C, parameter1: 2, parameter2: 3)
        let secret = try one.protect(command, secret: SecretBytes(digits: "123456"), extendedLength: true)
        command.data = Array("123456".utf8)
        #expect(try other.protect(command, extendedLength: true) == secret)
    }

    @Test func `The counter carries over`() {
        var counter = SendSequenceCounter()
        for _ in 0..<0x1_0001 { counter.increment() }
        #expect(counter.bytes == [UInt8](repeating: 0, count: 13) + [1, 0, 1])
    }

    @Test func `After a fault the channel is closed, and stays so`() async throws {
        let card = ScriptedCard([(nil, [0x90, 0x00]), (nil, [0x90, 0x00])])
        var channel = SecureMessagingChannel(card: card, keys: try SecureMessagingTests.keys())
        await #expect(throws: EIDError.secureMessaging(.unprotected(.success))) {
            _ = try await channel.transmit(SecureMessagingTests.command)
        }
        #expect(card.isClosed)
        await #expect(throws: EIDError.secureMessaging(.closed)) {
            _ = try await channel.transmit(SecureMessagingTests.command)
        }
        #expect(card.received.count == 1)
    }

    @Test func `A file longer than one answer is read in steps, from where the last ended`() async throws {
        let infos = try SecurityInfos(decoding: hex("3114 3012 060A04007F00070202040202 020102 02010D"))
        let unknown = hex("3082 0100 0603 2A0304 0481F8") + [UInt8](repeating: 7, count: 0xF8)
        let content = hex("3182 0118") + infos.encoded().dropFirst(2) + unknown
        let card = ScriptedCard(
            [
                (hex("00B0 9C00 DF"), Array(content.prefix(223)) + [0x90, 0x00]),
                (hex("00B0 00DF 3D"), Array(content.dropFirst(223)) + [0x90, 0x00]),
            ], extendedLength: false)
        #expect(try await CardAccess.read(from: card).pace.count == 1)
        #expect(card.remaining == 0)
    }

    @Test func `A card that does not take an extended READ BINARY is asked for short ones`() async throws {
        let content = hex("3114 3012 060A04007F00070202040202 020102 02010D")
        let card = ScriptedCard([
            (hex("00B0 9C00 00 0000"), [0x67, 0x00]), (hex("00B0 9C00 DF"), content + [0x62, 0x82]),
        ])
        #expect(try await CardAccess.read(from: card).pace.count == 1)
    }
}
