internal import Catalogue
internal import Foundation
internal import Sealing
internal import Secrets
internal import SubmissionAPI

/// Opens the parts of one case, checks them, and seals them under the desk's own key: plaintext never leaves these
/// functions.
struct CaseOpening: Sendable {
    /// Bytes of a part's plaintext.
    enum Bound {
        static let metadata = 1 << 20
        static let data = 16 << 20
        static let attachment = 20_000_000
    }

    /// A case whose metadata and data are sound; its attachments are still to be looked at.
    struct Front: Sendable {
        /// Under which it lies.
        let name: Data
        let fingerprint: Data
        let attachments: [ReceivedMetadata.Attachment]
        let keepDays: Int?
        /// How it was established who applies, in the payload's word; nothing where it does not say.
        let identification: String?
        let head: Data
        let metadata: Data
        let data: Data
    }

    /// What came of a part.
    enum Outcome<Value: Sendable>: Sendable {
        case sound(Value)
        case rejected(IntakeProblem)
        /// For want of a key of the desk's own: no verdict, the case waits.
        case keyMissing(String)
    }

    let keyring: OfficeKeyring
    let store: CaseStore
    let services: KnownServices

    /// Opens metadata and data.
    /// - Parameters:
    ///   - content: As they came.
    ///   - service: The identifier that the submission was announced with.
    ///   - attachments: The ids that the submission has.
    ///   - fallback: What a case is known by that has no `senderReference`.
    /// - Returns: Both parts, sealed under the data key, or why not.
    /// - Throws: What sealing under the data key throws.
    func open(
        _ content: SubmissionContent, service: String, attachments: [ResourceID], fallback: String
    ) throws(DeskError) -> Outcome<Front> {
        let (metadata, raw): (ReceivedMetadata, OfficeKeyring.Plaintext)
        switch part(Data(content.encryptedMetadata.utf8), .metadata, bound: Bound.metadata) {
        case .rejected(let problem): return .rejected(problem)
        case .keyMissing(let kid): return .keyMissing(kid)
        case .sound(let plaintext):
            let read = plaintext.bytes.withUnsafeBytes {
                try? JSONDecoder().decode(ReceivedMetadata.self, from: Data($0))
            }
            guard let read, read.isSound else { return .rejected(.syntax(.metadata)) }
            (metadata, raw) = (read, plaintext)
        }
        let told = Set(metadata.attachments.compactMap { ResourceID($0.attachmentId) })
        guard told == Set(attachments), told.count == attachments.count else { return .rejected(.attachments) }
        let data: OfficeKeyring.Plaintext
        switch part(Data(content.encryptedData.utf8), .data, bound: Bound.data) {
        case .rejected(let problem): return .rejected(problem)
        case .keyMissing(let kid): return .keyMissing(kid)
        case .sound(let plaintext): data = plaintext
        }
        guard Self.hash(data) == metadata.contentStructure.data.hash.content else { return .rejected(.hash(.data)) }
        let schema = metadata.contentStructure.data.submissionSchema
        let conformity: KnownServices.Conformity
        let identification: String?
        switch judge(data, schema) {
        case .rejected(let problem): return .rejected(problem)
        case .keyMissing(let kid): return .keyMissing(kid)
        case .sound(let judged): (conformity, identification) = judged
        }
        let reference = metadata.reference ?? fallback
        let name = store.name(destination: keyring.office.destination, reference: reference)
        var notes: [CaseHead.Note] = []
        if case .unknown = conformity { notes.append(.unknownSchema) }
        if metadata.reference == nil { notes.append(.withoutReference) }
        let head = CaseHead(
            reference: reference, schemaURI: schema.schemaUri,
            applicationDate: metadata.additionalReferenceInfo?.applicationDate,
            attachments: metadata.attachments.map(CaseHead.Attachment.init), notes: notes)
        return .sound(
            Front(
                name: name, fingerprint: store.fingerprint(metadata.hashes), attachments: metadata.attachments,
                keepDays: services.keepDays(schemaURI: schema.schemaUri, identifier: service),
                identification: identification,
                head: try store.seal(head, for: .head(name)), metadata: try store.seal(raw.bytes, for: .metadata(name)),
                data: try store.seal(data.bytes, for: .data(name))))
    }

    /// Opens an attachment.
    /// - Parameters:
    ///   - sealed: As it came.
    ///   - described: What the metadata tell of it.
    ///   - place: Where it is going to lie; nothing where only its hash is asked for.
    /// - Returns: Sealed under the data key; empty without a place.
    /// - Throws: What sealing under the data key throws.
    func open(
        _ sealed: Data, described: ReceivedMetadata.Attachment, place: CaseStore.Column?
    ) throws(DeskError) -> Outcome<Data> {
        let named = IntakeProblem.Part.attachment(described.attachmentId.lowercased())
        switch part(sealed, named, bound: Bound.attachment) {
        case .rejected(let problem): return .rejected(problem)
        case .keyMissing(let kid): return .keyMissing(kid)
        case .sound(let plaintext):
            guard Self.hash(plaintext) == described.hash.content else { return .rejected(.hash(named)) }
            return .sound(
                try place.map { (column) throws(DeskError) in try store.seal(plaintext.bytes, for: column) } ?? Data())
        }
    }

    private func part(
        _ compact: Data, _ part: IntakeProblem.Part, bound: Int
    ) -> Outcome<OfficeKeyring.Plaintext> {
        switch keyring.open(compact, bound: bound) {
        case .opened(let plaintext): .sound(plaintext)
        case .refused(.encryption): .rejected(.encryption(part))
        case .refused(.syntax): .rejected(.syntax(part))
        case .refused(.keyMissing(let kid)): .keyMissing(kid)
        }
    }

    private func judge(
        _ data: OfficeKeyring.Plaintext, _ schema: ReceivedMetadata.Schema
    ) -> Outcome<(KnownServices.Conformity, identification: String?)> {
        guard schema.mimeType == "application/json" else { return .sound((.unknown, nil)) }
        let value = data.bytes.withUnsafeBytes { try? JSONDecoder().decode(ReceivedJSON.self, from: Data($0)) }
        guard let value else { return .rejected(.syntax(.data)) }
        switch services.conformity(of: value, schemaURI: schema.schemaUri) {
        case .violates(let place): return .rejected(.schema(place))
        case let conformity:
            guard case .string(let method)? = value["identVermerk"]?["method"],
                Service.Identification(rawValue: method) != nil
            else { return .sound((conformity, nil)) }
            return .sound((conformity, method))
        }
    }

    private static func hash(_ plaintext: OfficeKeyring.Plaintext) -> String {
        plaintext.bytes.withUnsafeBytes { ContentHash(of: $0) }.hexadecimal
    }
}
