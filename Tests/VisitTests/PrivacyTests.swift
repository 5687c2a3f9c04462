import Catalogue
import ConfigurationFiles
import Foundation
import TestSupport
import Testing
import Visit

/// Nothing of one visit is visible to the next, nor to a log.
@Suite struct PrivacyTests {
    /// What a person at the screen could see a trace in.
    private func expectFresh(_ visit: Visit, _ comment: Comment) throws {
        let fresh = try #require(TestTerminal.visit())
        #expect(visit.stage == fresh.stage && visit.overlay == nil && visit.focus == 0 && visit.scroll == 0, comment)
        #expect(visit.language == fresh.language && visit.theme == fresh.theme, comment)
        #expect(visit.query == fresh.query && visit.draft == fresh.draft && visit.notices.isEmpty, comment)
        #expect(visit.form == nil && visit.service == nil && visit.reference == nil && !visit.isChanging, comment)
    }

    @Test("Language, colours, words searched, answers and reference go with the visit") func wiped() throws {
        let fresh = try #require(TestTerminal.visit())
        var visitor = try Visitor()
        visitor.type("enter 3")
        visitor.handle(.press(.contrast))
        visitor.type("Hund")
        #expect(visitor.visit.language != fresh.language && visitor.visit.theme != fresh.theme)
        #expect(!visitor.visit.query.isEmpty)
        visitor.type("cancel down enter")
        try expectFresh(visitor.visit, "cancelled in a search")

        visitor = try Visitor()
        visitor.beginDogTax()
        visitor.type("Ottilie cancel down enter")
        try expectFresh(visitor.visit, "cancelled in a form")

        visitor = try Visitor()
        visitor.reviewReport()
        visitor.type("enter enter")
        visitor.handle(.number(5, .saved))
        #expect(visitor.visit.reference != nil)
        visitor.type("enter")
        try expectFresh(visitor.visit, "finished")
        #expect(visitor.effects == [.wipe])
    }

    @Test("A terminal that goes out of order in a visit wipes it") func outOfOrder() throws {
        var visitor = try Visitor()
        visitor.beginDogTax()
        visitor.handle(.outOfOrder("printer.paper"))
        #expect(visitor.effects == [.wipe] && visitor.visit.form == nil)
        visitor.handle(.outOfOrder(nil))
        try expectFresh(visitor.visit, "in order again")
    }

    @Test("A visit that is printed tells nothing of what was answered") func redacted() throws {
        var visitor = try Visitor()
        visitor.beginDogTax()
        visitor.type("Ottilie")
        var dumped = ""
        dump(visitor.visit, to: &dumped)
        for text in [String(describing: visitor.visit), String(reflecting: visitor.visit), dumped] {
            #expect(!text.contains("Ahorn") && !text.contains("Ottilie"))
        }
    }

    @Test("A new configuration is taken up between visits: an open one ends on its own") func configuration() throws {
        let other = try #require(Self.changed)
        var visitor = try Visitor()
        visitor.beginDogTax()
        let before = visitor.visit.configuration.terminal.timeouts.idle
        visitor.handle(.configuration(other))
        #expect(visitor.effects.isEmpty && visitor.visit.configuration.terminal.timeouts.idle == before)
        visitor.type("Ottilie enter")
        #expect(visitor.question == "halter.geburtsdatum")
        visitor.type("cancel down enter")
        #expect(visitor.visit.configuration.terminal.timeouts.idle == 77)
        visitor = try Visitor()
        visitor.handle(.configuration(other))
        #expect(visitor.visit.configuration.terminal.timeouts.idle == 77, "at once where nobody is there")
    }

    @Test("A terminal out of order takes a sound configuration and serves again") func servesAgain() throws {
        let other = try #require(Self.changed)
        var visitor = try Visitor()
        visitor.handle(.outOfOrder("configuration.refused"))
        visitor.handle(.configuration(other))
        #expect(visitor.visit.stage == .outOfOrder("configuration.refused"))
        visitor.handle(.outOfOrder(nil))
        #expect(visitor.visit.stage == .welcome && visitor.visit.configuration.terminal.timeouts.idle == 77)
    }

    private static let changed: Configuration? = {
        let directory = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
            .deletingLastPathComponent().appendingPathComponent("Config").path
        let files = try? DirectorySource(directory).files().map { file in
            guard file.path == "terminal.yaml" else { return file }
            let text = String(decoding: file.bytes, as: UTF8.self)
            let own = text.replacingOccurrences(of: "idle_seconds: 90", with: "idle_seconds: 77")
            return ConfigurationFile(path: file.path, bytes: Array(own.utf8))
        }
        return files.flatMap { ConfigurationLoader(textKeys: []).load($0).configuration }
    }()
}
