import Catalogue
import Testing
import Visit

/// EN 301 549, 2.2.1 (WCAG) and 5.9: time.
@Suite struct TimingTests {
    @Test("2.2.1: After the configured idle time a warning comes, of at least 20 seconds") func warns() throws {
        var visitor = try Visitor()
        visitor.type("enter")
        let timeouts = visitor.visit.configuration.terminal.timeouts
        visitor.wait(timeouts.idle - 1)
        #expect(visitor.visit.overlay == nil)
        visitor.wait(1)
        let until = visitor.visit.elapsed + timeouts.warning
        #expect(visitor.visit.overlay == .idle(until: until))
        #expect(timeouts.warning >= 20)
        visitor.wait(timeouts.warning - 1)
        #expect(visitor.visit.stage == .language)
        visitor.wait(1)
        #expect(visitor.visit.stage == .welcome && visitor.effects == [.wipe])
    }

    @Test("2.2.1: Any key extends, more than ten times, and does nothing else") func extends() throws {
        var visitor = try Visitor()
        visitor.beginDogTax()
        let stage = visitor.visit.stage
        let timeouts = visitor.visit.configuration.terminal.timeouts
        for press in Press.keypad + [.character("x")] {
            visitor.wait(timeouts.idle)
            visitor.wait(timeouts.warning - 1)
            visitor.handle(.press(press))
            #expect(visitor.visit.overlay == nil && visitor.visit.stage == stage && visitor.effects.isEmpty)
        }
        #expect(visitor.visit.draft.fields.first?.text == "")
        visitor.wait(timeouts.idle - 1)
        #expect(visitor.visit.overlay == nil)
    }

    @Test("2.2.1: A touch extends as well") func touchExtends() throws {
        var visitor = try Visitor()
        visitor.type("enter")
        visitor.wait(visitor.visit.configuration.terminal.timeouts.idle)
        visitor.handle(.touch(0))
        #expect(visitor.visit.stage == .language && visitor.visit.overlay == nil)
    }

    @Test("2.2.1: The receipt stays for as long as is configured, the warning included") func receipt() throws {
        var visitor = try Visitor()
        visitor.reviewReport()
        visitor.type("enter enter")
        visitor.handle(.number(1, .saved))
        #expect(visitor.visit.stage == .receipt)
        let timeouts = visitor.visit.configuration.terminal.timeouts
        visitor.wait(timeouts.receipt - timeouts.warning - 1)
        #expect(visitor.visit.overlay == nil)
        visitor.wait(1)
        #expect(visitor.visit.overlay != nil)
        visitor.wait(timeouts.warning - 1)
        #expect(visitor.visit.stage == .receipt)
        visitor.wait(1)
        #expect(visitor.visit.stage == .welcome)
    }

    @Test("A terminal that waits for somebody waits without an end") func idleForever() throws {
        var visitor = try Visitor()
        visitor.wait(100_000)
        #expect(visitor.visit.overlay == nil && visitor.effects.isEmpty)
    }

    @Test("5.9: The same key again too soon is ignored, another key is not") func repeats() {
        var filter = RepeatFilter()
        let accepted = [
            filter.accepts(.enter, at: 0, block: 500), filter.accepts(.enter, at: 499, block: 500),
            filter.accepts(.down, at: 500, block: 500), filter.accepts(.enter, at: 501, block: 500),
            filter.accepts(.enter, at: 1001, block: 500),
        ]
        #expect(accepted == [true, false, true, true, true])
    }

    @Test("5.9: Nothing is ignored where nothing is configured") func noBlock() {
        var filter = RepeatFilter()
        let accepted = [filter.accepts(.enter, at: 7, block: 0), filter.accepts(.enter, at: 7, block: 0)]
        #expect(accepted == [true, true])
    }
}
