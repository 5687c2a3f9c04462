import Catalogue
import Expressions
import FormDocument
import Forms
import Foundation
import Sealing
import Secrets
import Store
import Visit

/// Seals a confirmed case to its office: the answers and the form as a document.
struct CaseDelivery {
    /// What enrolment pinned.
    private let trust: PinnedTrust
    private let root: SigningRoot
    /// The destinations' keys, of the enrolment and later ones; each is verified at every use.
    private let keys: [SignedDestinationKey]

    /// Why a case could not be sealed, for the log.
    enum Fault: Error {
        case noDestination, untrustedKey, document
    }

    /// Nothing where this device belongs to no town hall yet.
    /// - Throws: where an enrolment is there and cannot be used.
    init?(_ files: EnrolledFiles) async throws {
        guard files.holdEnrolment else { return nil }
        trust = try files.trust()
        root = try await SigningRoot(trust.signingRoot)
        keys = try files.destinationKeys()
    }

    /// Whether cases of a service could be sealed now, and until when: asked before anything is entered.
    func choice(for service: Service, training: Bool) -> CaseSealer.Choice {
        choice(of: destination(of: service.submit?.destination), training: training)
    }

    /// The same for an office; nothing where cases to it go elsewhere.
    func choice(ofOffice office: String, training: Bool) -> CaseSealer.Choice? {
        trust.destinations[office].map { choice(of: $0, training: training) }
    }

    /// The office's own destination, else the town hall's.
    private func destination(of office: String?) -> UUID {
        office.flatMap { trust.destinations[$0] } ?? trust.destinationId
    }

    private func choice(of destination: UUID, training: Bool) -> CaseSealer.Choice {
        CaseSealer.newest(of: keys, root: root, destination: destination, training: training, now: { Date() })
    }

    /// Seals the case that the visit has confirmed and hands it over, in one transaction with its number.
    /// - Returns: the counter that its reference is made of.
    func deliver(_ payload: JSONValue, of visit: Visit, session: UUID, store: TerminalStore) throws -> Int {
        guard let form = visit.form else { throw Fault.noDestination }
        let terminal = visit.configuration.terminal
        let sealer = try sealer(for: form.service, training: terminal.training)
        var number = 0
        _ = try store.confirm(session, at: .now()) { counter in
            number = counter
            let reference = ReferenceNumber(device: terminal.device.code, counter: counter)
            let document = FormDocument(
                form, in: visit.language, reference: reference.description, moment: visit.now,
                municipality: terminal.municipality, device: terminal.device, texts: visit.configuration.texts)
            let attachment = try Self.attachment(of: document, sealer)
            let header = CaseHeader(
                reference: reference.text, serviceIdentifier: ServiceIdentifier(key: form.service.key).text,
                schemaUri: form.service.submit?.schemaURI ?? "", applicationDate: visit.today.description)
            var json = Data(JSONWriter.text(payload).utf8)
            defer { json.resetBytes(in: json.startIndex..<json.endIndex) }
            let data = SecretBytes(copying: json)
            guard case .sealed(let sealed) = try sealer.seal(data: data, header: header, attachments: [attachment])
            else { throw Fault.untrustedKey }
            return ConfirmedCase(
                reference: reference.text, service: form.service.id, replaces: visit.replaces, sealed: sealed)
        }
        return number
    }

    /// Of the destination's keys the newest that leads to the pinned root now.
    private func sealer(for service: Service, training: Bool) throws(Fault) -> CaseSealer {
        guard case .sealer(let sealer, _) = choice(for: service, training: training) else { throw .untrustedKey }
        return sealer
    }

    private static func attachment(of document: FormDocument, _ sealer: CaseSealer) throws -> PreparedAttachment {
        var pdf = try DocumentProcess.pdf(of: document)
        defer { pdf.resetBytes(in: pdf.startIndex..<pdf.endIndex) }
        let (id, session) = (UUID(), UUID())
        let key = SessionKey()
        let cipher = AttachmentCipher(attachment: id, session: session, key: key)
        var assembly = try AttachmentAssembly(
            id: id, purpose: .form, mimeType: "application/pdf", filename: "Formular.pdf", size: pdf.count,
            cipher: AttachmentCipher(attachment: id, session: session, key: key))
        let count = AttachmentCipher.chunkCount(forBytes: pdf.count)
        for index in 0..<count {
            let chunk = pdf.dropFirst(index * AttachmentCipher.chunkSize).prefix(AttachmentCipher.chunkSize)
            try assembly.add(cipher.seal(chunk, index: index, isLast: index == count - 1))
        }
        guard case .sealed(let prepared) = try sealer.seal(assembly) else { throw Fault.untrustedKey }
        return prepared
    }
}
