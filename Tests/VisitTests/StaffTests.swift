import Catalogue
import Expressions
import Forms
import Screens
import TestSupport
import Testing
import Visit

/// Staff with the case: signing in, locking, drafts, corrections.
@Suite struct StaffTests {
    private static let member = TestStaff.members[0]

    /// A case before which nobody has signed in.
    private static func closed(failures: Int = 0) throws -> Visitor {
        var visitor = try Visitor(profile: .koffer)
        visitor.handle(.press(.cancel))
        visitor.type("back")
        visitor.handle(
            .staff(.members([StaffMember(id: "neu", name: "Neu", failures: failures)] + TestStaff.members, hint: nil)))
        return visitor
    }

    /// A case in which a dog is being registered, and what was journalled.
    private static func working() throws -> (Visitor, [JournalEntry]) {
        var visitor = try Visitor(profile: .koffer)
        var entries: [JournalEntry] = []
        for key in "enter 1 4 1 enter enter enter A h o r n".split(separator: " ") {
            visitor.type(String(key))
            for case .journal(let entry) in visitor.effects { entries.append(entry) }
        }
        guard case .step = visitor.visit.stage else { throw Unexpected() }
        return (visitor, entries)
    }

    private struct Unexpected: Error {}

    @Test func `Nobody begins a case without having signed in`() throws {
        let start = try #require(TestTerminal.visit(profile: .koffer))
        #expect(start.stage == .staff(.members) && start.targets.isEmpty)
        var (states, next) = ([start], 0)
        _ = states[0].handle(.staff(.members(TestStaff.members, hint: nil)))
        while next < states.count, states.count < 400 {
            for press in Press.keypad + [.lock, .character("a"), .erase] {
                var visit = states[next]
                _ = visit.handle(.press(press))
                #expect(visit.isAtStaffDesk && visit.staff.member == nil && visit.form == nil)
                if !states.contains(where: { $0.stage == visit.stage && $0.overlay == visit.overlay }) {
                    states.append(visit)
                }
            }
            next += 1
        }
        #expect(states.count > 5)
    }

    @Test func `From every screen of staff one comes back to the desk, and out, with the keys of a keypad`() throws {
        var start = try Visitor(profile: .koffer).visit
        let draft = StaffDraft(id: "1", service: "hundesteuer-anmeldung", begun: nil, owner: nil)
        let entry = Holdings.Entry(reference: "K722222365", service: "hundesteuer-anmeldung", standing: .waiting)
        let all: [StaffEvent] = [
            .drafts([draft]), .holdings(Holdings(entries: [entry], counts: [.waiting: 1])),
            .appointments([Appointment(time: "9:30", place: "Hier", service: "hundesteuer-anmeldung", name: "")]),
        ]
        for event in all { _ = start.handle(.staff(event)) }
        struct Place: Hashable {
            let stage: Stage
            let overlay: Overlay?
            let focus: Int
        }
        var (seen, queue, next): (Set<Place>, [Visit], Int) = ([], [start], 0)
        var steps: Set<StaffStep> = []
        while next < queue.count, queue.count < 4000 {
            for press in Press.keypad {
                var visit = queue[next]
                _ = visit.handle(.press(press))
                guard case .staff(let step) = visit.stage,
                    seen.insert(Place(stage: visit.stage, overlay: visit.overlay, focus: visit.focus)).inserted
                else { continue }
                steps.insert(step)
                queue.append(visit)
            }
            next += 1
        }
        #expect(steps.contains(.desk) && steps.contains(.drafts) && steps.contains(.draft("1")))
        #expect(steps.contains(.discard("1", again: true)) && steps.contains(.holding("K722222365")))
        #expect(steps.contains(.appointments) && steps.contains(.members))
        for var visit in queue where visit.staff.member != nil {
            for _ in 0..<6 where visit.stage != .staff(.desk) || visit.overlay != nil {
                _ = visit.handle(.press(.back))
            }
            #expect(visit.stage == .staff(.desk) && visit.overlay == nil)
            let effects = visit.handle(.press(.cancel))
            #expect(effects.contains(.staff(.signOut)) && visit.staff.member == nil)
        }
        print("⇒ \(queue.count) states of the screens of staff, all with a way back and out")
    }

    @Test func `After two wrong passphrases each costs time, more and more`() throws {
        #expect((0...4).map(SignInDelay.seconds) == [0, 0, 0, 5, 10])
        #expect(SignInDelay.seconds(afterFailures: 5) == 20 && SignInDelay.seconds(afterFailures: 1000) == 900)
        var visitor = try Self.closed()
        visitor.type("1")
        for failures in 1...5 {
            visitor.handle(.staff(.typed(8)))
            visitor.type("enter")
            #expect(visitor.effects == [.staff(.signIn("neu"))])
            visitor.handle(.staff(.refused(failures: failures)))
            let wait = SignInDelay.seconds(afterFailures: failures)
            if wait > 0 {
                visitor.wait(wait - 1)
                visitor.handle(.staff(.typed(8)))
                visitor.type("enter")
                #expect(visitor.effects.isEmpty, "\(failures)")
            }
            visitor.wait(1)
        }
    }

