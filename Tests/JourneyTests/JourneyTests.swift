import Catalogue
import Forms
import Screens
import Terminal
import TestSupport
import Testing
import Visit

/// Whole visits, from the welcome to the reference number.
@Suite struct JourneyTests {
    static let journeys: [(String, String)] = {
        let ids = TestTerminal.visit()?.offered.filter { $0.kind == .form }.map(\.id) ?? []
        return ids.flatMap { id in ["de", "de-x-leicht", "en"].map { (id, $0) } }
    }()

    @Test("Every language that is offered has a name of its own") func languageNames() throws {
        let configuration = try #require(TestTerminal.configuration)
        for language in configuration.terminal.offeredLanguages {
            #expect(configuration.texts["language.\(language)"]?(language) != nil, "\(language)")
        }
    }

    @Test("The seven services are offered") func seven() { #expect(Self.journeys.count == 21) }

    @Test(
        "Sixteen keys lead from the welcome to a reference number, and every screen on the way can be seen and heard",
        arguments: journeys)
    func walk(id: String, tag: String) throws {
        let visit = try #require(TestTerminal.visit())
        let service = try #require(visit.offered.first { $0.id == id })
        var looks = 0
        var robot = Robot(visit, addsEntries: tag == "de") { visit in
            looks += 1
            // Each look paints one of the sizes in turn.
            let size = [Size(rows: 15, columns: 40), Size(rows: 24, columns: 80), Size(rows: 40, columns: 120)][
                looks % 3]
            let canvas = ScreenPainter(visit).paint(size)
            #expect(canvas.cells.contains { $0.text != " " })
            let spoken = Speech(visit).utterances
            #expect(!spoken.isEmpty && spoken.allSatisfy { $0.language == visit.language.tag })
        }
        let begun = robot.begin(service, language: Language(tag))
        #expect(begun)
        let arrived = robot.answerAll()
        #expect(arrived, "\(id) in \(tag) ends at \(robot.visit.stage), problems: \(problems(robot.visit))")
        let reference = try #require(robot.visit.reference)
        #expect(ReferenceNumber.isValid(reference.text))
        robot.press(.enter)
        let stage = robot.visit.stage
        #expect(stage == .welcome)
    }

    private func problems(_ visit: Visit) -> String {
        guard let form = visit.form else { return "" }
        return form.problems.map {
            form.path(of: $0.position) + ": " + $0.problem.sentence(in: .german, texts: visit.configuration.texts)
        }
        .joined(separator: "; ")
    }
}
