import Catalogue
import Forms
import TestSupport
import Testing
import Visit

/// EN 301 549, 5.1.6.2: no focus trap. A breadth-first walk over everything that the sixteen keys of a keypad can do.
@Suite struct ReachabilityTests {
    /// What distinguishes two states for this walk: answers do not.
    struct Signature: Hashable {
        let stage: Stage
        let overlay: Overlay?
        let focus: Int
        let pad: LetterPad.Level?
        let writesOther: Bool
        let isChanging: Bool
        let service: String?

        init(_ visit: Visit) {
            stage = visit.stage
            overlay = visit.overlay
            focus = visit.focus
            pad = visit.draft.pad?.level
            writesOther = visit.draft.writesOther
            isChanging = visit.isChanging
            service = visit.service?.id
        }
    }

    /// States reached, at most so many.
    static func walk(limit: Int) throws -> [Visit] {
        let start = try #require(TestTerminal.visit())
        var seen: Set<Signature> = [Signature(start)]
        var queue = [start]
        var next = 0
        while next < queue.count, queue.count < limit {
            for press in Press.keypad {
                var visit = queue[next]
                _ = visit.handle(.press(press))
                if seen.insert(Signature(visit)).inserted { queue.append(visit) }
            }
            next += 1
        }
        return queue
    }

    @Test("5.1.6.2: Cancel, and saying so once more where it asks, ends the visit from every state")
    func cancelEnds() throws {
        let states = try Self.walk(limit: 2500)
        #expect(states.count > 500)
        for state in states {
            var visit = state
            for _ in 0..<2 where !visit.isIdle {
                _ = visit.handle(.press(.cancel))
                // A second Cancel there loses nothing; the choice beside going back ends it.
                guard visit.overlay == .confirmCancel else { continue }
                _ = visit.handle(.press(.cancel))
                #expect(visit.overlay == .confirmCancel)
                for press in [Press.down, .enter] { _ = visit.handle(.press(press)) }
            }
            #expect(
                visit.isIdle && visit.form == nil && visit.service == nil,
                "\(state.stage) \(String(describing: state.overlay))")
        }
    }

    @Test("5.1.6.2: Everything that can be chosen can be chosen with the keys of a keypad")
    func targetsReachable() throws {
        for state in try Self.walk(limit: 600) {
            let count = state.targets.count
            guard count > 0, !state.isWriting else { continue }
            var visit = state
            for _ in 0..<count where visit.focus > 0 { _ = visit.handle(.press(.up)) }
            var reached = Set([visit.focus].filter { $0 >= 0 })
            for _ in 0..<count {
                _ = visit.handle(.press(.down))
                reached.insert(visit.focus)
            }
            #expect(reached == Set(0..<count), "\(state.stage)")
        }
    }

    @Test("5.1.6.2: Every state but waiting and sending offers something to choose") func noDeadEnd() throws {
        for state in try Self.walk(limit: 1500) {
            if case .sending = state.stage { continue }
            #expect(!state.targets.isEmpty || state.stage == .search, "\(state.stage)")
        }
    }
}
