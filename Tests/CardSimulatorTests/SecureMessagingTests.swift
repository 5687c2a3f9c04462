import CardSimulator
import EID
import SmartCard
import Synchronization
import Testing

/// Whatever is wrong with a protected command ends the session. BSI TR-03110-3, F.3 and F.6.
@Suite struct SecureMessagingTests {
    /// Carries commands to a card, one of them changed.
    final class Tampering: CardChannel {
        let answerToReset = SimulatedCard.answerToReset
        let capabilities = SimulatedCard.capabilities
        let card: SimulatedCard
        private let change = Mutex<(@Sendable ([UInt8]) -> [UInt8])?>(nil)
        /// The last command as it was meant.
        let last = Mutex<[UInt8]>([])

        init(_ card: SimulatedCard) { self.card = card }

        func changeNext(_ body: @escaping @Sendable ([UInt8]) -> [UInt8]) { change.withLock { $0 = body } }

        func exchange(_ command: [UInt8]) async throws(CardError) -> [UInt8] {
            let body = change.withLock { change in
                defer { change = nil }
                return change
            }
            let sent = body?(command) ?? command
            last.withLock { $0 = command }
            return card.process(sent)
        }

        func close() async {}
    }

    static let readCardSecurity = CommandAPDU(
        instruction: 0xB0, parameter1: 0x9D, parameter2: 0, expectedLength: 16)

    /// What a card says to a changed command, which arrives in the open because the session is over.
    func answer(to change: @escaping @Sendable ([UInt8]) -> [UInt8]) async throws -> StatusWord? {
        let channel = Tampering(try Chain().card())
        var conversation = try await Conversation(channel)
        channel.changeNext(change)
        do {
            _ = try await conversation.send(SecureMessagingTests.readCardSecurity)
            return nil
        } catch EIDError.secureMessaging(.unprotected(let status)) {
            let after = channel.card.process([0x00, 0xB0, 0x9D, 0x00, 0x00])
            #expect(ResponseAPDU(decoding: after)?.status == .securityStatusNotSatisfied)
            // The keys are gone: even the right command is worth nothing now.
            let again = channel.card.process(channel.last.withLock { $0 })
            #expect(ResponseAPDU(decoding: again)?.status == .secureMessagingObjectsIncorrect)
            return status
        }
    }

    @Test func `Any turned bit of a protected command ends the session`() async throws {
        // 4 header, 1 length, 97 01 10, 8E 08 and eight bytes, 1 expected length.
        for byte in [1, 2, 3] + Array(5..<18) {
            let status = try await answer { command in
                var command = command
                command[byte] ^= 0x40
                return command
            }
            #expect(
                [.secureMessagingObjectsIncorrect, .secureMessagingObjectsMissing].contains(status), "byte \(byte)")
        }
    }

    @Test func `A command without protection in a session ends it with 6987`() async throws {
        #expect(try await answer { _ in [0x00, 0xA4, 0x00, 0x0C] } == .secureMessagingObjectsMissing)
        #expect(try await answer { _ in [0x00, 0xB0, 0x9C, 0x00, 0x00] } == .secureMessagingObjectsMissing)
    }

    @Test func `A missing code is 6987, doubled or turned-round objects are 6988`() async throws {
        let withoutCode = try await answer { [0x0C, $0[1], $0[2], $0[3], 3] + $0[5..<8] + [0] }
        #expect(withoutCode == .secureMessagingObjectsMissing)
        #expect(try await answer { [0x0C, $0[1], $0[2], $0[3], 0] } == .secureMessagingObjectsMissing)
        #expect(
            try await answer { [0x0C, $0[1], $0[2], $0[3], 13] + $0[8..<18] + $0[5..<8] + [0] }
                == .secureMessagingObjectsIncorrect)
        #expect(
            try await answer { [0x0C, $0[1], $0[2], $0[3], 16] + $0[5..<8] + $0[5..<18] + [0] }
                == .secureMessagingObjectsIncorrect)
    }

    @Test func `A command that comes twice ends the session: the counter has gone on`() async throws {
        let channel = Tampering(try Chain().card())
        var conversation = try await Conversation(channel)
        _ = try await conversation.send(SecureMessagingTests.readCardSecurity)
        let again = channel.card.process(channel.last.withLock { $0 })
        #expect(ResponseAPDU(decoding: again)?.status == .secureMessagingObjectsIncorrect)
    }

    /// A reader that knows short commands only and fetches the rest of an answer.
    final class ShortReader: CardChannel {
        let answerToReset = SimulatedCard.answerToReset
        let capabilities = SimulatedCard.capabilities
        let card: SimulatedCard
        let parts = Mutex<[Int]>([])

        init(_ card: SimulatedCard) { self.card = card }

        func exchange(_ command: [UInt8]) async throws(CardError) -> [UInt8] {
            guard let decoded = CommandAPDU(decoding: command) else { throw .malformedResponse }
            guard decoded.fitsShort || decoded.expectedLength == 65536 else { return card.process(command) }
            var answer = card.process(decoded.encode(extended: false))
            var data: [UInt8] = []
            while let response = ResponseAPDU(decoding: answer), let waiting = response.status.bytesWaiting {
                data += response.data
                parts.withLock { $0.append(response.data.count) }
                answer = card.process([0x00, 0xC0, 0x00, 0x00, UInt8(waiting & 0xFF)])
            }
            return data + answer
        }

        func close() async {}
    }

    @Test func `A long answer to a short command comes in parts, and the session goes on`() async throws {
        let channel = ShortReader(try Chain().card())
        var conversation = try await Conversation(channel)
        let whole = try await conversation.send(0xB0, 0x9D, 0, expecting: 65536)
        #expect(whole.status == .success)
        #expect(whole.data.count > 500)
        #expect(channel.parts.withLock { $0 }.prefix(2) == [256, 256])
        let part = try await conversation.send(0xB0, 0x9D, 0, expecting: 16)
        #expect(part.data == Array(whole.data.prefix(16)))
    }

    @Test func `The journal tells what was sent, in order, as the card understood it`() async throws {
        let chain = try Chain()
        let card = try chain.card()
        var conversation = try await Conversation(card, rights: .all)
        try await conversation.unlock(chain)
        _ = try await conversation.read(.familyNames)
        #expect(
            card.journal.map(\.instruction) == [
                0xB0, 0x22, 0x86, 0x86, 0x86, 0x86, 0x22, 0x2A, 0x22, 0x2A, 0x22, 0x84, 0x82, 0x22, 0x86, 0xA4, 0xB0,
            ])
    }
}
