import SmartCard

/// What pcscd answers to a call.
///
/// Source: PC/SC part 5, 4.2; pcsclite.h.
struct ServiceCode: RawRepresentable, Hashable, Sendable {
    let rawValue: UInt32

    init(rawValue: UInt32) { self.rawValue = rawValue }

    /// The code of a call of pcsclite, whose `LONG` has 64 bits here.
    init(_ value: Int) { rawValue = UInt32(truncatingIfNeeded: value) }

    static let success = ServiceCode(rawValue: 0)
    static let internalError = ServiceCode(rawValue: 0x8010_0001)
    static let cancelled = ServiceCode(rawValue: 0x8010_0002)
    static let invalidHandle = ServiceCode(rawValue: 0x8010_0003)
    static let unknownReader = ServiceCode(rawValue: 0x8010_0009)
    static let timeout = ServiceCode(rawValue: 0x8010_000A)
    static let sharingViolation = ServiceCode(rawValue: 0x8010_000B)
    static let noSmartCard = ServiceCode(rawValue: 0x8010_000C)
    static let protocolMismatch = ServiceCode(rawValue: 0x8010_000F)
    static let notReady = ServiceCode(rawValue: 0x8010_0010)
    static let communicationError = ServiceCode(rawValue: 0x8010_0013)
    static let notTransacted = ServiceCode(rawValue: 0x8010_0016)
    static let readerUnavailable = ServiceCode(rawValue: 0x8010_0017)
    static let shutdown = ServiceCode(rawValue: 0x8010_0018)
    static let noService = ServiceCode(rawValue: 0x8010_001D)
    static let serviceStopped = ServiceCode(rawValue: 0x8010_001E)
    static let noReaders = ServiceCode(rawValue: 0x8010_002E)
    static let dataLost = ServiceCode(rawValue: 0x8010_002F)
    static let unsupportedCard = ServiceCode(rawValue: 0x8010_0065)
    static let unresponsiveCard = ServiceCode(rawValue: 0x8010_0066)
    static let unpoweredCard = ServiceCode(rawValue: 0x8010_0067)
    static let resetCard = ServiceCode(rawValue: 0x8010_0068)
    static let removedCard = ServiceCode(rawValue: 0x8010_0069)
    static let securityViolation = ServiceCode(rawValue: 0x8010_006A)

    /// Whether the connection to pcscd itself is lost, so that a context is of no use any more.
    var endsContext: Bool {
        [
            .internalError, .invalidHandle, .communicationError, .shutdown, .noService, .serviceStopped,
        ].contains(self)
    }

    /// What it means for the one who has or wants a card; nil for success.
    var error: CardError? {
        switch self {
        case .success: nil
        case .noSmartCard, .removedCard, .unpoweredCard, .notTransacted, .dataLost: .cardRemoved
        case .unresponsiveCard, .unsupportedCard, .notReady, .timeout: .cardUnresponsive
        case .unknownReader, .readerUnavailable, .noReaders: .readerRemoved
        case .sharingViolation: .sharingViolation
        case .resetCard: .cardReset
        case .cancelled: .cancelled
        default: endsContext ? .serviceUnavailable : .service(code: rawValue)
        }
    }
}
