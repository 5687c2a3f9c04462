import Catalogue
import ClerkDesk
import ConfigurationFiles
import DeskFaults
import Foundation
import Sealing
import Secrets
import SubmissionAPI
import Testing

/// The shipped services, and payloads of one of them.
enum TestServices {
    static let configuration: Configuration? = {
        let directory = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
            .deletingLastPathComponent().appendingPathComponent("Config").path
        guard let files = try? DirectorySource(directory).files() else { return nil }
        return ConfigurationLoader(textKeys: []).load(files).configuration
    }()

    static let schemaURI = "https://ahornbach.example/schema/maengelmeldung/1"

    /// A report of something broken, with a member put in or another version.
    static func payload(version: Int = 1, remarks: String = "[]", more: String = "") -> Data {
        Data(
            #"{"$schema":"\#(schemaURI)","service":{"id":"maengelmeldung","version":\#(version)},"identVermerk":{"method":"none"},"remarks":\#(remarks)\#(more)}"#
                .utf8)
    }
}

@Suite struct SchemaTests {
    private static let cases: [(String, Data, Int, Int)] = [
        ("sound", TestServices.payload(), 1, 0),
        ("a member that is not in the schema", TestServices.payload(more: #","zusatz":1"#), 0, 1),
        ("a page that is no object", TestServices.payload(more: #","contact":[]"#), 0, 1),
        ("a remark of no kind", TestServices.payload(remarks: #"[{"kind":"other"}]"#), 0, 1),
        ("another service's schema", Data(#"{"$schema":"x"}"#.utf8), 0, 1),
        ("no object", Data("[1,2,3]".utf8), 0, 1),
        ("a newer version of the service", TestServices.payload(version: 99, more: #","neu":true"#), 1, 0),
    ]

    @Test(arguments: cases)
    func `Data are held against the schema of their service`(
        name: String, data: Data, taken: Int, rejected: Int
    ) async throws {
        let services = try KnownServices(#require(TestServices.configuration).services)
        let bench = try await Bench()
        let service = try bench.service()
        var sent = TestCase("KFRA2221XY", attachments: 0)
        sent.data = data
        sent.schemaURI = TestServices.schemaURI
        let delivered = try sent.sent(to: bench.key)
        try service.put(delivered)
        let report = try await bench.intake(service, services: services).round()
        #expect(report.taken == taken && report.rejected == rejected, "\(name): \(report)")
        if rejected == 1 {
            let problems = try await bench.receipt(delivered, in: service).problems
            #expect(problems.first?.type.hasSuffix("schema-violation") == true)
            #expect(problems.first?.detail.contains("zusatz") == false)
        }
    }

    @Test func `Answers are shown under their German labels, foreign ones under their names`() throws {
        let services = try KnownServices(#require(TestServices.configuration).services)
        let data = SecretBytes(copying: TestServices.payload())
        let known = AnswerSheet(data: data, services: services, schemaURI: TestServices.schemaURI)
        let sheet = try #require(known)
        #expect(sheet.lines.first?.label == "Identifizierung")
        let foreign = SecretBytes(copying: Data(#"{"b":{"c":[1,true]},"a":"x"}"#.utf8))
        let unknown = AnswerSheet(data: foreign, services: services, schemaURI: "https://example.org/x")
        let plain = try #require(unknown)
        #expect(plain.lines.map(\.label) == ["a", "b", "c", "1", "2"])
        #expect(plain.lines.compactMap(\.value) == ["x", "1", "ja"])
        #expect(AnswerSheet(data: SecretBytes(copying: Data("[]".utf8)), services: services, schemaURI: "") == nil)
    }
}
