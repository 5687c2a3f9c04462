import ArgumentParser
import CardSimulator
import EID
import Foundation

/// `kioskctl eid demo-pki`: all keys and certificates for trying out, on both sides of the reader.
struct EIDDemoPKICommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "demo-pki",
        abstract: "Make a complete PKI for trying out: simulated cards, and terminals that read them.",
        discussion: "The directory must be new or empty. What lies where is in the README.md that is written into it.")

    @Argument(help: "The directory to make.")
    var directory: String

    @Option(help: "For how many days the terminals' certificates hold, from today on.")
    var days = 365

    @Option(help: "Begin at this day instead of today, as 2026-11-22.")
    var from: String?

    @Option(help: "The directory of personas, whose revoked cards the block list names.")
    var personas = "Config/training/personas"

    func validate() throws {
        guard (1...3650).contains(days) else { throw ValidationError("The days must be from 1 to 3650.") }
    }

    func run() throws {
        let manager = FileManager.default
        if let there = try? manager.contentsOfDirectory(atPath: directory), !there.isEmpty {
            Output.error("“\(directory)” is not empty. Name a new directory: nothing is overwritten.")
            throw ExitCode.failure
        }
        let pki = try DemoPKI(from: try Today.date(from), days: days, revoked: try revokedCards())
        let root = URL(fileURLWithPath: directory, isDirectory: true)
        for file in pki.files {
            let target = root.appendingPathComponent(file.path)
            try manager.createDirectory(at: target.deletingLastPathComponent(), withIntermediateDirectories: true)
            let mode = file.isPrivate ? 0o600 : 0o644
            guard
                manager.createFile(
                    atPath: target.path, contents: Data(file.contents), attributes: [.posixPermissions: mode])
            else {
                Output.error("“\(target.path)” cannot be written.")
                throw ExitCode.failure
            }
        }
        Output.line("Made \(pki.files.count) files in \(directory). Nobody but its own simulated cards believes them.")
        Output.line("A terminal directory: \(directory)/terminals/onsite")
    }

    /// The keys by which the block list names the personas that are revoked.
    private func revokedCards() throws -> [ECPublicKey] {
        let names = (try? FileManager.default.contentsOfDirectory(atPath: personas)) ?? []
        return try names.filter { $0.hasSuffix(".yaml") }.sorted().compactMap { name in
            let persona = try CardPersonaReader.read(file: "\(personas)/\(name)")
            guard persona.state.isRevoked else { return nil }
            return try persona.restrictedIdentificationKey(RestrictedIdentificationKey.revocationKeyID).publicKey
        }
    }
}