    @Test func `After a restart the whole delay runs again, whatever the wall clock says`() throws {
        var visitor = try Self.closed(failures: 7)
        visitor.type("1")
        visitor.handle(.staff(.typed(8)))
        let later = try #require(CivilDate(year: 2031, month: 1, day: 1))
        for day in [later, visitor.visit.today] {
            visitor.handle(.time(seconds: 79, today: day, now: Moment(date: day, time: .noon)))
            visitor.type("enter")
            #expect(visitor.effects.isEmpty)
        }
        visitor.handle(.time(seconds: 80, today: later, now: Moment(date: later, time: .noon)))
        visitor.type("enter")
        #expect(visitor.effects == [.staff(.signIn("neu"))])
    }

    @Test(arguments: [false, true])
    func `Locked, by a key or after idling, nothing of the case is left and what was typed is written down`(
        byKey: Bool
    ) throws {
        var (visitor, _) = try Self.working()
        if byKey {
            visitor.handle(.press(.lock))
        } else {
            visitor.wait(visitor.visit.configuration.terminal.timeouts.staffIdle)
            guard case .idle = visitor.visit.overlay else { throw Unexpected() }
            visitor.wait(visitor.visit.configuration.terminal.timeouts.warning)
        }
        let written = visitor.effects.contains { if case .journal = $0 { true } else { false } }
        #expect(written && visitor.effects.suffix(1) == [.staff(.signOut)])
        #expect(visitor.effects.contains(.staff(.suspend)) && !visitor.effects.contains(.wipe))
        let visit = visitor.visit
        #expect(visit.form == nil && visit.service == nil && visit.draft.fields.isEmpty && visit.staff.member == nil)
        guard case .staff(.passphrase(let entry)) = visit.stage else { throw Unexpected() }
        #expect(entry.member.id == Self.member.id && entry.isLocked)
    }

    @Test func `Whoever locked a case goes on with it at once, somebody else comes to the desk`() throws {
        for index in [0, 1] {
            var (visitor, _) = try Self.working()
            visitor.handle(.press(.lock))
            visitor.handle(.staff(.suspended("draft-7")))
            if index == 1 { visitor.type("back 2") }
            visitor.handle(.staff(.typed(8)))
            visitor.type("enter")
            visitor.handle(.staff(.opened))
            #expect(visitor.effects.contains(.staff(.open("draft-7"))) == (index == 0))
        }
    }

    @Test func `A draft goes on where it stopped`() throws {
        let (before, entries) = try Self.working()
        var visitor = try Visitor(profile: .koffer)
        visitor.handle(.staff(.draft(entries)))
        #expect(visitor.visit.stage == before.visit.stage && visitor.visit.form?.identification != nil)
    }

    @Test func `A draft that was put aside before it was known who applies goes on there`() throws {
        var visitor = try Visitor(profile: .koffer)
        var entries: [JournalEntry] = []
        for key in "enter 1 4 1 enter enter".split(separator: " ") {
            visitor.type(String(key))
            for case .journal(let entry) in visitor.effects { entries.append(entry) }
        }
        #expect(visitor.visit.stage == .identification && visitor.visit.canBePutAside)
        visitor.type("cancel down enter")
        #expect(visitor.effects.contains(.staff(.suspend)) && visitor.visit.stage == .staff(.desk))
        visitor.handle(.staff(.draft(entries)))
        #expect(visitor.visit.stage == .identification)
    }

    @Test func `A draft of another version of its service is kept, and that is said`() throws {
        var (_, entries) = try Self.working()
        entries[0] = .began(service: "hundesteuer-anmeldung", version: 999, elements: 3)
        var visitor = try Visitor(profile: .koffer)
        visitor.handle(.staff(.draft(entries)))
        #expect(visitor.visit.isAtStaffDesk && visitor.visit.staff.notice == .outdated)
        #expect(visitor.effects == [.staff(.suspend)])
    }

    @Test func `A correction says whose place it takes, in the journal too`() throws {
        var visitor = try Visitor(profile: .koffer)
        let entry = Holdings.Entry(reference: "K722222365", service: "hundesteuer-anmeldung", standing: .received)
        visitor.handle(.staff(.holdings(Holdings(entries: [entry], counts: [.received: 1]))))
        visitor.type("down down down enter down enter enter")
        #expect(visitor.visit.stage == .overview && visitor.visit.replaces == "K722222365")
        visitor.type("enter enter")
        #expect(visitor.effects.contains(.journal(.replaces("K722222365"))))
    }

