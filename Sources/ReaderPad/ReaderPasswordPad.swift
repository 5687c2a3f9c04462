package import EID
package import SmartCard
package import SmartCardPCSC

/// A reader with keys and a display of its own, by PC/SC part 10: the holder types there, and this machine never sees
/// the password.
///
/// Source: PC/SC part 10 amendment 1, 2.5.13 (EstablishPACEChannel); PC/SC part 10, 2.5.3 (PIN_MODIFY); BSI TR-03119, D.
package struct ReaderPasswordPad<Reader: ReaderControl>: PasswordPad {
    /// How often a new PIN may be typed unequally, or too short, before that counts as giving up.
    private static var attempts: Int { 3 }

    private let reader: Reader
    private let features: ReaderFeatures
    private let pace: ReaderPACE<Reader>

    /// Asks the reader what it can do; nil where it does no PACE for identity cards, and so is no pad for them.
    ///
    /// Throws what happened between here and the reader.
    package init?(_ reader: Reader, features: ReaderFeatures) async throws(CardError) {
        guard let pace = ReaderPACE(reader, features: features) else { return nil }
        guard try await pace.capabilities().contains(.identityCard) else { return nil }
        self.reader = reader
        self.features = features
        self.pace = pace
    }

    /// Whether a new PIN can be typed on it. To be asked before the old one is.
    package var takesNewPIN: Bool { features[.modifyPIN] != nil }

    /// Throws ``EIDError/terminal(_:)`` where the description is longer than a reader can be told, and
    /// ``EIDError/unsupported(_:)`` where the reader itself refuses.
    package func establishPACE(
        _ kind: PasswordKind, authorization: CHAT?, certificateDescription: [UInt8]
    ) async throws(EIDError) -> PasswordPadOutcome {
        guard certificateDescription.count <= Int(UInt16.max) else {
            throw .terminal("The certificate's description is too long for a reader.")
        }
        let request = ReaderPACERequest(
            passwordReference: kind.rawValue, template: authorization?.encoded() ?? [],
            description: certificateDescription)
        let outcome: ReaderPACEOutcome
        do { outcome = try await pace.establish(request) } catch { throw .transport(error) }
        return try PasswordPadOutcome(outcome, kind: kind, isAuthorized: authorization != nil)
    }

    package func enterNewPIN(into command: CommandAPDU) async throws(EIDError) -> StatusWord? {
        for _ in 0..<Self.attempts {
            let outcome: PINEntryOutcome
            do { outcome = try await reader.modifyPIN(command, features: features) } catch { throw .transport(error) }
            switch outcome {
            case .answered(let status): return status
            case .cancelledOnReader, .timedOutOnReader: return nil
            // Nothing went to the card: the reader has said so, and asks again.
            case .unequal, .wrongLength: continue
            case .unsupported: throw .unsupported("a new PIN on this reader's pad")
            }
        }
        return nil
    }
}
