import Secrets
package import SmartCard

/// PACE done by the reader with what is typed on it: the password never comes to this machine.
///
/// ```
/// input:  function (1), length (2), data        output: result (4), length (2), data
/// ```
/// Source: PC/SC part 10 amendment 1, 2.5.13; BSI TR-03119, D.
package struct ReaderPACE<Reader: ReaderControl>: Sendable {
    private let reader: Reader
    private let code: UInt32

    /// Nil where the reader does no PACE.
    package init?(_ reader: Reader, features: ReaderFeatures) {
        guard let code = features[.executePACE] else { return nil }
        self.reader = reader
        self.code = code
    }

    /// GetReadersPACECapabilities. A malformed answer is ``CardError/malformedResponse``.
    package func capabilities() async throws(CardError) -> PACECapabilities {
        let answer = try await call(function: 1, SecretBytes(capacity: 0), limit: .seconds(5))
        guard case .success(let data) = answer, let bits = data.first else { throw .malformedResponse }
        return PACECapabilities(rawValue: bits)
    }

    /// EstablishPACEChannel. Without a password the reader asks for it and takes as long as the person needs.
    ///
    /// Throws only what happened between here and the reader.
    package func establish(
        _ request: borrowing ReaderPACERequest, limit: Duration = .seconds(90)
    ) async throws(CardError) -> ReaderPACEOutcome {
        switch try await call(function: 2, request.encoded(), limit: limit) {
        case .success(let data):
            guard let channel = ReaderPACEChannel(data) else { throw .malformedResponse }
            return .established(channel)
        case .failure(let result): return ReaderPACEOutcome(result)
        }
    }

    /// DestroyPACEChannel.
    package func destroy() async throws(CardError) {
        _ = try await call(function: 3, SecretBytes(capacity: 0), limit: .seconds(5))
    }

    private func call(
        function: UInt8, _ data: consuming SecretBytes, limit: Duration
    ) async throws(CardError) -> Result<[UInt8], ReaderPACEResult> {
        var input = SecretBytes(capacity: data.count + 3)
        for byte in [function] + UInt16(data.count).littleEndianBytes { input.append(byte) }
        data.withUnsafeBytes { bytes in for byte in bytes { input.append(byte) } }
        var output = LittleEndianReader(try await reader.control(code, ControlInput(input), limit: limit))
        guard let result = output.number(4) else { throw .malformedResponse }
        guard result == 0 else { return .failure(ReaderPACEResult(rawValue: UInt32(result))) }
        guard let data = output.counted(2) else { throw .malformedResponse }
        return .success(data)
    }
}

/// What a reader can do with PACE.
package struct PACECapabilities: OptionSet, Sendable {
    package let rawValue: UInt8
    package init(rawValue: UInt8) { self.rawValue = rawValue }

    package static let signature = PACECapabilities(rawValue: 0x10)
    /// The German identity card: it shows the certificate's description and lets data groups be unticked.
    package static let identityCard = PACECapabilities(rawValue: 0x20)
    package static let pace = PACECapabilities(rawValue: 0x40)
    package static let destroysChannel = PACECapabilities(rawValue: 0x80)
}
