/// The two bytes with which a card ends every answer.
///
/// Source: ISO/IEC 7816-4, 5.6; for the identity card BSI TR-03110-3, B.
package struct StatusWord: RawRepresentable, Hashable, Sendable {
    package let rawValue: UInt16

    package init(rawValue: UInt16) { self.rawValue = rawValue }

    /// Done.
    package static let success = StatusWord(rawValue: 0x9000)
    /// The end of the file came before the expected number of bytes; the data is there.
    package static let endOfFile = StatusWord(rawValue: 0x6282)
    /// The selected object is switched off: on the identity card the online function.
    package static let deactivated = StatusWord(rawValue: 0x6283)
    /// An authentication failed; the card does not say how many tries are left.
    package static let authenticationFailed = StatusWord(rawValue: 0x6300)
    package static let wrongLength = StatusWord(rawValue: 0x6700)
    package static let secureMessagingObjectsMissing = StatusWord(rawValue: 0x6987)
    package static let secureMessagingObjectsIncorrect = StatusWord(rawValue: 0x6988)
    package static let securityStatusNotSatisfied = StatusWord(rawValue: 0x6982)
    package static let authenticationMethodBlocked = StatusWord(rawValue: 0x6983)
    package static let referenceDataUnusable = StatusWord(rawValue: 0x6984)
    package static let conditionsOfUseNotSatisfied = StatusWord(rawValue: 0x6985)
    package static let incorrectParametersInData = StatusWord(rawValue: 0x6A80)
    package static let functionNotSupported = StatusWord(rawValue: 0x6A81)
    package static let fileNotFound = StatusWord(rawValue: 0x6A82)
    package static let incorrectParameters = StatusWord(rawValue: 0x6A86)
    package static let referencedDataNotFound = StatusWord(rawValue: 0x6A88)
    package static let instructionNotSupported = StatusWord(rawValue: 0x6D00)
    package static let classNotSupported = StatusWord(rawValue: 0x6E00)

    /// The tries left that a warning `63Cx` tells; nil for any other status.
    package var triesLeft: Int? { rawValue & 0xFFF0 == 0x63C0 ? Int(rawValue & 0xF) : nil }

    /// The number of further bytes that wait for GET RESPONSE after `61xx`, 256 for `6100`; nil for any other status.
    package var bytesWaiting: Int? {
        guard rawValue >> 8 == 0x61 else { return nil }
        return rawValue & 0xFF == 0 ? 256 : Int(rawValue & 0xFF)
    }

    /// The right expected length that `6Cxx` tells, 256 for `6C00`; nil for any other status.
    package var exactLength: Int? {
        guard rawValue >> 8 == 0x6C else { return nil }
        return rawValue & 0xFF == 0 ? 256 : Int(rawValue & 0xFF)
    }
}

extension StatusWord: CustomStringConvertible {
    package var description: String {
        let digits = String(rawValue, radix: 16, uppercase: true)
        return String(repeating: "0", count: 4 - digits.count) + digits
    }
}
