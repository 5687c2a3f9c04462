package import SmartCard

/// How PACE on a reader went.
package enum ReaderPACEOutcome: Equatable, Sendable {
    case established(ReaderPACEChannel)
    /// The password was wrong.
    case wrongPassword(triesLeft: Int?)
    /// The card refused at another step: the password is suspended, blocked or switched off, as its status says.
    case refused(StatusWord)
    /// The person cancelled on the reader.
    case cancelledOnReader
    /// Nothing was typed.
    case timedOutOnReader
    case cardRemoved
    /// Anything else the reader said.
    case failed(ReaderPACEResult)

    init(_ result: ReaderPACEResult) {
        self =
            switch result.rawValue {
            case 0xF020_0001: .cancelledOnReader
            case 0xF020_0002: .timedOutOnReader
            case 0xF010_0001, 0xF010_0002: .cardRemoved
            case 0xF006_6300, 0xF006_63C0...0xF006_63CF: .wrongPassword(triesLeft: result.status.triesLeft)
            // MSE:Set AT and the steps of GENERAL AUTHENTICATE: a reader that goes on after the warning of the first
            // tells the refusal of the second.
            case 0xF002_0000...0xF006_FFFF: .refused(result.status)
            default: .failed(result)
            }
    }
}

/// A result other than success: in its upper half the step, in its lower half what the card said.
package struct ReaderPACEResult: RawRepresentable, Error, Equatable, Sendable {
    package let rawValue: UInt32
    package init(rawValue: UInt32) { self.rawValue = rawValue }

    /// The card could not prove that it knows the password.
    package static let wrongToken = ReaderPACEResult(rawValue: 0xE000_0006)

    var status: StatusWord { StatusWord(rawValue: UInt16(truncatingIfNeeded: rawValue)) }
}

extension ReaderPACEResult: CustomStringConvertible {
    /// The eight hexadecimal digits, as the standard lists them.
    package var description: String {
        let digits = String(rawValue, radix: 16, uppercase: true)
        return String(repeating: "0", count: 8 - digits.count) + digits
    }
}

/// What a reader hands over after PACE: with it terminal authentication goes on.
///
/// ```
/// status of MSE:Set AT (2) · length (2), EF.CardAccess · length (1), CAR · length (1), previous CAR · length (2), ID PICC
/// ```
package struct ReaderPACEChannel: Equatable, Sendable {
    /// The card's answer to MSE:Set AT: a warning tells of few tries left.
    package let status: StatusWord
    package let cardAccess: [UInt8]
    /// The references of the certification authorities that the card trusts, the newer first.
    package let authorityReferences: [[UInt8]]
    /// Comp(PK PICC), the card's name in this session.
    package let cardIdentifier: [UInt8]

    /// Nil where the fields do not add up.
    init?(_ data: [UInt8]) {
        var fields = LittleEndianReader(data)
        guard let status = fields.bytes(2), let cardAccess = fields.counted(2), let newer = fields.counted(1),
            let older = fields.counted(1), let identifier = fields.counted(2)
        else { return nil }
        self.status = StatusWord(rawValue: UInt16(status[0]) << 8 | UInt16(status[1]))
        self.cardAccess = cardAccess
        authorityReferences = [newer, older].filter { !$0.isEmpty }
        cardIdentifier = identifier
    }
}
