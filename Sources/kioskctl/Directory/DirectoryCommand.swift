import ArgumentParser
import Directory

/// `kioskctl directory`: what a citizen would find.
struct DirectoryCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "directory", abstract: "Search the service directory as the terminal does.")

    @Argument(help: "What a citizen types; with --show, the id of a service.")
    var words: [String]

    @Option(help: "The language.")
    var language = "de"

    @Option(help: "The directory file.")
    var file = "/var/lib/buergerterminal/directory.sqlite"

    @Flag(help: "Show what is said of one service.")
    var show = false

    func run() throws {
        do {
            let directory = try Directory(path: file)
            let text = words.joined(separator: " ")
            if show { return try describe(text, directory) }
            let hits = try directory.search(text, language: language)
            for hit in hits {
                Output.line("\(hit.id)\t\(hit.key ?? "–")\t\(Output.printable(hit.title))")
            }
            if hits.isEmpty { Output.error("Nothing is found for “\(Output.printable(text))”.") }
        } catch let error as DirectoryError {
            Output.error(error.description)
            throw ExitCode.failure
        }
    }

    private func describe(_ id: String, _ directory: Directory) throws {
        guard let entry = try directory.entry(id, language: language) else {
            Output.error("The directory knows no service “\(Output.printable(id))”.")
            throw ExitCode.failure
        }
        Output.line(Output.printable(entry.title))
        for section in DirectoryEntry.Section.allCases {
            guard let text = entry.sections[section] else { continue }
            Output.line("\n\(section.rawValue):")
            for line in text.split(separator: "\n") { Output.line("  " + Output.printable(String(line))) }
        }
    }
}
