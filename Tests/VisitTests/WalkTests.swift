import Catalogue
import Forms
import Testing
import Visit

/// The way through a form and back.
@Suite struct WalkTests {
    @Test("Back never loses an answer, nor what is being typed") func backKeeps() throws {
        var visitor = try Visitor()
        visitor.beginDogTax()
        visitor.type("Ottilie back")
        #expect(visitor.question == "halter.familienname" && visitor.visit.draft.fields.first?.text == "Ahorn")
        visitor.type("enter")
        #expect(visitor.question == "halter.vornamen" && visitor.visit.draft.fields.first?.text == "Ottilie")
        visitor.type("back back")
        #expect(visitor.visit.stage == .privacy)
        visitor.type("enter enter")
        #expect(visitor.question == "halter.familienname" && visitor.visit.draft.fields.first?.text == "Ahorn")
    }

    @Test("A change from the review comes back to the review, by Continue and by Back") func change() throws {
        for key in ["enter", "back"] {
            var visitor = try Visitor()
            visitor.reviewReport()
            #expect(visitor.visit.stage == .review)
            let target = try #require(
                visitor.visit.targets.firstIndex { target in
                    if case .edit(let position) = target.intent {
                        visitor.visit.form?.path(of: position) == "mangel.beschreibung"
                    } else {
                        false
                    }
                })
            visitor.handle(.touch(target))
            #expect(visitor.question == "mangel.beschreibung" && visitor.visit.isChanging)
            visitor.type("dunkel")
            visitor.type(key)
            #expect(visitor.visit.stage == .review && !visitor.visit.isChanging)
            let lines = visitor.visit.form?.review(language: .german, texts: visitor.visit.configuration.texts) ?? []
            let text = lines.flatMap(\.lines).first { $0.text.hasPrefix("Laterne") }?.text
            #expect(text == (key == "enter" ? "Laternedunkel" : "Laterne"))
        }
    }

    @Test("Where a form stops the way back leads to the answer that stopped it") func stop() throws {
        var visitor = try Visitor()
        visitor.type("enter 1 6 1 enter enter 1")
        #expect(visitor.visit.stage == .stopped)
        visitor.type("back")
        #expect(visitor.question == "notfall.lebensgefahr" && visitor.visit.focus == 0)
        visitor.type("2")
        #expect(visitor.question == "mangel.art")
    }

    @Test("5.1.3.15: What is wrong is told on Continue, never before, and the input stays") func error() throws {
        var visitor = try Visitor()
        visitor.type("enter 1 4 1 enter enter enter Ahorn123")
        #expect(visitor.visit.notices.isEmpty)
        visitor.type("enter")
        #expect(visitor.question == "halter.familienname" && !visitor.visit.notices.isEmpty)
        #expect(visitor.visit.draft.fields.first?.text == "Ahorn123")
    }

    @Test("5.1.3.15: The focus goes to the part of an address that has to be mended") func focusOnError() throws {
        var visitor = try Visitor()
        visitor.type("enter 1 5 1 enter enter enter Ahorn enter Ottilie enter 03051941 enter")
        visitor.type("Markt down 1 down down 99999 down down enter")
        let part = visitor.visit.notices.first?.part
        #expect(!visitor.visit.notices.isEmpty && part != nil)
        #expect(visitor.visit.focus < visitor.visit.draft.fields.count)
    }

    @Test("A warning is shown once: Continue again goes on") func warningOnce() throws {
        var visitor = try Visitor()
        visitor.type("enter 1 5 1 enter enter enter Ahorn enter Ottilie enter 01011900 enter")
        #expect(visitor.question == "waehler.geburtsdatum" && visitor.visit.notices.map(\.level) == [.warn])
        visitor.type("enter")
        #expect(visitor.question == "waehler.wohnung")
        visitor.type("back enter")
        #expect(visitor.question == "waehler.wohnung")
    }

    @Test("Yes or no is never preselected: an Enter too many answers nothing") func neverPreselected() throws {
        var visitor = try Visitor()
        visitor.type("enter 1 6 1 enter enter enter enter enter")
        #expect(visitor.question == "notfall.lebensgefahr" && visitor.visit.focus == -1)
        #expect(!visitor.visit.notices.isEmpty)
    }

    @Test("Reading on beyond the last line does not choose anything") func scrolls() throws {
        var visitor = try Visitor()
        visitor.type("enter 1 4 1 enter")
        visitor.handle(.painted(above: 0, below: 3))
        visitor.type("down down down down down")
        #expect(visitor.visit.stage == .privacy && visitor.visit.scroll == 3 && visitor.visit.focus == 0)
        visitor.type("up")
        #expect(visitor.visit.scroll == 2)
        // A larger screen has less to read on.
        visitor.handle(.painted(above: 0, below: 1))
        #expect(visitor.visit.scroll == 1)
    }
}
