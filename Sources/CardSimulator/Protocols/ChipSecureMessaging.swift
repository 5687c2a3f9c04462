import EID
import Secrets
import SmartCard

/// Secure messaging from the chip's side: it takes protected commands and protects answers.
///
/// Source: BSI TR-03110-3, F.
final class ChipSecureMessaging {
    private let cipher: SessionCipher
    private let encryptionKey: SecretBytes
    private let authenticationKey: SecretBytes
    /// The send sequence counter: one more before each command and before each answer (F.5).
    private var counter = [UInt8](repeating: 0, count: SessionCipher.blockLength)

    init(cipher: SessionCipher, encryptionKey: consuming SecretBytes, authenticationKey: consuming SecretBytes) {
        self.cipher = cipher
        self.encryptionKey = encryptionKey
        self.authenticationKey = authenticationKey
    }

    /// Takes a command out of its protection.
    ///
    /// Throws 6987 where the objects that must be there are missing and 6988 where they are wrong (F.6).
    func unwrap(_ command: CommandAPDU) throws(ChipError) -> CommandAPDU {
        count()
        let objects = try messagingObjects(command.data)
        let authenticated = objects.filter { $0.tag != 0x8E }.flatMap { TLV.encode($0.tag, $0.value) }
        guard let code = objects.last, code.tag == 0x8E else { throw ChipError(.secureMessagingObjectsMissing) }
        let header = [command.instructionClass, command.instruction, command.parameter1, command.parameter2]
        let message = counter + pad(header) + (authenticated.isEmpty ? [] : pad(authenticated))
        let expected = try ChipError.refusing(.secureMessagingObjectsIncorrect) { () throws(EIDError) in
            try cipher.authenticationCode(message, key: authenticationKey)
        }
        guard ConstantTime.equal(code.value, expected) else { throw ChipError(.secureMessagingObjectsIncorrect) }
        var inner = command
        inner.data = try objects.first(0x87).map { object throws(ChipError) in try decrypt(object.value) } ?? []
        inner.expectedLength = try objects.first(0x97).map { object throws(ChipError) in try length(object.value) }
        return inner
    }

    /// Protects an answer.
    func wrap(_ response: ResponseAPDU) throws(ChipError) -> ResponseAPDU {
        count()
        let status = Array(response.encoded.suffix(2))
        return try ChipError.refusing(.noPreciseDiagnosis) { () throws(EIDError) in
            var objects: [UInt8] = []
            if !response.data.isEmpty {
                let vector = try cipher.initializationVector(counter: counter, key: encryptionKey)
                let cryptogram = try cipher.encrypt(
                    pad(response.data), key: encryptionKey, initializationVector: vector)
                objects += TLV.encode(0x87, [0x01] + cryptogram)
            }
            objects += TLV.encode(0x99, status)
            let code = try cipher.authenticationCode(counter + pad(objects), key: authenticationKey)
            return ResponseAPDU(data: objects + TLV.encode(0x8E, code), status: response.status)
        }
    }

    /// [87] [97] 8E, in this order and nothing else (F.3).
    private func messagingObjects(_ data: [UInt8]) throws(ChipError) -> [TLV] {
        guard !data.isEmpty else { throw ChipError(.secureMessagingObjectsMissing) }
        let objects: [TLV]
        do throws(TLVError) { objects = try TLV.decodeAll(data[...]) } catch {
            throw ChipError(.secureMessagingObjectsIncorrect)
        }
        guard objects.contains(where: { $0.tag == 0x8E }) else { throw ChipError(.secureMessagingObjectsMissing) }
        let order: [UInt32] = [0x87, 0x97, 0x8E]
        let places = objects.map { order.firstIndex(of: $0.tag) ?? -1 }
        guard !places.contains(-1), zip(places, places.dropFirst()).allSatisfy({ $0 < $1 }) else {
            throw ChipError(.secureMessagingObjectsIncorrect)
        }
        return objects
    }

    private func decrypt(_ value: ArraySlice<UInt8>) throws(ChipError) -> [UInt8] {
        guard value.first == 0x01, value.count > 1, (value.count - 1) % SessionCipher.blockLength == 0 else {
            throw ChipError(.secureMessagingObjectsIncorrect)
        }
        let padded = try ChipError.refusing(.secureMessagingObjectsIncorrect) { () throws(EIDError) in
            let vector = try cipher.initializationVector(counter: counter, key: encryptionKey)
            return try cipher.decrypt(value.dropFirst(), key: encryptionKey, initializationVector: vector)
        }
        return try padded.withUnsafeBytes { bytes throws(ChipError) in
            guard let end = bytes.lastIndex(where: { $0 != 0 }), bytes[end] == 0x80,
                bytes.count - end <= SessionCipher.blockLength
            else { throw ChipError(.secureMessagingObjectsIncorrect) }
            return Array(bytes[..<end])
        }
    }

    /// The protected expected length: one or two bytes, all zero being the most.
    private func length(_ value: ArraySlice<UInt8>) throws(ChipError) -> Int {
        guard (1...2).contains(value.count) else { throw ChipError(.secureMessagingObjectsIncorrect) }
        let number = value.reduce(0) { $0 << 8 | Int($1) }
        return number == 0 ? 1 << (8 * value.count) : number
    }

    private func pad(_ bytes: [UInt8]) -> [UInt8] {
        let length = (bytes.count / SessionCipher.blockLength + 1) * SessionCipher.blockLength
        return bytes + [0x80] + [UInt8](repeating: 0, count: length - bytes.count - 1)
    }

    private func count() {
        for index in counter.indices.reversed() {
            counter[index] &+= 1
            if counter[index] != 0 { return }
        }
    }
}
