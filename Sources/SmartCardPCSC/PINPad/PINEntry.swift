package import SmartCard

/// A PIN typed on the reader's own keys and put into a command there: it never comes to this machine.
///
/// Source: PC/SC part 10, 2.5.2 (PIN_VERIFY) and 2.5.3 (PIN_MODIFY).
package struct PINEntry: Equatable, Sendable {
    /// The fewest and the most digits.
    package var digits: ClosedRange<UInt8>
    /// Seconds until the first key, and between keys; a reader may give up earlier.
    package var seconds: UInt8
    /// The language of the reader's own messages, a Windows language identifier.
    package var language: UInt16

    package init(digits: ClosedRange<UInt8> = 6...6, seconds: UInt8 = 60, language: UInt16 = 0x0407) {
        self.digits = digits
        self.seconds = seconds
        self.language = language
    }

    /// The digits go into the command as ASCII, left justified, system units are bytes.
    private static let format: UInt8 = 0x82
    /// The entry ends with the OK key or when all digits are there.
    private static let ended: UInt8 = 0x03

    private var digitLimits: [UInt8] { [digits.upperBound, digits.lowerBound] }

    /// PIN_VERIFY_STRUCTURE around a command whose data the reader fills in.
    func verification(of command: [UInt8]) -> [UInt8] {
        [seconds, seconds, Self.format, 0x00, 0x00] + digitLimits + [Self.ended, 0x01] + language.littleEndianBytes
            + [0x00, 0x00, 0x00, 0x00] + UInt32(command.count).littleEndianBytes + command
    }

    /// PIN_MODIFY_STRUCTURE around a command whose data the reader fills in: the new PIN, typed twice and not the old
    /// one, which PACE has checked before.
    func modification(of command: [UInt8]) -> [UInt8] {
        [seconds, seconds, Self.format, 0x00, 0x00, 0x00, 0x00] + digitLimits + [0x01, Self.ended, 0x02]
            + language.littleEndianBytes + [0x00, 0x01, 0x02, 0x00, 0x00, 0x00]
            + UInt32(command.count).littleEndianBytes + command
    }
}

/// How the typing of a PIN on a reader went.
package enum PINEntryOutcome: Equatable, Sendable {
    /// The card answered to the command.
    case answered(StatusWord)
    case cancelledOnReader
    case timedOutOnReader
    /// The new PIN was typed differently the second time.
    case unequal
    /// Fewer or more digits than allowed.
    case wrongLength
    /// The reader does not have the feature.
    case unsupported

    init(_ status: StatusWord) {
        self =
            switch status.rawValue {
            case 0x6400: .timedOutOnReader
            case 0x6401: .cancelledOnReader
            case 0x6402: .unequal
            case 0x6403: .wrongLength
            default: .answered(status)
            }
    }
}

extension ReaderControl {
    /// FEATURE_VERIFY_PIN_DIRECT: sends a command with the PIN that is typed on the reader.
    package func verifyPIN(
        _ command: CommandAPDU, entry: PINEntry = PINEntry(), features: ReaderFeatures
    ) async throws(CardError) -> PINEntryOutcome {
        guard let code = features[.verifyPIN] else { return .unsupported }
        return try await enter(code, entry.verification(of: command.encoded), entry)
    }

    /// FEATURE_MODIFY_PIN_DIRECT: sends a command with the new PIN that is typed twice on the reader.
    package func modifyPIN(
        _ command: CommandAPDU, entry: PINEntry = PINEntry(), features: ReaderFeatures
    ) async throws(CardError) -> PINEntryOutcome {
        guard let code = features[.modifyPIN] else { return .unsupported }
        return try await enter(code, entry.modification(of: command.encoded), entry)
    }

    private func enter(
        _ code: UInt32, _ structure: [UInt8], _ entry: PINEntry
    ) async throws(CardError) -> PINEntryOutcome {
        let limit = Duration.seconds(3 * Int(entry.seconds) + 5)
        let answer = try await control(code, ControlInput(structure), limit: limit)
        guard let response = ResponseAPDU(decoding: answer) else { throw .malformedResponse }
        return PINEntryOutcome(response.status)
    }
}
