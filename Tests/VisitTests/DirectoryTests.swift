import Catalogue
import Testing
import Visit

/// Reading about what is not offered here.
@Suite struct DirectoryTests {
    private static let passport = DirectoryFinding(id: "pass", key: nil, title: "Reisepass beantragen")
    private static let description = DirectoryDescription(
        title: "Reisepass beantragen", parts: [.init(topic: .what, text: "Für Reisen.")])

    @Test func `Each change of what is looked for asks the directory once, and moving the focus does not`() throws {
        var visitor = try Visitor()
        visitor.type("enter 1 P")
        #expect(visitor.effects == [.lookUp("P")])
        visitor.type("a")
        #expect(visitor.effects == [.lookUp("Pa")])
        visitor.type("down")
        #expect(visitor.effects.isEmpty)
        visitor.handle(.press(.erase))
        visitor.handle(.press(.erase))
        #expect(visitor.effects.isEmpty && visitor.visit.query.isEmpty)
    }

    @Test func `An answer to something that is no longer looked for is not shown`() throws {
        var visitor = try Visitor()
        visitor.type("enter 1 Pas")
        visitor.handle(.found([Self.passport], "Pa"))
        #expect(visitor.visit.listedFindings.isEmpty)
        visitor.handle(.found([Self.passport], "Pas"))
        #expect(visitor.visit.listedFindings == [Self.passport])
        visitor.type("s")
        #expect(visitor.visit.listedFindings.isEmpty)
    }

    @Test func `What is offered here stands in the list once`() throws {
        var visitor = try Visitor()
        visitor.type("enter 1 Hundest")
        let offered = try #require(visitor.visit.offered.first { $0.id == "hundesteuer-anmeldung" })
        let same = DirectoryFinding(id: "77", key: offered.key, title: "Hundesteuer")
        visitor.handle(.found([same, Self.passport], "Hundest"))
        #expect(visitor.visit.found == ["hundesteuer-anmeldung"])
        #expect(visitor.visit.listedFindings == [Self.passport])
    }

    @Test func `One reads a description and comes back to the line it was chosen from`() throws {
        var visitor = try Visitor()
        visitor.type("enter 1 Hundest")
        visitor.handle(.found([Self.passport], "Hundest"))
        visitor.type("down enter")
        #expect(visitor.effects == [.describe("pass")])
        visitor.handle(.description(Self.description, "pass"))
        #expect(visitor.visit.stage == .description && visitor.visit.reading == Self.description)
        for key in ["back", "enter"] {
            visitor.type(key)
            #expect(visitor.visit.stage == .search && visitor.visit.focus == 1 && visitor.visit.query.text == "Hundest")
            visitor.type("enter")
            visitor.handle(.description(Self.description, "pass"))
        }
        visitor.type("cancel")
        #expect(visitor.visit.overlay == .confirmCancel)
    }

    @Test func `A description that comes too late changes nothing`() throws {
        var visitor = try Visitor()
        visitor.type("enter 1")
        visitor.handle(.description(Self.description, "pass"))
        #expect(visitor.visit.stage == .categories && visitor.visit.reading == nil)
    }
}
