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

    /// Why a case could not be sealed, for the log.
    enum Fault: Error {
        case noDestination, untrustedKey, document
    }

    /// Nothing where this device belongs to no town hall yet.
    /// - Throws: where an enrolment is there and cannot be used.
    init?(stateDirectory: String) async throws {
        let state = URL(fileURLWithPath: stateDirectory)
        let files = EnrolledFiles(
            terminalDirectory: state.appendingPathComponent("enrolment"),
            messengerFile: state.appendingPathComponent("shared/messenger.json"))
        guard files.holdEnrolment else { return nil }
        trust = try files.trust()
        root = try await SigningRoot(trust.signingRoot)
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
                reference: reference.text, serviceIdentifier: Self.identifier(of: form.service),
                schemaUri: form.service.submit?.schemaURI ?? "", applicationDate: visit.today.description)
            var json = Data(JSONWriter.text(payload).utf8)
            defer { json.resetBytes(in: json.startIndex..<json.endIndex) }
            let data = SecretBytes(copying: json)
            guard case .sealed(let sealed) = try sealer.seal(data: data, header: header, attachments: [attachment])
            else { throw Fault.untrustedKey }
            return ConfirmedCase(reference: reference.text, service: form.service.id, sealed: sealed)
        }
        return number
    }

    /// The office's own destination, else the town hall's; of its keys the one that leads to the pinned root now.
    private func sealer(for service: Service, training: Bool) throws(Fault) -> CaseSealer {
        let destination = service.submit.flatMap { trust.destinations[$0.destination] } ?? trust.destinationId
        for compact in trust.destinationKeys {
            let sealer = CaseSealer(
                key: SignedDestinationKey(compact), root: root, destination: destination, training: training,
                now: { Date() })
            if case .trusted = sealer.verification() { return sealer }
        }
        throw .untrustedKey
    }

    /// FIT-Connect wants fourteen digits; a service whose key the town has not entered yet is told by its own id.
    private static func identifier(of service: Service) -> String {
        "urn:de:fim:leika:leistung:" + (service.key ?? String(repeating: "0", count: 14))
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
