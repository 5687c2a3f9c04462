import SmartCard
import Testing

@Suite struct CapabilitiesTests {
    @Test func `The answer to reset of an identity card tells of extended lengths and chains`() {
        // Contactless: 80 | 31 F8 | 73 F7 41 E0 | 82 9000.
        let capabilities = CardCapabilities(
            answerToReset: [
                0x3B, 0x8A, 0x80, 0x01, 0x80, 0x31, 0xF8, 0x73, 0xF7, 0x41, 0xE0, 0x82, 0x90, 0x00, 0x75,
            ])
        #expect(capabilities == CardCapabilities(extendedLength: true, commandChaining: true))
    }

    @Test func `Interface bytes of a contact card are skipped, and category 00 has its status at the end`() {
        let answer: [UInt8] = [0x3B, 0xF7, 0x18, 0x00, 0x00, 0x81, 0x31, 0xFE, 0x45, 0x00, 0x73, 0xC0, 0x01, 0x40]
        let tail: [UInt8] = [0x00, 0x90, 0x00, 0xAA]
        #expect(AnswerToReset(answer)?.historicalBytes == nil)
        #expect(
            CardCapabilities(answerToReset: [0x3B, 0xF8] + answer.dropFirst(2) + tail)
                == CardCapabilities(extendedLength: true, commandChaining: false))
    }

    @Test(
        arguments: [[], [0x3B], [0x3B, 0x8A], [0x3B, 0x8A, 0x80], [0x3B, 0x03, 0x80, 0x73, 0xE0], [0x3B, 0x00]]
            as [[UInt8]])
    func `An answer that tells nothing, or is cut short, allows nothing`(answer: [UInt8]) {
        #expect(
            CardCapabilities(answerToReset: answer) == CardCapabilities(extendedLength: false, commandChaining: false))
    }

    @Test func `EF.ATR adds the longest command and answer`() {
        var capabilities = CardCapabilities(extendedLength: false, commandChaining: false)
        capabilities.add(informationFile: [
            0x43, 0x01, 0xB8, 0x47, 0x03, 0xF7, 0x41, 0xE0, 0x7F, 0x66, 0x08, 0x02, 0x02, 0x05, 0x78, 0x02, 0x02, 0x08,
            0x00,
        ])
        #expect(
            capabilities
                == CardCapabilities(
                    extendedLength: true, commandChaining: true, longestCommand: 1400, longestResponse: 2048))
        let before = capabilities
        capabilities.add(informationFile: [0x47, 0x09])
        capabilities.add(informationFile: [0x7F, 0x66, 0x06, 0x02, 0x01, 0x01, 0x02, 0x01, 0x01])
        #expect(capabilities == before)
    }
}
