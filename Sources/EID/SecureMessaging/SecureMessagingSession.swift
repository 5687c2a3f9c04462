package import Secrets
package import SmartCard

/// The terminal's side of secure messaging, with no card behind it: commands in, protected commands out, and answers back.
///
/// Source: BSI TR-03110-3, F.3 to F.5; ISO/IEC 7816-4, 10. A command is
/// `[87 cryptogram] [97 expected length] 8E code`, an answer `[87 cryptogram] 99 status 8E code`; with an odd
/// instruction 85 stands in for 87, without padding indicator.
package struct SecureMessagingSession: ~Copyable, Sendable {
    private let keys: SessionKeys
    private var counter = SendSequenceCounter()

    /// The most plain data that comes back in a short answer: 256 bytes less status, code and the cryptogram's header.
    package static let shortAnswerLimit = 223

    package init(keys: consuming SessionKeys) { self.keys = keys }

    /// Protects a command.
    package mutating func protect(
        _ command: CommandAPDU, extendedLength: Bool
    ) throws(EIDError) -> CommandAPDU {
        counter.increment()
        guard !command.data.isEmpty else { return try finish(command, cryptogram: nil, extendedLength) }
        let vector = try keys.cipher.initializationVector(counter: counter.bytes, key: keys.encryption)
        let cryptogram = try keys.cipher.encrypt(
            BlockPadding.pad(command.data), key: keys.encryption, initializationVector: vector)
        return try finish(command, cryptogram: cryptogram, extendedLength)
    }

    /// Protects a command whose data is a secret; it goes from locked memory straight into the cipher.
    package mutating func protect(
        _ command: CommandAPDU, secret: borrowing SecretBytes, extendedLength: Bool
    ) throws(EIDError) -> CommandAPDU {
        counter.increment()
        let vector = try keys.cipher.initializationVector(counter: counter.bytes, key: keys.encryption)
        let cryptogram = try keys.cipher.encrypt(
            BlockPadding.pad(secret), key: keys.encryption, initializationVector: vector)
        return try finish(command, cryptogram: cryptogram, extendedLength)
    }

    private borrowing func finish(
        _ command: CommandAPDU, cryptogram: [UInt8]?, _ extendedLength: Bool
    ) throws(EIDError) -> CommandAPDU {
        var protected = command
        protected.instructionClass |= 0x0C
        var objects: [UInt8] = []
        if let cryptogram {
            objects =
                command.instruction & 1 == 0
                ? TLV.encode(0x87, [0x01] + cryptogram) : TLV.encode(0x85, cryptogram)
        }
        if let expected = command.expectedLength {
            // One byte up to 256, which is 00; two bytes beyond, where 65536 is 0000.
            let bytes = [UInt8(truncatingIfNeeded: expected >> 8), UInt8(truncatingIfNeeded: expected)]
            objects += TLV.encode(0x97, expected <= 256 ? [bytes[1]] : bytes)
        }
        let header = [
            protected.instructionClass, protected.instruction, protected.parameter1, protected.parameter2,
        ]
        var message = counter.bytes + BlockPadding.pad(header)
        if !objects.isEmpty { message += BlockPadding.pad(objects) }
        let code = try keys.cipher.authenticationCode(message, key: keys.authentication)
        protected.data = objects + TLV.encode(0x8E, code)
        let wantsMore = (command.expectedLength ?? 0) > SecureMessagingSession.shortAnswerLimit
        protected.expectedLength = extendedLength && (wantsMore || protected.data.count > 255) ? 65536 : 256
        return protected
    }

    /// Opens an answer. Nothing of it is looked at before its code has been checked.
    package mutating func open(
        _ response: ResponseAPDU, to command: CommandAPDU
    ) throws(EIDError) -> ResponseAPDU {
        counter.increment()
        guard !response.data.isEmpty else { throw .secureMessaging(.unprotected(response.status)) }
        guard let objects = try? TLV.decodeAll(response.data[...]) else { throw .secureMessaging(.malformed) }
        var rest = objects[...]
        guard rest.last?.tag == 0x8E, let code = rest.popLast()?.value else {
            throw .secureMessaging(.unprotected(response.status))
        }
        let cryptogramTag: UInt32 = command.instruction & 1 == 0 ? 0x87 : 0x85
        let cryptogram = rest.first?.tag == cryptogramTag ? rest.popFirst()?.value : nil
        guard rest.count == 1, let status = rest.first, status.tag == 0x99, status.value.count == 2,
            code.count == SessionCipher.codeLength
        else { throw .secureMessaging(.malformed) }

        let covered = response.data.dropLast(2 + SessionCipher.codeLength)
        let expected = try keys.cipher.authenticationCode(
            counter.bytes + BlockPadding.pad(Array(covered)), key: keys.authentication)
        guard ConstantTime.equal(expected, code) else { throw .secureMessaging(.wrongCode) }

        let word = StatusWord(rawValue: status.value.reduce(0) { $0 << 8 | UInt16($1) })
        guard word == response.status else { throw .secureMessaging(.statusMismatch) }
        guard var cryptogram else { return ResponseAPDU(status: word) }
        if cryptogramTag == 0x87 {
            guard cryptogram.popFirst() == 0x01 else { throw .secureMessaging(.padding) }
        }
        guard !cryptogram.isEmpty, cryptogram.count % SessionCipher.blockLength == 0 else {
            throw .secureMessaging(.malformed)
        }
        let vector = try keys.cipher.initializationVector(counter: counter.bytes, key: keys.encryption)
        let padded = try keys.cipher.decrypt(cryptogram, key: keys.encryption, initializationVector: vector)
        let data: [UInt8]? = padded.withUnsafeBytes { bytes in
            BlockPadding.unpaddedLength(bytes).map { Array(bytes[..<$0]) }
        }
        guard let data else { throw .secureMessaging(.padding) }
        return ResponseAPDU(data: data, status: word)
    }
}
