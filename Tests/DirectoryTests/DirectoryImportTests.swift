import Catalogue
import Directory
import DirectoryImport
import Foundation
import Testing

@Suite struct DirectoryImportTests {
    static let fixture = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
        .appendingPathComponent("Fixtures/leistungen.xml")

    @Test func `XZuFi 2.2 gives an entry for each service and language that has a name`() throws {
        let (entries, faults) = DirectoryFile.read(Array(try Data(contentsOf: Self.fixture)), file: "leistungen.xml")
        #expect(entries.map(\.id) == ["6000815", "6000815", "6000900"])
        #expect(entries.map(\.language) == ["de", "en", "de"])
        let first = try #require(entries.first)
        #expect(first.key == "99012070001000")
        #expect(first.title == "Fischereischein beantragen")
        #expect(first.words == ["Angelschein", "Fischereischein Ausstellung"])
        #expect(first.sections[.what] == "Wer angeln möchte, braucht einen Fischereischein.\nEr gilt bundesweit.")
        #expect(first.sections[.needs] == "• Personalausweis\n• Prüfungszeugnis im Original")
        #expect(first.sections[.cost] == "26 Euro für ein Jahr")
        #expect(first.sections[.duration] == "etwa 2 Wochen")
        #expect(entries[1].title == "Apply for a fishing licence")
        #expect(faults.map(\.severity) == [.warning])
        #expect(faults.first?.message == "The service that ends here has no id or no name and is left out.")
    }

    @Test(arguments: [
        ("x.xml", "<a xmlns='http://xoev.de/schemata/xzufi/2_1_0'/>", "This is not XZuFi 2.2"),
        ("x.xml", "<leistung xmlns='http://xoev.de/schemata/xzufi/2_2_0'><id>1", "The XML breaks off"),
        ("x.xml", "", "The XML breaks off"),
        ("x.yaml", "a: b", "The file must be a list of services"),
        ("x.yaml", "- {title: Hund}", "A service needs “id” and “title”"),
        ("x.yaml", "- {id: a, title: Hund, costs: 3}", "has no key “costs”"),
        ("x.csv", "id,name\na,b", "There is no column “name”"),
        ("x.csv", "id,title\n,b", "The row has no id or no title"),
        ("x.csv", "id,title\na,b,c", "The row has 3 fields"),
        ("x.txt", "", "The name must end in"),
    ])
    func `What cannot be read is told with its place`(file: String, text: String, sentence: String) {
        let (_, faults) = DirectoryFile.read(Array(text.utf8), file: file)
        #expect(faults.contains { $0.message.contains(sentence) && $0.location.file == file }, "\(faults)")
    }

    @Test func `An entity that grows without end is refused, and quickly`() {
        var text = "<!DOCTYPE l [<!ENTITY a \"aaaaaaaaaa\">"
        for (name, last) in zip("bcdefghi", "abcdefgh") {
            text += "<!ENTITY \(name) \"\(String(repeating: "&\(last);", count: 10))\">"
        }
        text += "]><l xmlns='http://xoev.de/schemata/xzufi/2_2_0'><leistung><id>&i;</id></leistung></l>"
        let (entries, faults) = DirectoryFile.read(Array(text.utf8), file: "x.xml")
        #expect(entries.isEmpty)
        #expect(faults.contains { $0.severity == .error })
    }

    @Test func `A file outside is never read`() {
        let text = """
            <!DOCTYPE l [<!ENTITY x SYSTEM "file:///etc/passwd">]>
            <l xmlns="http://xoev.de/schemata/xzufi/2_2_0"><leistung><id>1</id><modulText>
            <inhalt>Name &x;</inhalt><leikaTextmodul><code>02</code></leikaTextmodul></modulText></leistung></l>
            """
        let (entries, _) = DirectoryFile.read(Array(text.utf8), file: "x.xml")
        #expect(entries.allSatisfy { !$0.title.contains("root") })
    }

    @Test func `YAML and CSV say the same`() {
        let yaml = """
            - id: sperrmuell
              key: "99002007001000"
              title: {de: Sperrmüll anmelden, en: Bulky waste}
              words: {de: [Möbel, Schrank]}
              what: {de: "Große Dinge werden abgeholt.", en: Large things are collected.}
              cost: {de: kostenlos}
            """
        let csv = """
            id,key,language,title,words,what,cost
            sperrmuell,99002007001000,de-DE,Sperrmüll anmelden,Möbel;Schrank,Große Dinge werden abgeholt.,kostenlos
            sperrmuell,99002007001000,en,Bulky waste,,Large things are collected.,
            """
        let first = DirectoryFile.read(Array(yaml.utf8), file: "a.yaml")
        let second = DirectoryFile.read(Array(csv.utf8), file: "a.csv")
        #expect(first.faults.isEmpty && second.faults.isEmpty)
        #expect(first.entries.count == 2)
        #expect(first.entries == second.entries)
    }
}
