import Catalogue
import Forms
import TestSupport
import Testing
import Visit

/// What Enter does where nothing is asked for, and what stands on the screen after something was mended.
@Suite struct GoingOnTests {
    /// The first question that one looks for, in any service; whoever walks there is a robot.
    private static func visits(at isThere: @escaping (QuestionView) -> Bool) throws -> [Visit] {
        let start = try #require(TestTerminal.visit())
        return start.offered.compactMap { service in
            var robot = Robot(start) { _ in }
            let came =
                robot.begin(service, language: .german)
                && robot.answerAll { visit in
                    guard case .step(.question(let position)) = visit.stage, let view = visit.form?.view(at: position)
                    else { return false }
                    return isThere(view)
                }
            return came ? robot.visit : nil
        }
    }

    @Test func `A choice that need not be answered is left by one Enter, and stays without an answer`() throws {
        var kinds: Set<String> = []
        let visits = try Self.visits { view in
            guard !view.isRequired, !view.isLocked else { return false }
            switch view.question.kind {
            case .choice, .multi, .file: return true
            default: return false
            }
        }
        for var visit in visits {
            guard case .step(.question(let position)) = visit.stage else { continue }
            kinds.insert(visit.form?.path(of: position) ?? "")
            #expect(visit.focus == -1 && visit.goesOnByEnter)
            _ = visit.handle(.press(.enter))
            #expect(visit.stage.question != position && visit.notices.isEmpty)
            #expect(visit.form?.view(at: position)?.answer == nil)
            // The first line is one ▼ away.
            _ = visit.handle(.press(.back))
            _ = visit.handle(.press(.down))
            #expect(visit.stage.question == position && visit.focus == 0)
        }
        #expect(!kinds.isEmpty, "No service has such a question any more.")
    }

    @Test func `A choice that must be answered still begins on its first line`() throws {
        let visits = try Self.visits { view in
            if case .choice = view.question.kind { view.isRequired && view.answer == nil } else { false }
        }
        #expect(!visits.isEmpty && visits.allSatisfy { $0.focus == 0 })
    }

    @Test func `What is wrong stands there until it is right, and no longer`() throws {
        var visitor = try Visitor()
        visitor.type("enter 1 4 1 enter enter enter Ahorn12 enter")
        #expect(!visitor.visit.notices.isEmpty)
        visitor.handle(.press(.erase))
        #expect(visitor.visit.draft.fields.first?.text == "Ahorn1" && !visitor.visit.notices.isEmpty)
        visitor.handle(.press(.erase))
        #expect(visitor.visit.draft.fields.first?.text == "Ahorn" && visitor.visit.notices.isEmpty)
        // Wrong again: that is told on Continue, not while typing.
        visitor.type("1")
        #expect(visitor.visit.notices.isEmpty)
        visitor.type("enter")
        #expect(!visitor.visit.notices.isEmpty)
    }

    @Test func `Of an address each part is cleared of blame by itself`() throws {
        var visitor = try Visitor()
        visitor.type("enter 1 5 1 enter enter enter Ahorn enter Ottilie enter 03051941 enter")
        visitor.type("Markt down x down down 123 down Ort down enter")
        let before = visitor.visit.notices.compactMap(\.part)
        #expect(before.contains(.houseNumber) && before.contains(.postalCode), "\(before)")
        for _ in 0..<visitor.visit.focus { visitor.type("up") }
        visitor.type("down")
        visitor.handle(.press(.erase))
        visitor.type("5")
        let after = visitor.visit.notices.compactMap(\.part)
        #expect(!after.contains(.houseNumber) && after.contains(.postalCode), "\(after)")
    }

    @Test func `Back from a service stands on the line that was chosen, up to the language`() throws {
        var visitor = try Visitor()
        visitor.type("enter 1")
        let category = try #require(visitor.visit.categories.last)
        let index = try #require(visitor.visit.targets.firstIndex { $0.intent == .category(category) })
        visitor.handle(.touch(index))
        let service = try #require(visitor.visit.services(in: category).last)
        visitor.handle(.touch(visitor.visit.targets.count - 1))
        #expect(visitor.visit.stage == .overview)
        visitor.type("back")
        #expect(visitor.visit.targets[visitor.visit.focus].intent == .service(service.id))
        visitor.type("back")
        #expect(visitor.visit.targets[visitor.visit.focus].intent == .category(category))
        visitor.type("back")
        #expect(visitor.visit.targets[visitor.visit.focus].intent == .chooseLanguage(.german))
    }

    @Test func `Back from a service that was searched for stands on what was found`() throws {
        var visitor = try Visitor()
        visitor.type("enter 1 an down enter")
        #expect(visitor.visit.stage == .overview)
        let id = try #require(visitor.visit.service?.id)
        visitor.type("back")
        #expect(visitor.visit.stage == .search && visitor.visit.query.text == "an")
        #expect(visitor.visit.targets[visitor.visit.focus].intent == .service(id))
    }
}