    @Test func `What the office has written is opened for the case on screen, and gone with it`() throws {
        var visitor = try Visitor(profile: .koffer)
        let entries = [
            Holdings.Entry(
                reference: "K722222365", service: "hundesteuer-anmeldung", standing: .received, decisions: 1),
            Holdings.Entry(reference: "K7222224AB", service: "hundesteuer-anmeldung", standing: .received),
        ]
        let messages = [OfficeMessage(.decision(.refused, reason: "Zwiebelfisch"), on: nil)]
        func isShown() -> Bool {
            Speech(visitor.visit).utterances.contains { $0.text.contains("Zwiebelfisch") }
        }
        visitor.handle(.staff(.holdings(Holdings(entries: entries))))
        visitor.type("down down down enter down enter")
        #expect(visitor.effects == [.staff(.read("K722222365"))])
        visitor.handle(.staff(.messages(messages, about: "K7222224AB")))
        #expect(!isShown(), "of another case")
        visitor.handle(.staff(.messages(messages, about: "K722222365")))
        #expect(isShown())
        let aloud = Speech(visitor.visit).utterances.filter { $0.text.contains("Zwiebelfisch") && !$0.isPrivate }
        #expect(aloud.isEmpty, "said into headphones only")
        var dumped = ""
        dump(messages, to: &dumped)
        #expect(!dumped.contains("Zwiebelfisch") && !"\(visitor.visit.stage)".contains("Zwiebelfisch"))
        visitor.type("back")
        #expect(visitor.visit.stage == .staff(.holdings) && !isShown())
        visitor.handle(.staff(.messages(messages, about: "K722222365")))
        #expect(visitor.visit.stage == .staff(.holdings), "what comes too late is dropped")
        visitor.type("down enter")
        visitor.handle(.staff(.messages(messages, about: "K722222365")))
        visitor.handle(.press(.lock))
        #expect(!isShown())
        var other = try Visitor(profile: .koffer)
        other.handle(.staff(.holdings(Holdings(entries: entries))))
        other.type("down down down enter down down enter")
        #expect(other.visit.stage == .staff(.holding("K7222224AB")) && other.effects.isEmpty, "nothing to open")
    }

    @Test func `What was corrected is not corrected a second time`() throws {
        var visitor = try Visitor(profile: .koffer)
        let entries = [
            Holdings.Entry(
                reference: "K7222224AB", service: "hundesteuer-anmeldung", standing: .waiting, replaces: "K722222365"),
            Holdings.Entry(reference: "K722222365", service: "hundesteuer-anmeldung", standing: .received),
        ]
        visitor.handle(.staff(.holdings(Holdings(entries: entries))))
        visitor.type("down down down enter down down enter")
        #expect(visitor.visit.stage == .staff(.holding("K722222365")))
        #expect(visitor.visit.targets.map(\.intent) == [.stay])
    }

    @Test func `An appointment begins its service`() throws {
        var visitor = try Visitor(profile: .koffer)
        let appointment = Appointment(time: "9:30", place: "Hier", service: "hundesteuer-anmeldung", name: "")
        visitor.handle(.staff(.appointments([appointment])))
        visitor.type("down enter 1")
        #expect(visitor.visit.stage == .overview && visitor.visit.service?.id == "hundesteuer-anmeldung")
    }

    @Test func `A draft is deleted after it was asked twice, and kept by every Enter too many`() throws {
        var visitor = try Visitor(profile: .koffer)
        visitor.handle(
            .staff(.drafts([StaffDraft(id: "1", service: "hundesteuer-anmeldung", begun: nil, owner: nil)])))
        visitor.type("down down enter enter down down enter enter")
        #expect(visitor.visit.stage == .staff(.draft("1")))
        visitor.type("down down enter down enter")
        #expect(visitor.visit.stage == .staff(.discard("1", again: true)) && visitor.effects.isEmpty)
        visitor.type("down enter")
        #expect(visitor.effects.contains(.staff(.discard("1"))))
    }

    @Test func `The next person of a household shows a card, and it fills in that person's entry`() throws {
        let start = try Visitor(profile: .koffer).visit
        let service = try #require(start.offered.first { $0.id == "wohnsitz-anmeldung" })
        var robot = Robot(start) { _ in }
        let begun = robot.begin(service, language: .german)
        try #require(begun)
        func offersCard(_ visit: Visit) -> Bool { visit.targets.contains { $0.intent == .staff(.personCard) } }
        let came = robot.answerAll(until: offersCard)
        try #require(came, "\(robot.visit.stage)")
        var visitor = try Visitor(profile: .koffer)
        visitor.visit = robot.visit
        let index = try #require(visitor.visit.targets.firstIndex { $0.intent == .staff(.personCard) })
        let task = CardReadingTask(fields: service.cardFields, password: .can)
        let applicant = try #require(TestCard.applicant(for: task))
        visitor.handle(.touch(index))
        #expect(visitor.visit.stage == .card(.photo) && visitor.effects == [.card(.prepare(task))])
        visitor.tell(.terminal(.ready(TestCard.authority(for: task))))
        visitor.type("1 enter")
        visitor.tell(.found(.usable(triesLeft: nil), hasPad: false))
        visitor.enterSecret()
        visitor.tell(.read(applicant))
        #expect(visitor.effects.count { if case .journal = $0 { true } else { false } } == 2)
        #expect(visitor.visit.stage == .card(.read))
        visitor.type("enter")
        visitor.tell(.removed)
        guard case .step(.question(let position)) = visitor.visit.stage else { throw Unexpected() }
        #expect(visitor.visit.form?.view(at: position)?.answer == .text("Groß-Ahorn"))
        #expect(visitor.visit.form?.view(at: position)?.isLocked == true)
    }
}
