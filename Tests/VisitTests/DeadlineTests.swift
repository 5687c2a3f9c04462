import Catalogue
import Expressions
import Forms
import TestSupport
import Testing
import Visit

/// Services that close: the postal vote, on 12 March 2027 at 15:00.
@Suite struct DeadlineTests {
    private func visit(at time: String) throws -> Visit {
        var visit = try #require(TestTerminal.visit())
        let moment = try #require(Moment(iso: time))
        _ = visit.handle(.time(seconds: 1, today: moment.date, now: moment))
        return visit
    }

    @Test(arguments: [("2027-03-12T14:59", false), ("2027-03-12T15:00", true)])
    func `A service whose deadline has passed says so instead of asking`(time: String, isClosed: Bool) throws {
        var visit = try visit(at: time)
        let index = try #require(visit.categories.firstIndex(of: "wahlen"))
        for press in [Press.enter, .digit(1), .digit(index + 1), .digit(1)] { _ = visit.handle(.press(press)) }
        #expect(visit.service?.id == "briefwahl")
        #expect(visit.stage == (isClosed ? .closed : .overview))
    }

    @Test func `What is confirmed after the deadline is not delivered`() throws {
        let start = try visit(at: "2027-03-12T14:50")
        let service = try #require(start.offered.first { $0.id == "briefwahl" })
        var robot = Robot(start) { _ in }
        let arrived = robot.begin(service, language: .german) && robot.answerAll { $0.stage == .declaration }
        #expect(arrived)
        var visit = robot.visit
        let late = try #require(Moment(iso: "2027-03-12T15:00"))
        _ = visit.handle(.time(seconds: 2, today: late.date, now: late))
        let effects = visit.handle(.press(.enter))
        #expect(effects.isEmpty && visit.stage == .closed)
        #expect(visit.handle(.press(.cancel)) == [.wipe])
    }

    @Test func `A day closes at its end, a moment at its minute`() throws {
        let day = try #require(CivilDate(iso: "2026-12-02"))
        let noon = Moment(date: day, time: .noon)
        #expect(!Deadline.day(day).hasPassed(at: noon))
        #expect(Deadline.moment(noon).hasPassed(at: noon))
        #expect(Deadline.day(day).isNear(0, at: noon) && !Deadline.moment(noon).isNear(9, at: noon))
        let earlier = Moment(date: try #require(day.adding(days: -5)), time: .noon)
        #expect(!Deadline.day(day).isNear(4, at: earlier) && Deadline.day(day).isNear(5, at: earlier))
    }
}
