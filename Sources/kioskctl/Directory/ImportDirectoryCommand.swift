import ArgumentParser
import Catalogue
import Directory
import DirectoryImport
import Foundation

/// `kioskctl import-directory`: makes the service directory of a device, which it then searches without a network.
struct ImportDirectoryCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "import-directory",
        abstract: "Import a service directory (Amt24 and others) from XZuFi 2.2, YAML or CSV.",
        discussion:
            "Several files become one directory; what a later file says of a service replaces what an earlier one "
            + "said. The old directory is replaced whole, and only if no file has an error.")

    @Argument(help: "Files that end in .xml (XZuFi 2.2), .yaml or .csv.")
    var files: [String]

    @Option(help: "The directory file; terminals look for it there.")
    var to = "/var/lib/buergerterminal/directory.sqlite"

    @Flag(help: "Import what is sound even where something else has an error.")
    var lenient = false

    func run() throws {
        var entries: [DirectoryEntry] = []
        var errors = 0
        for file in files {
            guard let bytes = FileManager.default.contents(atPath: file) else {
                Output.error("\(file) cannot be read.")
                throw ExitCode.failure
            }
            let (found, faults) = DirectoryFile.read(Array(bytes), file: file)
            for fault in faults { Output.error(fault.description) }
            errors += faults.count { $0.severity == .error }
            entries += found
        }
        guard errors == 0 || (lenient && !entries.isEmpty) else {
            Output.error("\(errors) error\(errors == 1 ? "" : "s"). The directory stays as it was.")
            throw ExitCode.failure
        }
        do {
            let count = try DirectoryWriter.write(entries, to: to)
            let services = Set(entries.map(\.id)).count
            Output.line("\(services) services in \(count) descriptions are in \(to).")
        } catch {
            Output.error(error.description)
            throw ExitCode.failure
        }
    }
}
