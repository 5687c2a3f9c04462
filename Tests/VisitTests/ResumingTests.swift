import Catalogue
import Expressions
import Forms
import Foundation
import Screens
import Terminal
import TestSupport
import Testing
import Visit

/// Going on after a crash.
@Suite struct ResumingTests {
    /// Somebody who has answered all of a service but the declaration.
    private static func robot(_ id: String) throws -> Robot {
        let visit = try #require(TestTerminal.visit())
        let service = try #require(visit.offered.first { $0.id == id })
        var robot = Robot(visit) { _ in }
        let arrived = robot.begin(service, language: .german) && robot.answerAll { $0.stage == .review }
        try #require(arrived)
        return robot
    }

    /// The terminal after the crash, with its journal as it was read from the disk.
    private static func resumed(_ journal: [JournalEntry]) throws -> Visit? {
        let bytes = try JSONEncoder().encode(journal)
        let entries = try JSONDecoder().decode([JournalEntry].self, from: bytes)
        let configuration = try #require(TestTerminal.configuration)
        let today = try #require(TestTerminal.today)
        return Visit(
            resuming: entries, configuration: configuration, today: today, now: Moment(date: today, time: .noon),
            seconds: 1000)
    }

    @Test(arguments: [
        "meldebescheinigung", "wohnsitz-anmeldung", "gewerbe-anmeldung", "bewohnerparkausweis",
        "hundesteuer-anmeldung", "briefwahl",
    ])
    func `What was journalled makes the same form again`(id: String) throws {
        let robot = try Self.robot(id)
        let visit = try #require(try Self.resumed(robot.journal))
        #expect(visit.form?.payload == robot.visit.form?.payload)
        #expect(visit.stage.question != nil)
    }

    @Test func `Where there is no answer to ask for, nobody can go on`() throws {
        let robot = try Self.robot("maengelmeldung")
        #expect(try Self.resumed(robot.journal) == nil)
    }

    @Test func `The answer given before goes on, without anything having been shown`() throws {
        let robot = try Self.robot("hundesteuer-anmeldung")
        var visit = try #require(try Self.resumed(robot.journal))
        let question = try #require(visit.stage.question)
        let name = try #require(visit.form?.view(at: question)?.answer)
        guard case .text(let text) = name else { throw Unexpected() }
        let canvas = ScreenPainter(visit).paint(Size(rows: 24, columns: 80))
        let shown = (0..<24).map { canvas.row($0).map(\.text).joined() }.joined()
        let said = Speech(visit).utterances.map(\.text).joined()
        #expect(!shown.contains(text) && !said.contains(text))
        for character in text { _ = visit.handle(.press(.character(character))) }
        #expect(visit.handle(.press(.enter)).isEmpty)
        #expect(visit.stage == .review)
        #expect(visit.form?.payload == robot.visit.form?.payload)
    }

    @Test func `Who goes on is led past no question that she has not answered, be it an optional one`() throws {
        let visit = try #require(TestTerminal.visit())
        let service = try #require(visit.offered.first { $0.id == "hundesteuer-anmeldung" })
        var robot = Robot(visit) { _ in }
        let begun = robot.begin(service, language: .german)
        try #require(begun)
        var compared = 0
        while robot.visit.stage != .review, compared < 100 {
            var steps = 0
            let moved = robot.answerAll { visit in
                steps += 1
                return steps > 1 || visit.stage == .review
            }
            try #require(moved)
            guard case .step(.question(let position)) = robot.visit.stage,
                robot.visit.form?.view(at: position)?.answer == nil, var again = try Self.resumed(robot.journal),
                let proof = again.stage.question, case .text(let name)? = again.form?.view(at: proof)?.answer
            else { continue }
            for character in name { _ = again.handle(.press(.character(character))) }
            _ = again.handle(.press(.enter))
            let stages = again.form?.steps.map(Stage.step) ?? []
            let (stage, shown) = (again.stage, robot.visit.stage)
            let next = try #require(stages.firstIndex(of: stage), "\(stage)")
            let before = try #require(stages.firstIndex(of: shown))
            #expect(next <= before)
            compared += 1
        }
        #expect(compared > 8)
    }

    @Test func `Another answer wipes, at the first try`() throws {
        var visit = try #require(try Self.resumed(try Self.robot("hundesteuer-anmeldung").journal))
        for character in "Falsch" { _ = visit.handle(.press(.character(character))) }
        #expect(visit.handle(.press(.enter)) == [.wipe])
        #expect(visit.stage == .welcome && visit.form == nil)
    }

    // MARK: With the same card

