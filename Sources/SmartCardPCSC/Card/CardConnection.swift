import CPCSCLite
import Glibc
import SmartCard

/// One context of pcscd and one card in it. All its calls block, so it lives on a ``CardThread`` and never leaves it.
final class CardConnection {
    /// The longest answer: 65536 bytes and the status word.
    private static let capacity = 65536 + 2

    private var context: SCARDCONTEXT?
    private var card: SCARDHANDLE?
    private var activeProtocol: DWORD = 0
    private var isCardGone = false
    private let buffer = UnsafeMutablePointer<UInt8>.allocate(capacity: capacity)

    deinit {
        close()
        buffer.deallocate()
    }

    /// What is known of a card as soon as it is connected.
    struct Opened: Sendable {
        let answerToReset: [UInt8]
        let reader: ReaderProperties
        let features: ReaderFeatures
    }

    /// Powers the card and takes hold of it.
    func open(reader: String, sharing: CardSharing) throws(CardError) -> Opened {
        var context = SCARDCONTEXT()
        try check(SCardEstablishContext(DWORD(SCARD_SCOPE_SYSTEM), nil, nil, &context))
        self.context = context
        var card = SCARDHANDLE()
        let mode = DWORD(sharing == .exclusive ? SCARD_SHARE_EXCLUSIVE : SCARD_SHARE_SHARED)
        // T=1 first: with T=0 there are no extended lengths.
        var code = ServiceCode(
            SCardConnect(context, reader, mode, DWORD(SCARD_PROTOCOL_T1), &card, &activeProtocol))
        if code == .protocolMismatch {
            let any = DWORD(SCARD_PROTOCOL_T0 | SCARD_PROTOCOL_T1)
            code = ServiceCode(SCardConnect(context, reader, mode, any, &card, &activeProtocol))
        }
        if let error = code.error { throw error }
        self.card = card
        if sharing == .transaction { try check(SCardBeginTransaction(card)) }
        let features = features()
        return Opened(answerToReset: try answerToReset(), reader: properties(features), features: features)
    }

    private func answerToReset() throws(CardError) -> [UInt8] {
        guard let card else { throw .closed }
        var answer = [UInt8](repeating: 0, count: Int(MAX_ATR_SIZE))
        var length = DWORD(answer.count)
        try check(SCardStatus(card, nil, nil, nil, nil, &answer, &length))
        return Array(answer.prefix(Int(length)))
    }

    /// What the reader can do beyond carrying commands; a driver that refuses the question can do nothing.
    private func features() -> ReaderFeatures {
        ReaderFeatures((try? control(ReaderFeatures.request, [])) ?? [])
    }

    /// What the reader's driver says of itself: most say nothing.
    private func properties(_ features: ReaderFeatures) -> ReaderProperties {
        guard let code = features[.properties], let answer = try? control(code, []) else { return ReaderProperties([]) }
        return ReaderProperties(answer)
    }

    /// Carries one command to the card.
    func transmit(_ command: [UInt8]) throws(CardError) -> [UInt8] {
        guard let card else { throw .closed }
        var length = Self.capacity
        let code = ServiceCode(
            rawValue: pcsc_transmit(card, activeProtocol, command, command.count, buffer, &length))
        defer { explicit_bzero(buffer, min(max(length, 0), Self.capacity)) }
        // A card that is taken away in the middle of a command may look like success without a byte.
        if code == .notTransacted || code == .dataLost || (code == .success && length == 0) {
            isCardGone = true
            throw whyNothingCame()
        }
        if let error = code.error { throw error }
        guard length >= 2 else { throw .malformedResponse }
        return Array(UnsafeBufferPointer(start: buffer, count: length))
    }

    /// Asks pcscd why a command brought nothing: the reader may be gone, or pcscd. It learns of a card's removal up to
    /// 400 ms later, so that everything else is taken for it.
    private func whyNothingCame() -> CardError {
        guard let card else { return .closed }
        var length = DWORD(0)
        let code = ServiceCode(SCardStatus(card, nil, nil, nil, nil, nil, &length))
        switch code.error {
        case .readerRemoved: return .readerRemoved
        case .serviceUnavailable: return .serviceUnavailable
        case .cardReset: return .cardReset
        default: return .cardRemoved
        }
    }

    /// Asks the reader itself.
    func control(_ code: UInt32, _ input: ControlInput) throws(CardError) -> [UInt8] {
        guard let card else { throw .closed }
        var length = Self.capacity
        let code = input.withUnsafeBytes { bytes in
            ServiceCode(rawValue: pcsc_control(card, code, bytes.baseAddress, bytes.count, buffer, &length))
        }
        defer { explicit_bzero(buffer, min(max(length, 0), Self.capacity)) }
        if let error = code.error { throw error }
        return Array(UnsafeBufferPointer(start: buffer, count: length))
    }

    private func control(_ code: UInt32, _ input: [UInt8]) throws(CardError) -> [UInt8] {
        try control(code, ControlInput(input))
    }

    /// Takes the card's power away and lets all go. Safe to call twice.
    ///
    /// A card that is gone is let alone: pcscd 1.9.9 that fails to take its power away takes the reader for empty at
    /// once, and then misses a card that comes before its next look, 400 ms later.
    func close() {
        if let card { SCardDisconnect(card, DWORD(isCardGone ? SCARD_LEAVE_CARD : SCARD_UNPOWER_CARD)) }
        card = nil
        if let context { SCardReleaseContext(context) }
        context = nil
    }

    private func check(_ code: Int) throws(CardError) {
        if let error = ServiceCode(code).error { throw error }
    }
}
