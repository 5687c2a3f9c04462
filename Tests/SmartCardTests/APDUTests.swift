import SmartCard
import Testing

@Suite struct APDUTests {
    /// ISO/IEC 7816-4, 5.1: the four cases, short and extended.
    @Test(
        arguments: [
            (CommandAPDU(instruction: 0xA4, parameter1: 4, parameter2: 12), [0, 0xA4, 4, 12]),
            (CommandAPDU(instruction: 0xB0, parameter1: 0, parameter2: 0, expectedLength: 1), [0, 0xB0, 0, 0, 1]),
            (CommandAPDU(instruction: 0xB0, parameter1: 0, parameter2: 0, expectedLength: 256), [0, 0xB0, 0, 0, 0]),
            (
                CommandAPDU(instruction: 0xB0, parameter1: 0, parameter2: 0, expectedLength: 257),
                [0, 0xB0, 0, 0, 0, 1, 1]
            ),
            (
                CommandAPDU(instruction: 0xB0, parameter1: 0, parameter2: 0, expectedLength: 65536),
                [0, 0xB0, 0, 0, 0, 0, 0]
            ),
            (CommandAPDU(instruction: 0xA4, parameter1: 4, parameter2: 12, data: [1, 2]), [0, 0xA4, 4, 12, 2, 1, 2]),
            (
                CommandAPDU(instruction: 0xA4, parameter1: 4, parameter2: 0, data: [1, 2], expectedLength: 256),
                [0, 0xA4, 4, 0, 2, 1, 2, 0]
            ),
            (
                CommandAPDU(instruction: 0xA4, parameter1: 4, parameter2: 0, data: [1], expectedLength: 300),
                [0, 0xA4, 4, 0, 0, 0, 1, 1, 1, 0x2C]
            ),
        ] as [(CommandAPDU, [UInt8])])
    func `A command is written as the standard has it, and read again`(command: CommandAPDU, bytes: [UInt8]) {
        #expect(command.encoded == bytes)
        #expect(CommandAPDU(decoding: bytes) == command)
    }

    @Test func `A command of 256 bytes and more is read again`() {
        for count in [255, 256, 65535] {
            for length in [nil, 1, 256, 65536] as [Int?] {
                let command = CommandAPDU(
                    instruction: 1, parameter1: 2, parameter2: 3, data: [UInt8](repeating: 9, count: count),
                    expectedLength: length)
                #expect(CommandAPDU(decoding: command.encoded) == command)
            }
        }
    }

    @Test(
        arguments: [
            [], [0, 1, 2], [0, 1, 2, 3, 2, 1], [0, 1, 2, 3, 1, 1, 1, 1], [0, 1, 2, 3, 0, 0], [0, 1, 2, 3, 0, 0, 0, 0],
            [0, 1, 2, 3, 0, 0, 2, 1], [0, 1, 2, 3, 0, 0, 1, 1, 1], [0, 1, 2, 3, 0, 0, 1, 1, 1, 1, 1],
        ] as [[UInt8]])
    func `What is no command is refused`(bytes: [UInt8]) {
        #expect(CommandAPDU(decoding: bytes) == nil)
    }

    @Test func `An answer is data and two bytes of status`() {
        #expect(ResponseAPDU(decoding: [0x90]) == nil)
        #expect(ResponseAPDU(decoding: [0x63, 0xC2])?.status.triesLeft == 2)
        #expect(ResponseAPDU(decoding: [1, 2, 0x90, 0x00]) == ResponseAPDU(data: [1, 2], status: .success))
        #expect(ResponseAPDU(data: [1], status: .endOfFile).encoded == [1, 0x62, 0x82])
    }

    @Test func `Status words tell what they carry`() {
        #expect(StatusWord(rawValue: 0x6100).bytesWaiting == 256)
        #expect(StatusWord(rawValue: 0x6C00).exactLength == 256)
        #expect(StatusWord(rawValue: 0x6300).triesLeft == nil)
        #expect(StatusWord(rawValue: 0x63C0).triesLeft == 0)
        #expect("\(StatusWord(rawValue: 0x0090))" == "0090")
    }

    @Test func `Descriptions hold no data`() {
        let command = CommandAPDU(instruction: 0x2C, parameter1: 2, parameter2: 3, data: [0x31, 0x32, 0x33])
        #expect("\(command)" == "00 2C 02 03, 3 bytes")
        #expect(String(reflecting: command) == "00 2C 02 03, 3 bytes")
        let response = ResponseAPDU(data: [0x31, 0x32], status: .success)
        #expect(String(reflecting: response) == "9000, 2 bytes")
        #expect("\(TLV(tag: 0x5F20, value: [1, 2, 3]))" == "5F20, 3 bytes")
    }
}
