import Catalogue
import Foundation

/// An independent validator of JSON Schema: the Python package jsonschema.
enum SchemaValidator {
    /// Reads pairs of schema and payload, one JSON object, and prints what is wrong with each.
    private static let program = """
        import json, sys, jsonschema
        for name, pair in json.load(sys.stdin).items():
            jsonschema.Draft7Validator.check_schema(pair["schema"])
            for error in jsonschema.Draft7Validator(pair["schema"]).iter_errors(pair["payload"]):
                print(f"{name}: {error.json_path}: {error.message[:200]}")
        """

    static let isHere = (try? python("import jsonschema", input: "").status) == 0

    private static func python(_ program: String, input: String) throws -> (status: Int32, output: String) {
        let folder = FileManager.default.temporaryDirectory.appendingPathComponent(UUID().uuidString)
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: folder) }
        let (inFile, outFile) = (folder.appendingPathComponent("in"), folder.appendingPathComponent("out"))
        try Data(input.utf8).write(to: inFile)
        try Data().write(to: outFile)
        let process = Process()
        process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
        process.arguments = ["python3", "-c", program]
        process.standardInput = try FileHandle(forReadingFrom: inFile)
        process.standardOutput = try FileHandle(forWritingTo: outFile)
        process.standardError = FileHandle.nullDevice
        try process.run()
        process.waitUntilExit()
        return (process.terminationStatus, try String(contentsOf: outFile, encoding: .utf8))
    }

    /// What is wrong with each payload by its schema: one line a fault.
    static func faults(_ pairs: [(name: String, schema: JSONValue, payload: JSONValue)]) throws -> [String] {
        let members = pairs.map { pair in
            JSONValue.Member(name: pair.name, value: ["schema": pair.schema, "payload": pair.payload])
        }
        let (status, output) = try python(program, input: JSONWriter.text(.object(members)))
        return output.split(separator: "\n").map(String.init) + (status == 0 ? [] : ["The validator failed."])
    }
}
