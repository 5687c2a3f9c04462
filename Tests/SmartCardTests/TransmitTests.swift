import SmartCard
import Testing

@Suite struct TransmitTests {
    private func read(_ length: Int, class instructionClass: UInt8 = 0) -> CommandAPDU {
        CommandAPDU(
            instructionClass: instructionClass, instruction: 0xB0, parameter1: 0, parameter2: 0,
            expectedLength: length)
    }

    @Test func `A command that fits goes short even where the card takes extended lengths`() async throws {
        let channel = ScriptedChannel(extended: true, answers: [[1, 2, 0x90, 0x00]])
        let response = try await channel.transmit(read(256))
        #expect(response == ResponseAPDU(data: [1, 2], status: .success))
        #expect(channel.sent == [[0x00, 0xB0, 0, 0, 0]])
    }

    @Test func `A long command goes in one piece where the card takes extended lengths`() async throws {
        let channel = ScriptedChannel(extended: true, answers: [[0x90, 0x00]])
        let data = [UInt8](repeating: 7, count: 300)
        _ = try await channel.transmit(CommandAPDU(instruction: 0x2A, parameter1: 0, parameter2: 0xBE, data: data))
        let header: [UInt8] = [0x00, 0x2A, 0x00, 0xBE, 0x00, 0x01, 0x2C]
        #expect(channel.sent == [header + data])
    }

    @Test func `A long command goes as a chain where the card does not, or not so much`() async throws {
        let data = (0..<600).map { UInt8(truncatingIfNeeded: $0) }
        for channel in [
            ScriptedChannel(answers: [[0x90, 0x00], [0x90, 0x00], [0xAA, 0x90, 0x00]]),
            ScriptedChannel(
                extended: true, longestCommand: 500, answers: [[0x90, 0x00], [0x90, 0x00], [0xAA, 0x90, 0x00]]),
        ] {
            let command = CommandAPDU(
                instructionClass: 0x0C, instruction: 0x2A, parameter1: 0, parameter2: 0xBE, data: data,
                expectedLength: 256)
            let response = try await channel.transmit(command)
            #expect(response == ResponseAPDU(data: [0xAA], status: .success))
            let link: [UInt8] = [0x1C, 0x2A, 0x00, 0xBE, 0xFF]
            let last: [UInt8] = [0x0C, 0x2A, 0x00, 0xBE, 90] + data[510..<600] + [0]
            let commands: [[UInt8]] = [link + data[0..<255], link + data[255..<510], last]
            #expect(channel.sent == commands)
        }
    }

    @Test func `A chain ends where the card refuses a link`() async throws {
        let channel = ScriptedChannel(answers: [[0x68, 0x84]])
        let command = CommandAPDU(
            instruction: 0x2A, parameter1: 0, parameter2: 0, data: [UInt8](repeating: 0, count: 256))
        #expect(try await channel.transmit(command).status == StatusWord(rawValue: 0x6884))
        #expect(channel.sent.count == 1)
    }

    @Test func `What waits is fetched, outside secure messaging`() async throws {
        let channel = ScriptedChannel(answers: [[1, 0x61, 2], [2, 0x61, 0x00], [3, 0x62, 0x82]])
        let response = try await channel.transmit(read(256, class: 0x0D))
        #expect(response == ResponseAPDU(data: [1, 2, 3], status: .endOfFile))
        #expect(channel.sent.dropFirst() == [[0x01, 0xC0, 0, 0, 2], [0x01, 0xC0, 0, 0, 0]])
    }

    @Test func `A wrong expected length is put right once`() async throws {
        let channel = ScriptedChannel(answers: [[0x6C, 3], [1, 2, 3, 0x90, 0x00]])
        #expect(try await channel.transmit(read(256)).data == [1, 2, 3])
        #expect(channel.sent == [[0, 0xB0, 0, 0, 0], [0, 0xB0, 0, 0, 3]])
        let stubborn = ScriptedChannel(answers: [[0x6C, 3], [0x6C, 3], [0x6C, 3]])
        #expect(try await stubborn.transmit(read(256)).status.exactLength == 3)
        #expect(stubborn.sent.count == 2)
    }

    @Test func `A whole chain is sent again with the right length`() async throws {
        let data = [UInt8](repeating: 5, count: 300)
        let channel = ScriptedChannel(answers: [[0x90, 0x00], [0x6C, 1], [0x90, 0x00], [9, 0x90, 0x00]])
        let command = CommandAPDU(instruction: 0x86, parameter1: 0, parameter2: 0, data: data, expectedLength: 256)
        #expect(try await channel.transmit(command).data == [9])
        #expect(channel.sent.count == 4)
        let last: [UInt8] = [0, 0x86, 0, 0, 45] + data.prefix(45) + [1]
        #expect(channel.sent[3] == last)
    }

    @Test(
        arguments: [
            [[0x90]], [[]], [[1, 2, 3, 0x90, 0x00]], [[0x61, 1], [0x61, 1]],
            [[1, 0x61, 9], [2, 0x61, 9], [3, 0x61, 9]],
        ] as [[[UInt8]]])
    func `What no card answers is refused`(answers: [[UInt8]]) async {
        let channel = ScriptedChannel(answers: answers)
        await #expect(throws: CardError.malformedResponse) { try await channel.transmit(read(2)) }
    }
}
