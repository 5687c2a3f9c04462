package import Foundation
package import Sealing

/// What the town hall itself has said about a case, as far as its signatures prove it.
///
/// The messenger's word that a case was accepted is not enough: it could be taken over. Source: `architecture.md`, trust.
package enum ReceiptStanding: Hashable, Sendable {
    /// Nothing that proves anything.
    case none
    /// The town hall has taken it, and signed that about these ciphertexts.
    case received(at: Date)
    /// It could not open it or found it broken, and signed that.
    case rejected(at: Date)
    /// Something lies there that is not believed, and nothing that is.
    case refused(TokenRefusal)

    /// Looks through the receipts of a case; the last that is believed counts.
    /// - Parameters:
    ///   - receipts: As the messenger stored them.
    ///   - record: What was sealed.
    ///   - keys: Whose word counts, made anew.
    ///   - now: The wall clock; nothing where it is not trusted.
    package init(_ receipts: [Receipt], about record: SealedRecord, trusting keys: IssuerKeys, now: Date?) {
        var standing = ReceiptStanding.none
        for receipt in receipts {
            switch Self.standing(of: receipt, record, keys.keys(of: record.destination), now) {
            case .refused(let reason):
                if case .none = standing { standing = .refused(reason) }
            case let believed: standing = believed
            }
        }
        self = standing
    }

    private static func standing(
        of receipt: Receipt, _ record: SealedRecord, _ keys: [VerificationKey], _ now: Date?
    ) -> ReceiptStanding {
        let compact = String(decoding: receipt.token, as: UTF8.self)
        let told: SecurityEventToken
        do throws(TokenRefusal) {
            told = try SecurityEventToken.read(compact, signedBy: keys)
        } catch {
            return .refused(error)
        }
        // The submission is the messenger's to name; the ciphertexts are ours.
        let expectation = SecurityEventToken.Expectation(
            events: [receipt.kind == .accepted ? .accept : .reject],
            issuer: UUID(uuidString: told.issuer) == record.destination ? told.issuer : record.destination.uuidString,
            submission: told.submission,
            authenticationTags: record.tags)
        switch SecurityEventToken.verify(compact, with: keys, expecting: expectation, now: now) {
        case .verified(let token):
            return token.event == .accept ? .received(at: token.issuedAt) : .rejected(at: token.issuedAt)
        case .refused(let reason): return .refused(reason)
        }
    }
}

extension TerminalStore {
    /// What the town hall has said about a case that this terminal sealed.
    /// - Throws: What reading throws.
    package func standing(
        of reference: String, trusting keys: IssuerKeys, now: Date?
    ) throws(StoreError) -> ReceiptStanding {
        guard let record = try journal.sealedRecord(of: reference) else { return .none }
        return ReceiptStanding(try outbox.receipts(of: reference), about: record, trusting: keys, now: now)
    }
}
