import Catalogue
import Forms
import Screens
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

    /// States reached from where the keys lead, at most so many.
    static func walk(limit: Int, keys: String = "") throws -> [Visit] {
        var visitor = try Visitor()
        visitor.type(keys)
        let start = visitor.visit
        var seen: Set<Signature> = [Signature(start)]
        var queue = [start]
        var next = 0
        let events = Press.keypad.map(VisitEvent.press) + cardEvents.map(VisitEvent.card)
        while next < queue.count, queue.count < limit {
            for event in events {
                var visit = queue[next]
                for effect in visit.handle(event) {
                    if case .card(.prepare(let task)) = effect {
                        _ = visit.handle(.card(.terminal(.ready(TestCard.authority(for: task)))))
                    }
                }
                if seen.insert(Signature(visit)).inserted { queue.append(visit) }
            }
            next += 1
        }
        return queue
    }

    /// Whatever the reader and the card may tell, at any time.
    static let cardEvents: [CardEvent] =
        [
            .found(.usable(triesLeft: nil), hasPad: false), .found(.usable(triesLeft: 2), hasPad: true),
            .found(.suspended, hasPad: false), .typed(6), .removed, .changed, .unequal,
            .progress(CardProgress(.data, done: 8, of: 9)), .refused(.pin, .wrong(triesLeft: 2)),
            .refused(.can, .wrong(triesLeft: nil)),
        ] + (Persona.named("ahorn").map { [.read($0.applicant)] } ?? []) + CardObstacle.examples.map(CardEvent.stopped)

    @Test("Every screen of the card is among the states that are walked") func cardsWalked() throws {
        // From the overview of a service that needs a card, and from that of changing the PIN.
        let states = try ["enter 1 3 1", "enter 1 1 3"].flatMap { try Self.walk(limit: 1200, keys: $0) }
        let steps = states.compactMap { visit -> CardStep? in
            if case .card(let step) = visit.stage { step } else { nil }
        }
        #expect(steps.contains(.consent) && steps.contains(.insert) && steps.contains(.read) && steps.contains(.take))
        #expect(steps.contains(.pad) && steps.contains(.changed) && steps.contains(.advice))
        for obstacle in CardObstacle.examples where ![.photoDiffers, .unwilling].contains(obstacle) {
            #expect(steps.contains(.stopped(obstacle)), "\(obstacle)")
        }
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
            // The card has the next move.
            if [.card(.pad), .card(.take), .cardLeft].contains(state.stage) { continue }
            if case .card(.working) = state.stage { continue }
            #expect(!state.targets.isEmpty || state.stage == .search, "\(state.stage)")
        }
    }
}
