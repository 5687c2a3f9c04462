package import Foundation
package import Secrets

/// What is told about a case beside its answers.
package struct CaseHeader: Hashable, Sendable, CustomStringConvertible {
    /// The reference that the citizen was given.
    package var reference: String
    /// `urn:de:fim:leika:leistung:<14 digits>`.
    package var serviceIdentifier: String
    /// The schema that the answers follow.
    package var schemaUri: String
    /// `YYYY-MM-DD`.
    package var applicationDate: String?
    package var replyChannel: CaseMetadata.ReplyChannel?
    package var paymentInformation: CaseMetadata.PaymentInformation?
    package var author: CaseMetadata.Author?

    /// Describes a case.
    package init(
        reference: String, serviceIdentifier: String, schemaUri: String, applicationDate: String? = nil,
        replyChannel: CaseMetadata.ReplyChannel? = nil,
        paymentInformation: CaseMetadata.PaymentInformation? = nil, author: CaseMetadata.Author? = nil
    ) {
        self.reference = reference
        self.serviceIdentifier = serviceIdentifier
        self.schemaUri = schemaUri
        self.applicationDate = applicationDate
        self.replyChannel = replyChannel
        self.paymentInformation = paymentInformation
        self.author = author
    }

    /// Says nothing of the case.
    package var description: String { "CaseHeader(redacted)" }
}

/// Seals the cases of one destination. Each use follows the key's signature to the pinned root anew; where that does
/// not lead there, nothing is sealed and the reason is the answer.
///
/// Attachments are sealed first, whenever there is time; the case itself, small, when the reference is known: within
/// the transaction that confirms it.
package struct CaseSealer: Sendable {
    /// What came of it.
    package enum Outcome<Value: Sendable>: Sendable {
        case sealed(Value)
        /// The destination's key may not be used: no case is sealed to it.
        case refused(TokenRefusal)
    }

    private let key: SignedDestinationKey
    private let root: SigningRoot
    private let destination: UUID
    private let training: Bool
    private let now: @Sendable () -> Date

    /// Prepares for a destination. Nothing is verified yet.
    /// - Parameters:
    ///   - key: As the town hall sent it.
    ///   - root: As it was pinned at enrolment.
    ///   - destination: Where cases go.
    ///   - training: Whether they are training cases.
    ///   - now: The best knowledge of the time, asked at every use.
    package init(
        key: SignedDestinationKey, root: SigningRoot, destination: UUID, training: Bool,
        now: @escaping @Sendable () -> Date
    ) {
        self.key = key
        self.root = root
        self.destination = destination
        self.training = training
        self.now = now
    }

    /// Prepares with the newest of several keys that may be used now.
    /// - Returns: The sealer; where none may be used, the reason that says most.
    package static func newest(
        of keys: [SignedDestinationKey], root: SigningRoot, destination: UUID, training: Bool,
        now: @escaping @Sendable () -> Date
    ) -> Choice {
        var best: (sealer: CaseSealer, key: TrustedDestinationKey)?
        var refusal = TokenRefusal.unknownKey
        for key in keys {
            let sealer = CaseSealer(key: key, root: root, destination: destination, training: training, now: now)
            switch sealer.verification() {
            case .trusted(let trusted):
                if best.map({ (trusted.issuedAt, trusted.notAfter) > ($0.key.issuedAt, $0.key.notAfter) }) ?? true {
                    best = (sealer, trusted)
                }
            case .refused(.wrongDestination): break
            case .refused(let reason): refusal = reason
            }
        }
        return best.map { .sealer($0.sealer, until: $0.key.notAfter) } ?? .refused(refusal)
    }

    /// What may be sealed with.
    package enum Choice: Sendable {
        /// And until when its key is valid.
        case sealer(CaseSealer, until: Date)
        case refused(TokenRefusal)
    }

    /// Whether a case could be sealed now: to be asked before a citizen begins.
    package func verification() -> SignedDestinationKey.Verification {
        key.verified(by: root, for: destination, training: training, at: now())
    }

    /// Seals an attachment, and wipes its plaintext.
    /// - Throws: `SealingError` where the attachment is not whole.
    package func seal(_ attachment: consuming AttachmentAssembly) throws(SealingError) -> Outcome<PreparedAttachment> {
        switch verification() {
        case .trusted(let trusted): .sealed(try attachment.sealed(to: trusted.key))
        case .refused(let reason): .refused(reason)
        }
    }

    /// Seals a case.
    /// - Parameters:
    ///   - data: The answers, JSON by the header's schema; stays the caller's to end.
    ///   - header: What is told about it.
    ///   - attachments: Sealed by this sealer before, in the order in which they are told.
    /// - Returns: What goes into the outbox, or why nothing does.
    /// - Throws: `malformed` for a service identifier or attachments that are not right, `tooLarge`.
    package func seal(
        data: borrowing SecretBytes, header: CaseHeader, attachments: [PreparedAttachment] = []
    ) throws(SealingError) -> Outcome<SealedCase> {
        let trusted: TrustedDestinationKey
        switch verification() {
        case .trusted(let key): trusted = key
        case .refused(let reason): return .refused(reason)
        }
        guard ServiceIdentifier(header.serviceIdentifier) != nil else { throw .malformed("service identifier") }
        guard attachments.count <= Self.attachmentBound, attachments.allSatisfy({ $0.keyID == trusted.key.kid }),
            Set(attachments.map(\.sealed.id)).count == attachments.count
        else { throw .malformed("list of attachments") }
        let metadata = CaseMetadata(
            contentStructure: .init(
                data: .init(
                    hash: .init(data.withUnsafeBytes { ContentHash(of: $0) }),
                    submissionSchema: .init(schemaUri: header.schemaUri)),
                attachments: attachments.map(\.metadata)),
            replyChannel: header.replyChannel, paymentInformation: header.paymentInformation,
            additionalReferenceInfo: .init(
                senderReference: header.reference, applicationDate: header.applicationDate), author: header.author)
        guard var json = try? JSONEncoder().encode(metadata) else { throw .malformed("metadata") }
        defer { json.wipe() }
        return .sealed(
            SealedCase(
                destination: destination, keyID: trusted.key.kid, serviceIdentifier: header.serviceIdentifier,
                encryptedMetadata: try JWE.seal(json, to: trusted.key),
                encryptedData: try JWE.seal(data, to: trusted.key), attachments: attachments.map(\.sealed)))
    }

    /// How many attachments a case may have.
    private static let attachmentBound = 100
}
