import Directory
import Foundation
import Testing

@Suite struct DirectorySearchTests {
    static let entries = [
        DirectoryEntry(
            id: "fischerei", key: "99012070001000", language: "de", title: "Fischereischein beantragen",
            words: ["Angelschein"], sections: [.what: "Wer angeln möchte, braucht einen Fischereischein."]),
        DirectoryEntry(id: "fischerei", language: "en", title: "Apply for a fishing licence"),
        DirectoryEntry(
            id: "parken", language: "de", title: "Bewohnerparkausweis", words: ["Anwohnerparken"],
            sections: [.notes: "Mit Führerschein."]),
        DirectoryEntry(id: "fuehrerschein", language: "de", title: "Führerschein umtauschen"),
        DirectoryEntry(id: "strasse", language: "de", title: "Straßenmusik anmelden"),
    ]

    /// A directory on the disk, gone afterwards.
    static func with<Result>(
        _ entries: [DirectoryEntry] = entries, _ body: (Directory, String) throws -> Result
    ) throws -> Result {
        let folder = FileManager.default.temporaryDirectory.appendingPathComponent("directory-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: folder) }
        let path = folder.appendingPathComponent("directory.sqlite").path
        #expect(try DirectoryWriter.write(entries, to: path) == entries.count)
        return try body(try Directory(path: path), path)
    }

    @Test(arguments: [
        ("fischereischein", "fischerei"), ("angel", "fischerei"), ("FÜHRER", "fuehrerschein"),
        ("fuehrerschein", "fuehrerschein"), ("strassenmusik", "strasse"), ("Straßen", "strasse"),
        ("parkausweis", "parken"), ("wohnerpark", "parken"), ("Anwohner parken", "parken"),
        // Slips: a letter wrong, missing, doubled, swapped.
        ("Fischereishein", "fischerei"), ("Fischerieschein", "fischerei"), ("Fuhrerschein", "fuehrerschein"),
        ("Strasenmusik", "strasse"), ("Angelschien", "fischerei"), ("Bewonerpark", "parken"),
    ])
    func `Services are found by words, parts of words, and words mistyped`(typed: String, id: String) throws {
        try Self.with { (directory, _) throws in
            #expect(try directory.search(typed, language: "de").first?.id == id)
        }
    }

    @Test(arguments: ["", "   ", "xyzxyz", "\"", "a\" OR title:b", "NEAR(", "*", "🚗", "der die das quantenphysik"])
    func `What is not there is not found, and no text is an order to the database`(typed: String) throws {
        try Self.with { (directory, _) throws in
            #expect(try directory.search(typed, language: "de").isEmpty)
        }
    }

    @Test func `A title counts more than a mention`() throws {
        try Self.with { (directory, _) throws in
            #expect(try directory.search("führerschein", language: "de").map(\.id) == ["fuehrerschein", "parken"])
        }
    }

    @Test func `The language shown is preferred, German stands in`() throws {
        try Self.with { (directory, _) throws in
            #expect(try directory.search("fishing", language: "en").map(\.title) == ["Apply for a fishing licence"])
            #expect(try directory.search("fischereischein", language: "en").isEmpty)
            #expect(try directory.search("strassenmusik", language: "en").map(\.id) == ["strasse"])
            #expect(try directory.entry("fischerei", language: "en")?.language == "en")
            #expect(try directory.entry("parken", language: "en")?.language == "de")
            #expect(try directory.entry(key: "99012070001000", language: "de")?.id == "fischerei")
            #expect(try directory.entry("nichts", language: "de") == nil)
        }
    }

    @Test func `A new import takes the place of the old one, and who reads goes on`() throws {
        try Self.with { (directory, path) throws in
            try DirectoryWriter.write([Self.entries[4]], to: path)
            #expect(try directory.search("fischerei", language: "de").count == 1)
            #expect(try Directory(path: path).search("fischerei", language: "de").isEmpty)
        }
    }

    @Test func `Of two entries of one service and language the later one counts`() throws {
        var changed = Self.entries[0]
        changed.title = "Erlaubnis zum Angeln"
        try DirectorySearchTests.withTwo(Self.entries + [changed]) { (directory) throws in
            #expect(try directory.search("erlaubnis", language: "de").map(\.id) == ["fischerei"])
            #expect(try directory.search("fischereischein beantragen", language: "de").isEmpty)
        }
    }

    static func withTwo(_ entries: [DirectoryEntry], _ body: (Directory) throws -> Void) throws {
        let path = FileManager.default.temporaryDirectory.appendingPathComponent("\(UUID().uuidString).sqlite").path
        defer { try? FileManager.default.removeItem(atPath: path) }
        #expect(try DirectoryWriter.write(entries, to: path) == entries.count - 1)
        try body(try Directory(path: path))
    }

    @Test func `What is no directory is refused with a sentence`() throws {
        #expect(throws: DirectoryError.notFound(path: "/nowhere/x.sqlite")) {
            _ = try Directory(path: "/nowhere/x.sqlite")
        }
        let path = FileManager.default.temporaryDirectory.appendingPathComponent("\(UUID().uuidString).sqlite").path
        defer { try? FileManager.default.removeItem(atPath: path) }
        try Data("This is no database, but long enough to be looked at.".utf8).write(to: URL(fileURLWithPath: path))
        #expect(throws: DirectoryError.unusable(path: path)) { _ = try Directory(path: path) }
        do {
            try DirectoryWriter.write([], to: "/nowhere/x.sqlite")
            Issue.record("A directory was written to a place that is not there.")
        } catch {
            #expect(error.description.hasPrefix("The service directory cannot be written to /nowhere/x.sqlite:"))
        }
    }
}
