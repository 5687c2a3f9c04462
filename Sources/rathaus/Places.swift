import ArgumentParser
import Catalogue
import ClerkDesk
import ConfigurationFiles
import Foundation
import Secrets
import TownHall

/// The town hall's directory.
struct TownHallPlace: ParsableArguments {
    @Option(name: .customLong("dir"), help: "The town hall's directory, made by rathaus init.")
    var directory = "/var/lib/rathaus"

    var desk: DeskDirectory { DeskDirectory(directory) }
    var serve: ServeDirectory { ServeDirectory(in: desk.path) }

    /// The delivery service's records, for the administrator's commands.
    func storage() throws -> SQLiteStorage { try SQLiteStorage.open(at: serve.database) }
}

/// The configuration that terminals run with: offices, services, code lists.
struct CataloguePlace: ParsableArguments {
    @Option(name: .customLong("config"), help: "The configuration directory of the terminals.")
    var directory: String?

    /// Where it is looked for when nothing is said.
    private static let usual = ["/etc/buergerterminal", "Config"]

    /// The configuration; nothing where none was named and none lies in its usual place.
    /// - Throws: `Refused` where it has errors.
    func load() throws -> Configuration? {
        let found = Self.usual.first { FileManager.default.fileExists(atPath: $0 + "/terminal.yaml") }
        guard let place = directory ?? found else { return nil }
        let outcome = ConfigurationLoader(textKeys: []).load(try DirectorySource(place).files())
        guard let configuration = outcome.configuration else {
            throw Refused("The configuration in \(place) has errors. kioskctl check \(place) names them.")
        }
        return configuration
    }
}

/// Passphrases from a file or standard input, never from the command line, which others see.
enum Passphrase {
    /// Reads one from a file, or with - from standard input.
    static func read(_ place: String, shortest: Int = BackupPassphrase.shortest) throws -> SecretBytes {
        let handle = place == "-" ? FileHandle.standardInput : FileHandle(forReadingAtPath: place)
        guard let handle, let bytes = try handle.read(upToCount: 4096) else {
            throw Refused("\(place) cannot be read.")
        }
        guard let line = BackupPassphrase.firstLine(of: SecretBytes(copying: bytes), shortest: shortest) else {
            throw Refused("The passphrase in \(place) is shorter than \(shortest) characters.")
        }
        return line
    }
}
