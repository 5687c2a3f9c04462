import ArgumentParser
import EID
import Foundation
import Secrets

/// `kioskctl eid check`: whether a terminal could read a card today, and what will end it.
struct EIDCheckCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "check",
        abstract: "Check a terminal directory: certificates, key, description, trust anchors, block list.",
        discussion: "Prints what the terminal may do and until when, and a sentence for everything that is wrong. "
            + "Exits 0 where cards can be read, else 1.")

    @Argument(help: "The terminal directory: eid/ in the state directory.")
    var directory = ".demo/eid"

    @Option(help: "A file with the passphrase of terminal.pkcs8; “-” reads it from standard input.")
    var passphraseFile: String?

    @Option(help: "Check as if it were this day, as 2026-11-22.")
    var today: String?

    @Flag(help: "Exit 1 for warnings too.")
    var strict = false

    func run() throws {
        let date = try Today.date(today)
        guard FileManager.default.fileExists(atPath: directory) else {
            Output.error(
                "There is no directory “\(directory)”. Make one for trying out with “kioskctl eid demo-pki DIR”.")
            throw ExitCode.failure
        }
        let found: TerminalDirectory
        if let passphraseFile {
            let passphrase = try SecretFile.read(passphraseFile)
            found = TerminalDirectory.load(directory, passphrase: passphrase, at: date)
        } else {
            found = TerminalDirectory.load(directory, at: date)
        }
        for line in report(found, at: date) { Output.line(line) }
        for finding in found.findings { Output.line("\(finding.severity.rawValue): \(finding)") }
        if !found.isUsable || (strict && !found.findings.isEmpty) { throw ExitCode.failure }
    }

    private func report(_ found: TerminalDirectory, at date: CalendarDate) -> [String] {
        guard let terminal = found.terminal else { return [] }
        var lines = ["Terminal \(terminal.certificate.body.certificateHolderReference)"]
        if terminal.isDemonstration { lines.append("  of the demonstration: no genuine card believes it") }
        if let description = terminal.description?.value {
            lines.append(
                "  for \(Output.printable(description.subjectName)), "
                    + "certified by \(Output.printable(description.issuerName))")
        }
        for chain in found.chains(at: date) {
            let names = chain.certificates.map { "\($0.body.certificateHolderReference)" }
            lines.append("From \(chain.anchor) over \(names.joined(separator: ", ")): until \(chain.expirationDate)")
            lines.append("  rights: \(chain.effectiveRights)")
        }
        for anchor in terminal.anchors.certificates {
            lines.append("Trusts \(anchor.subject)\(anchor.notAfter.map { " until \($0)" } ?? "")")
        }
        if let sector = terminal.revocationSector {
            let count = terminal.blockLists.reduce(0) { $0 + $1.count(inSector: sector.sectorID) }
            lines.append("Block list with \(count) cards")
        }
        return lines
    }
}

/// The day that a command goes by: the option, or the clock's in UTC, by which certificates count (TR-03110-3, D.2.1.3).
enum Today {
    static func date(_ text: String?) throws -> CalendarDate {
        if let text {
            let parts = text.split(separator: "-", omittingEmptySubsequences: false).map { Int($0) }
            guard parts.count == 3, let year = parts[0], let month = parts[1], let day = parts[2],
                let date = CalendarDate(year: year, month: month, day: day)
            else { throw ValidationError("“\(text)” is no day; write it as 2026-11-22.") }
            return date
        }
        let now = Int(Date().timeIntervalSince1970)
        guard let date = CalendarDate(dayNumber: now / 86_400) else {
            throw ValidationError("The clock is not set. Name the day with --today.")
        }
        return date
    }
}

/// A passphrase out of a file, without the line end that editors put there.
enum SecretFile {
    static func read(_ path: String) throws -> SecretBytes {
        let descriptor = path == "-" ? STDIN_FILENO : open(path, O_RDONLY | O_CLOEXEC)
        guard descriptor >= 0 else { throw ValidationError("The file “\(path)” cannot be read.") }
        defer { if descriptor != STDIN_FILENO { close(descriptor) } }
        var secret = SecretBytes(capacity: 1024)
        var byte: UInt8 = 0
        defer { byte = 0 }
        while Foundation.read(descriptor, &byte, 1) == 1, byte != 0x0A, byte != 0x0D {
            guard secret.append(byte) else { throw ValidationError("The passphrase in “\(path)” is too long.") }
        }
        return secret
    }
}
