import SmartCard
import SmartCardPCSC
import Testing

extension CardLaboratoryTests {
    /// One card, one command: what can happen to it on the way through pcscd.
    @Suite(.serialized) struct ExchangeTests {
        static let selectCardAccess: [UInt8] = [0x00, 0xA4, 0x02, 0x0C, 0x02, 0x01, 0x1C]
        static let read: [UInt8] = [0x00, 0xB0, 0x00, 0x00, 0x00]

        let laboratory: Laboratory

        init() async throws {
            laboratory = try Laboratory.shared()
            try await laboratory.clear()
        }

        @Test func `A command is carried to the card and back`() async throws {
            try laboratory.insert()
            let channel = try await PCSCService().connectWhenThere()
            #expect(channel.capabilities.extendedLength)
            #expect(try await channel.exchange(Self.selectCardAccess) == [0x90, 0x00])
            let response = try await channel.transmit(
                CommandAPDU(instruction: 0xB0, parameter1: 0, parameter2: 0, expectedLength: 256))
            #expect(response.status == .success)
            #expect(response.data.first == 0x31)
            await channel.close()
            await #expect(throws: CardError.closed) { try await channel.exchange(Self.read) }
            await channel.close()
        }

        @Test func `A card that is held for itself is nobody else's until it is let go`() async throws {
            try laboratory.insert()
            let service = PCSCService()
            let channel = try await service.connectWhenThere()
            await #expect(throws: CardError.sharingViolation) { try await service.connect(to: channel.reader) }
            #expect(try await service.readers().first?.isHeld == true)
            await channel.close()
            let other = try await service.connect(to: channel.reader, sharing: .transaction)
            #expect(try await other.exchange(Self.selectCardAccess) == [0x90, 0x00])
            await other.close()
        }

        @Test func `No card and no reader are told apart`() async throws {
            await #expect(throws: CardError.cardRemoved) {
                try await PCSCService().connect(to: Laboratory.readers[1])
            }
            await #expect(throws: CardError.readerRemoved) { try await PCSCService().connect(to: "No such reader") }
        }

        @Test func `A card taken away in the middle of a command is gone, and stays gone`() async throws {
            try laboratory.insert(faults: ["remove@2"])
            let channel = try await PCSCService().connectWhenThere()
            #expect(try await channel.exchange(Self.selectCardAccess) == [0x90, 0x00])
            await within(.seconds(1)) {
                await #expect(throws: CardError.cardRemoved) { try await channel.exchange(Self.read) }
                await #expect(throws: CardError.cardRemoved) { try await channel.exchange(Self.read) }
            }
            await channel.close()
        }

        @Test func `A card taken away between two commands is gone`() async throws {
            try laboratory.insert()
            let channel = try await PCSCService().connectWhenThere()
            try laboratory.remove()
            await #expect(throws: CardError.cardRemoved) { try await channel.exchange(Self.selectCardAccess) }
            await channel.close()
        }

        @Test func `Less than a status word is no answer`() async throws {
            try laboratory.insert(faults: ["empty@1"])
            let channel = try await PCSCService().connectWhenThere()
            await #expect(throws: CardError.malformedResponse) { try await channel.exchange(Self.selectCardAccess) }
            await channel.close()
        }

        @Test func `A card that hangs is given up after the limit, and closing does not wait for it`() async throws {
            try laboratory.insert(faults: ["hang@1"])
            let channel = try await PCSCService(timeLimit: .milliseconds(400)).connectWhenThere()
            await within(.milliseconds(900)) {
                await #expect(throws: CardError.cardUnresponsive) { try await channel.exchange(Self.selectCardAccess) }
                await #expect(throws: CardError.cardUnresponsive) { try await channel.exchange(Self.read) }
                await channel.close()
            }
            // Taken out, the card lets the thread go, and the next one works.
            try await laboratory.clear()
            try laboratory.insert()
            let next = try await PCSCService().connectWhenThere()
            #expect(try await next.exchange(Self.selectCardAccess) == [0x90, 0x00])
            await next.close()
        }

        @Test func `A task that is cancelled in the middle of a command does not wait for the card`() async throws {
            try laboratory.insert(faults: ["hang@1"])
            let channel = try await PCSCService().connectWhenThere()
            let reading = Task { try await channel.exchange(Self.selectCardAccess) }
            try await Task.sleep(for: .milliseconds(100))
            await within(.milliseconds(500)) {
                reading.cancel()
                await #expect(throws: CardError.cancelled) { try await reading.value }
                await channel.close()
            }
            try laboratory.remove()
        }

        @Test func `Cards that hang again and again hold no more threads than the limit`() async throws {
            for _ in 0..<3 {
                try laboratory.insert(faults: ["hang@1"])
                let channel = try await PCSCService(timeLimit: .milliseconds(300)).connectWhenThere()
                await #expect(throws: CardError.cardUnresponsive) { try await channel.exchange(Self.selectCardAccess) }
                await channel.close()
                try await laboratory.clear()
            }
            #expect(PCSCService.abandonedThreads == 0)
        }
    }
}
