import ArgumentParser
import Catalogue
import Foundation

/// `kioskctl schema`: JSON Schemas for editors, and of payloads.
struct SchemaCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "schema",
        abstract: "Print the JSON Schema (draft-07) of service files, or of a service's payload.")

    @Option(help: "Print the schema of this service's payload.")
    var service: String?

    @Option(help: "Print the schema of this kind of file: service, terminal, theme.")
    var format = "service"

    @Option(name: .customLong("config"), help: "The configuration directory.")
    var directory = "Config"

    @Flag(help: "Write the schemas of all kinds of file to the folder schema/ of the configuration.")
    var write = false

    private static let formats = [FileFormat.service, .terminal, .theme]

    func run() throws {
        if write { return try writeAll() }
        if let service { return try printPayload(of: service) }
        guard let format = Self.formats.first(where: { $0.name == format }) else {
            throw ValidationError("There is no kind of file “\(format)”: service, terminal, theme.")
        }
        Output.line(JSONWriter.text(FormatSchema.schema(of: format), pretty: true))
    }

    private func printPayload(of id: String) throws {
        guard let configuration = try Loading.load(directory).configuration,
            let service = configuration.services.last(where: { $0.id == id })
        else {
            Output.error("There is no sound service “\(id)” in \(directory). kioskctl check \(directory) says why.")
            throw ExitCode.failure
        }
        Output.line(JSONWriter.text(PayloadSchema(service).schema, pretty: true))
    }

    private func writeAll() throws {
        let folder = directory + "/schema"
        do {
            try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
            for format in Self.formats {
                let text = JSONWriter.text(FormatSchema.schema(of: format), pretty: true) + "\n"
                let file = URL(fileURLWithPath: "\(folder)/\(format.name).schema.json")
                try Data(text.utf8).write(to: file, options: .atomic)
            }
        } catch {
            Output.error("The schemas cannot be written to \(folder): \(error.localizedDescription)")
            throw ExitCode.failure
        }
    }
}