    /// Somebody identified by card, after the crash, at the question whether to go on.
    private static func identified() throws -> (visit: Visit, task: CardReadingTask) {
        let service = try #require(TestTerminal.visit()?.offered.first { $0.id == "bewohnerparkausweis" })
        let task = CardReadingTask(fields: service.cardFields, password: .pin)
        var visitor = try Visitor()
        var journal: [JournalEntry] = []
        func note() {
            journal += visitor.effects.compactMap { if case .journal(let entry) = $0 { entry } else { nil } }
        }
        for key in "enter 1 3 1 enter enter".split(separator: " ") {
            visitor.type(String(key))
            note()
        }
        visitor.tell(.terminal(.ready(TestCard.authority(for: task))))
        visitor.type("enter enter")
        visitor.tell(.found(.usable(triesLeft: nil), hasPad: false))
        visitor.enterSecret()
        visitor.tell(.read(try #require(TestCard.applicant(for: task))))
        note()
        var visit = try #require(try resumed(journal))
        #expect(visit.preparation == [.card(.prepare(task))])
        _ = visit.handle(.card(.terminal(.ready(TestCard.authority(for: task)))))
        return (visit, task)
    }

    /// From that question, by the card to what it says.
    private static func shows(_ givenNames: String, to visit: Visit, _ task: CardReadingTask) throws -> Visitor {
        var visitor = try Visitor()
        visitor.visit = visit
        #expect(visitor.visit.targets.map(\.intent) == [.proceed, .useCard, .leave] && visitor.visit.focus == 1)
        visitor.type("enter enter")
        #expect(visitor.visit.stage == .card(.insert) && visitor.effects == [.card(.watch)])
        #expect(!visitor.visit.targets.contains { $0.intent == .advice })
        visitor.tell(.found(.usable(triesLeft: nil), hasPad: false))
        visitor.enterSecret()
        #expect(visitor.effects == [.card(.read(task, onPad: false))])
        visitor.tell(.read(try #require(TestCard.applicant(for: task, givenNames: givenNames))))
        return visitor
    }

    @Test func `The same card goes on, and is taken first`() throws {
        let (visit, task) = try Self.identified()
        var visitor = try Self.shows("Käthe Ottilie", to: visit, task)
        #expect(visitor.visit.stage == .card(.take) && visitor.effects == [.card(.forget)])
        visitor.tell(.removed)
        #expect(visitor.effects == [.card(.release)] && visitor.question == "antrag.anlass")
        #expect(visitor.visit.form?.applicant == TestCard.applicant(for: task))
    }

    @Test func `Another card wipes at once, and is not left behind`() throws {
        let (visit, task) = try Self.identified()
        var visitor = try Self.shows("Frieda Ottilie", to: visit, task)
        #expect(visitor.effects == [.wipe] && visitor.visit.form == nil && visitor.visit.stage == .cardLeft)
        visitor.tell(.removed)
        #expect(visitor.visit.stage == .welcome)
    }

    @Test func `With the card on the way nothing is shown or gone on with, whatever is pressed`() throws {
        let (visit, _) = try Self.identified()
        var visitor = try Visitor()
        visitor.visit = visit
        visitor.type("enter enter")
        for obstacle in CardObstacle.examples {
            visitor.tell(.stopped(obstacle))
            #expect(!visitor.visit.targets.contains { $0.intent == .withoutCard }, "\(obstacle)")
            let said = Speech(visitor.visit).utterances.map(\.text).joined()
            #expect(!said.contains("Ahorn,") && !said.contains("Käthe"))
            visitor.type("back")
            #expect(visitor.visit.stage.question != nil && visitor.visit.draft.fields.first?.isEmpty == true)
            visitor.visit = visit
            visitor.type("enter enter")
        }
    }

    @Test func `The keys of a keypad lead from the field to the card, and letters and digits to the field`() throws {
        let (visit, _) = try Self.identified()
        var visitor = try Visitor()
        visitor.visit = visit
        visitor.type("A")
        #expect(visitor.visit.focus == 0 && visitor.visit.draft.fields.first?.text == "A")
        visitor.type("up up enter")
        #expect(visitor.visit.stage == .card(.consent))
        visitor.visit = visit
        visitor.type("7")
        #expect(visitor.visit.focus == 0 && visitor.visit.draft.fields.first?.text == "7")
    }

    @Test func `Where the card was not read, or only cards without names, it is not asked for`() throws {
        let visit = try #require(try Self.resumed(try Self.robot("hundesteuer-anmeldung").journal))
        #expect(visit.preparation.isEmpty && !visit.targets.contains { $0.intent == .useCard })
    }

    @Test func `After sixty seconds it is wiped, whatever was typed`() throws {
        var visit = try #require(try Self.resumed(try Self.robot("hundesteuer-anmeldung").journal))
        let (today, now) = (visit.today, visit.now)
        _ = visit.handle(.time(seconds: 1059, today: today, now: now))
        _ = visit.handle(.press(.character("A")))
        #expect(visit.stage.question != nil)
        #expect(visit.handle(.time(seconds: 1060, today: today, now: now)) == [.wipe])
    }

    @Test func `With another version of the service nobody goes on`() throws {
        var journal = try Self.robot("hundesteuer-anmeldung").journal
        journal[0] = .began(service: "hundesteuer-anmeldung", version: 99, elements: 1)
        #expect(try Self.resumed(journal) == nil)
    }

    @Test func `Where nothing can be saved the visit stops with a sentence`() throws {
        var visitor = try Visitor()
        visitor.beginDogTax()
        visitor.handle(.unsaved)
        #expect(visitor.visit.stage == .unsaved)
        visitor.type("enter")
        #expect(visitor.effects == [.wipe] && visitor.visit.stage == .welcome)
    }

    private struct Unexpected: Error {}
}
