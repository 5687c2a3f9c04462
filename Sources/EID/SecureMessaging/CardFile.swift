import SmartCard

/// Reads a whole transparent file that holds one data object.
///
/// Source: ISO/IEC 7816-4, 11.2.3 (READ BINARY); BSI TR-03110-3, B.9.
enum CardFile {
    /// The longest file that is read: EF.CardSecurity and a long residence permit stay below 4 kB.
    static let limit = 32_768

    enum Outcome: Equatable {
        case content([UInt8])
        /// The first answer's status, where the file is not there or may not be read.
        case refused(StatusWord)
    }

    /// Reads the file with a short identifier. The first command selects it, and where the card takes extended lengths
    /// brings all of it; the length in the data object's own header tells when more is to come.
    ///
    /// TR-03110-3, B.12.2 allows extended READ BINARY only where the card states its buffers in EF.ATR. Reading that file
    /// would cost an exchange each time; instead a card that answers 6700 is asked again in short steps.
    static func read<Transport: CommandTransport & ~Copyable>(
        shortIdentifier: UInt8, over transport: inout Transport
    ) async throws(EIDError) -> Outcome {
        var step = transport.capabilities.extendedLength ? 65536 : SecureMessagingSession.shortAnswerLimit
        var command = CommandAPDU(
            instruction: 0xB0, parameter1: 0x80 | shortIdentifier, parameter2: 0, expectedLength: step)
        var response = try await transport.transmit(command)
        if response.status == .wrongLength, step > SecureMessagingSession.shortAnswerLimit {
            step = SecureMessagingSession.shortAnswerLimit
            command.expectedLength = step
            response = try await transport.transmit(command)
        }
        guard response.status == .success || response.status == .endOfFile else { return .refused(response.status) }
        var content = response.data
        guard let total = length(of: content), total <= limit else { throw .malformed("file") }
        while content.count < total {
            let offset = content.count
            guard offset < 0x8000 else { throw .malformed("file") }
            command.parameter1 = UInt8(offset >> 8)
            command.parameter2 = UInt8(offset & 0xFF)
            command.expectedLength = min(step, total - offset)
            response = try await transport.transmit(command)
            guard response.status == .success || response.status == .endOfFile else {
                throw .unexpectedStatus(response.status)
            }
            guard !response.data.isEmpty else { throw .malformed("file") }
            content += response.data
        }
        // A card may answer with the whole file, filled up behind the data object.
        return .content(Array(content.prefix(total)))
    }

    /// The length of the data object that the bytes begin with, header included; nil where they are no such beginning.
    static func length(of bytes: [UInt8]) -> Int? {
        guard let first = bytes.first else { return nil }
        var index = 1
        if first & 0x1F == 0x1F {
            repeat {
                index += 1
                guard index <= 4, index <= bytes.count else { return nil }
            } while bytes[index - 1] & 0x80 != 0
        }
        guard index < bytes.count else { return nil }
        let head = Int(bytes[index])
        guard head >= 0x80 else { return index + 1 + head }
        let count = head & 0x7F
        guard (1...3).contains(count), bytes.count > index + count else { return nil }
        let value = bytes[(index + 1)...(index + count)].reduce(0) { $0 << 8 | Int($1) }
        return index + 1 + count + value
    }
}
