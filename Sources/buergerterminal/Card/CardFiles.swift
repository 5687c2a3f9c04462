import CardSimulator
import EID
import Expressions
import Foundation
import UnicodeText
import Visit

/// The certificates with which this terminal reads cards.
struct CardFiles {
    /// The terminal directory.
    let directory: String
    let isTraining: Bool

    /// Whether this can be read today, and with what.
    func terminal(for task: CardReadingTask, on today: CivilDate) -> (CardTerminal, EID.Terminal?) {
        guard let date = CalendarDate(today), FileManager.default.fileExists(atPath: directory) else {
            return (.notSetUp, nil)
        }
        let found = TerminalDirectory.load(directory, at: date)
        for finding in found.findings {
            if case .chain(.expired(_, let day)) = finding.kind, let since = CivilDate(day) {
                return (.lapsed(since: since), nil)
            }
        }
        guard found.isUsable, let terminal = found.terminal, isTraining || !terminal.isDemonstration,
            let description = terminal.description?.value
        else { return (.notSetUp, nil) }
        let chains = found.chains(at: date)
        let rights = chains.reduce(into: TerminalRights()) { $0.formUnion($1.effectiveRights) }
        let fields = task.fields.filter { field in
            DataGroup(field: field).map { rights.contains(.read($0)) } ?? false
        }
        guard let end = chains.map(\.expirationDate).max().flatMap({ CivilDate($0) }), !fields.isEmpty,
            task.password == .pin || rights.contains(.canAllowed)
        else { return (.notSetUp, nil) }
        let authority = CardAuthority(
            name: description.subjectName, terms: description.plainTerms, issuer: description.issuerName,
            fields: fields, validUntil: end)
        return (.ready(authority), terminal)
    }
}

extension CertificateDescription {
    /// The terms as plain text; of a document what can be said of it: where it is.
    fileprivate var plainTerms: String {
        switch termsOfUsage {
        case .plainText(let text): Self.lines(text)
        case .html(let text): Self.lines(text.replacing(/<[^>]*>/, with: " "))
        case .pdf: subjectURL ?? issuerURL ?? ""
        }
    }

    private static func lines(_ text: String) -> String {
        text.split(separator: "\n", omittingEmptySubsequences: false)
            .map { Sanitiser.sanitise($0.trimmingCharacters(in: .whitespaces)) }
            .joined(separator: "\n").trimmingCharacters(in: .newlines)
    }
}

/// The keys and certificates to practise with: made by the terminal itself, believed by nobody but its simulated cards.
struct PracticePKI {
    /// Where they lie: below the state directory, never under `Config/`.
    let directory: String

    /// The directory of the terminal that reads everything, with PIN and CAN.
    var terminal: String { directory + "/terminals/onsite" }

    /// Makes them where there are none that hold today.
    ///
    /// Throws where they cannot be made or written.
    func credentials(personas: String, on date: CalendarDate) throws -> ChipCredentials {
        if TerminalDirectory.load(terminal, at: date).isUsable, let found = try? ChipCredentials(directory: directory) {
            return found
        }
        let manager = FileManager.default
        if manager.fileExists(atPath: directory) { try manager.removeItem(atPath: directory) }
        let names = ((try? manager.contentsOfDirectory(atPath: personas)) ?? []).filter { $0.hasSuffix(".yaml") }
        let revoked = try names.sorted().compactMap { name -> ECPublicKey? in
            let persona = try CardPersonaReader.read(file: "\(personas)/\(name)")
            guard persona.state.isRevoked else { return nil }
            return try persona.restrictedIdentificationKey(RestrictedIdentificationKey.revocationKeyID).publicKey
        }
        for file in try DemoPKI(from: date, days: 365, revoked: revoked).files {
            let target = URL(fileURLWithPath: directory).appendingPathComponent(file.path)
            try manager.createDirectory(at: target.deletingLastPathComponent(), withIntermediateDirectories: true)
            guard
                manager.createFile(
                    atPath: target.path, contents: Data(file.contents),
                    attributes: [.posixPermissions: file.isPrivate ? 0o600 : 0o644])
            else { throw SimulatorError("\(target.path) cannot be written.") }
        }
        return try ChipCredentials(directory: directory)
    }
}
