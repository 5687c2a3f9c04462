import CardSimulator
import SmartCard
import Testing

/// What a channel does when something is wrong on purpose.
@Suite struct FaultTests {
    static let readAccess: [UInt8] = [0x00, 0xB0, 0x9C, 0x00, 0x00]

    func channel(_ fault: CardFault, at number: Int = 1) throws -> SimulatedCardChannel {
        SimulatedCardChannel(try Chain().card(), faults: [number: fault], timeLimit: .milliseconds(50))
    }

    @Test func `Removed once means gone for good`() async throws {
        let channel = try channel(.removed, at: 2)
        _ = try await channel.exchange(Self.readAccess)
        await #expect(throws: CardError.cardRemoved) { try await channel.exchange(Self.readAccess) }
        await #expect(throws: CardError.cardRemoved) { try await channel.exchange(Self.readAccess) }
        let silent = try self.channel(.emptyAnswer)
        #expect(try await silent.exchange(Self.readAccess).isEmpty)
        await #expect(throws: CardError.cardRemoved) { try await silent.exchange(Self.readAccess) }
    }

    @Test func `Bits, lengths and status words are changed where it was asked, and only there`() async throws {
        let sound = try await SimulatedCardChannel(Chain().card()).exchange(Self.readAccess)
        let flipped = try await channel(.bitFlipped(fromEnd: 16)).exchange(Self.readAccess)
        #expect(zip(sound, flipped).filter { $0 != $1 }.count == 1)
        #expect(sound[sound.count - 3] ^ flipped[sound.count - 3] == 1)
        #expect(try await channel(.cutShort(to: 5)).exchange(Self.readAccess) == Array(sound.prefix(5)))
        #expect(try await channel(.cutShort(to: 0)).exchange(Self.readAccess) == [])
        let status = try await channel(.statusWord(StatusWord(rawValue: 0x6F00))).exchange(Self.readAccess)
        #expect(status == [0x6F, 0x00])
        #expect(try await channel(.statusWord(.success), at: 2).exchange(Self.readAccess) == sound)
    }

    @Test func `A late answer arrives, one that is too late or never comes ends at the time limit`() async throws {
        let sound = try await SimulatedCardChannel(Chain().card()).exchange(Self.readAccess)
        #expect(try await channel(.delayed(.milliseconds(5))).exchange(Self.readAccess) == sound)
        await #expect(throws: CardError.cardUnresponsive) {
            try await channel(.delayed(.seconds(60))).exchange(Self.readAccess)
        }
        await #expect(throws: CardError.cardUnresponsive) { try await channel(.hanging).exchange(Self.readAccess) }
    }

    @Test func `A task that is cancelled does not wait for a card that hangs`() async throws {
        let card = try Chain().card()
        let channel = SimulatedCardChannel(card, faults: [1: .hanging], timeLimit: .seconds(3600))
        let task = Task { () -> CardError? in
            do throws(CardError) {
                _ = try await channel.exchange(Self.readAccess)
                return nil
            } catch { return error }
        }
        task.cancel()
        #expect(await task.value == .cancelled)
    }

    @Test func `A closed channel carries nothing, and the card has forgotten the session`() async throws {
        let card = try Chain().card()
        let channel = SimulatedCardChannel(card)
        _ = try await channel.exchange(Self.readAccess)
        await channel.close()
        await channel.close()
        #expect(channel.isClosed)
        #expect(channel.exchangeCount == 1)
        await #expect(throws: CardError.closed) { try await channel.exchange(Self.readAccess) }
        #expect(card.process([0x00, 0xB0, 0x00, 0x00, 0x00]) == [0x69, 0x86])
    }
}
