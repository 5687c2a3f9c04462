import Catalogue
import Testing

@Suite struct CodeListOrderTests {
    private static func labels(_ file: String, in language: Language) throws -> [String] {
        let configuration = try #require(Sample(files: Shipped.files).load(textKeys: []).configuration)
        let list = try #require(configuration.services.flatMap(\.codeLists.values).first { $0.file == file })
        return list.search(in: language).rows(matching: "").map { list.label(at: $0, in: language) }
    }

    @Test(arguments: [Language.german, Language("en"), .easyGerman])
    func `States stand by the alphabet of the language shown, the town's own on top and the unknown at the end`(
        language: Language
    ) throws {
        let labels = try Self.labels("codelists/staaten.csv", in: language)
        #expect(labels.count == 205 && Set(labels).count == 205)
        #expect(labels.first == (language == Language("en") ? "Germany" : "Deutschland"))
        let german = try Self.labels("codelists/staaten.csv", in: .german)
        #expect(german.suffix(3) == ["staatenlos", "ungeklärt", "ohne Angabe"])
        let middle = labels.dropFirst().dropLast(3).map(SearchFolding.fold)
        #expect(zip(middle, middle.dropFirst()).allSatisfy { $0 <= $1 })
    }

    @Test func `A list in an order of its own keeps it in every language`() throws {
        for file in ["codelists/mangelarten.csv", "codelists/religionen.csv"] {
            let german = try Self.labels(file, in: .german)
            let codes = Shipped.text(file).split(separator: "\n").dropFirst()
            #expect(german.count == codes.count)
            #expect(zip(german, codes).allSatisfy { $1.contains($0) })
            #expect(try Self.labels(file, in: Language("en")).count == german.count)
        }
    }

    @Test func `What was typed is found in the order of the language`() throws {
        let configuration = try #require(Sample(files: Shipped.files).load(textKeys: []).configuration)
        let list = try #require(
            configuration.services.flatMap(\.codeLists.values).first { $0.file == "codelists/staaten.csv" })
        let english = Language("en")
        let found = list.search(in: english).rows(matching: "ge").map { list.label(at: $0, in: english) }
        #expect(found.prefix(2) == ["Germany", "Georgia"])
    }
}
