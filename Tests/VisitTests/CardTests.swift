import Catalogue
import Expressions
import Forms
import Screens
import TestSupport
import Testing
import Visit

/// Identification by card, with a reader of which the test decides what it tells.
@Suite struct CardTests {
    /// At the screen that waits for the card, of the residents' parking permit, which needs one.
    private static func waiting() throws -> Visitor {
        var visitor = try Visitor()
        visitor.type("enter 1 3 1 enter enter")
        #expect(visitor.effects.contains(.card(.prepare(task))))
        visitor.tell(.terminal(.ready(TestCard.authority(for: task))))
        visitor.type("enter enter")
        #expect(visitor.visit.stage == .card(.insert) && visitor.effects == [.card(.watch)])
        return visitor
    }

    /// At the PIN.
    private static func atPIN() throws -> Visitor {
        var visitor = try waiting()
        visitor.tell(.found(.usable(triesLeft: nil), hasPad: false))
        #expect(visitor.visit.secretBeingTyped == .pin)
        return visitor
    }

    private static let task = CardReadingTask(
        fields: [.givenNames, .familyNames, .dateOfBirth, .placeOfResidence], password: .pin)

    @Test func `Only the data that the service's questions want are asked of the card`() throws {
        let visitor = try Self.atPIN()
        #expect(visitor.visit.service?.cardFields == Self.task.fields)
    }

    @Test func `What was read is shown, then the card is taken, then the form is filled and locked`() throws {
        var visitor = try Self.atPIN()
        visitor.tell(.typed(6))
        visitor.type("enter")
        #expect(visitor.effects == [.card(.read(Self.task, onPad: false))])
        let applicant = try #require(TestCard.applicant(for: Self.task))
        visitor.tell(.read(applicant))
        #expect(visitor.visit.stage == .card(.read))
        #expect(visitor.visit.form?.identification?.method == .eid)
        visitor.type("enter enter enter")
        #expect(visitor.visit.stage == .card(.take), "nobody goes on while the card lies there")
        visitor.tell(.removed)
        #expect(visitor.effects == [.card(.release)] && visitor.question == "antrag.anlass")
        let form = try #require(visitor.visit.form)
        let locked = form.steps.compactMap { form.view(at: $0.position) }.filter(\.isLocked)
        #expect(locked.count >= 3)
        guard case .object(let members) = form.payload else { throw Unexpected() }
        let note = members.first { $0.name == "identVermerk" }?.value
        #expect(note == ["method": "eid", "date": "2026-12-01"])
    }

    @Test func `A wrong PIN is told with the tries left, the third comes after the CAN, and then it is blocked`() throws
    {
        var visitor = try Self.atPIN()
        visitor.enterSecret()
        visitor.tell(.refused(.pin, .wrong(triesLeft: 2)))
        #expect(visitor.entry?.notice == .wrongPIN(triesLeft: 2) && visitor.entry?.count == 0)
        #expect(visitor.effects == [.card(.forget)])
        visitor.enterSecret()
        visitor.tell(.refused(.pin, .wrong(triesLeft: 1)))
        #expect(visitor.entry?.secret == .can && visitor.entry?.notice == .lastTry)
        visitor.enterSecret()
        #expect(visitor.entry?.secret == .pin)
        visitor.enterSecret()
        #expect(visitor.effects == [.card(.read(Self.task, onPad: false))])
        visitor.tell(.refused(.can, .wrong(triesLeft: nil)))
        #expect(visitor.entry?.secret == .can && visitor.entry?.notice == .wrongCAN)
        visitor.enterSecret()
        visitor.enterSecret()
        visitor.tell(.refused(.pin, .wrong(triesLeft: 0)))
        #expect(visitor.visit.stage == .card(.stopped(.blocked)) && visitor.effects == [.card(.forget)])
    }

    @Test func `A card that is pulled ends in a calm screen at every step, and can be put back`() throws {
        let ways: [(Visitor) -> Visitor] = [
            { $0 },
            { visitor in
                var next = visitor
                next.tell(.typed(3))
                return next
            },
            { visitor in
                var next = visitor
                next.enterSecret()
                return next
            },
            { visitor in
                var next = visitor
                next.enterSecret()
                next.tell(.progress(CardProgress(.data, done: 8, of: 11)))
                return next
            },
        ]
        for way in ways {
            var visitor = way(try Self.atPIN())
            visitor.tell(.removed)
            #expect(visitor.visit.stage == .card(.stopped(.removed)) && visitor.effects == [.card(.forget)])
            // What still comes of the reading changes nothing any more.
            visitor.tell(.stopped(.unreadable))
            visitor.tell(.refused(.pin, .wrong(triesLeft: 2)))
            #expect(visitor.visit.stage == .card(.stopped(.removed)))
            visitor.type("enter")
            #expect(visitor.visit.stage == .card(.insert) && visitor.effects == [.card(.watch)])
        }
    }

    @Test(arguments: CardObstacle.examples)
    func `Where a declaration is enough every obstacle has it as a way on, and the note says so`(
        _ obstacle: CardObstacle
    ) throws {
        var visitor = try Visitor()
        visitor.type("enter 1 2 1 enter enter")
        visitor.tell(.terminal(.ready(TestCard.authority(for: Self.task))))
        visitor.type("enter enter")
        visitor.tell(.stopped(obstacle))
        let way = try #require(
            visitor.visit.targets.firstIndex { $0.intent == .withoutCard || obstacle == .photoDiffers })
        guard obstacle != .photoDiffers else { return }
        visitor.handle(.touch(way))
        if obstacle == .unknownCard {
            #expect(visitor.visit.stage == .card(.take), "whatever it is, it lies in the reader")
            visitor.tell(.removed)
        }
        guard case .step = visitor.visit.stage else { throw Unexpected() }
        #expect(visitor.visit.form?.identification?.method == .declaration)
    }

    @Test(arguments: CardObstacle.examples)
    func `Where only the card counts it is said where to come, and when`(_ obstacle: CardObstacle) throws {
        var visitor = try Self.waiting()
        visitor.tell(.stopped(obstacle))
        #expect(!visitor.visit.targets.contains { $0.intent == .withoutCard })
        let said = Speech(visitor.visit).utterances.map(\.text).joined(separator: "\n")
        #expect(said.contains("Ordnungsamt") && said.contains("Di 9–18 Uhr"))
        #expect(visitor.visit.targets.contains { $0.intent == .finish })
    }

    @Test func `Without certificates nobody is asked for a PIN`() throws {
        let since = try #require(CivilDate(year: 2026, month: 11, day: 30))
        for (terminal, obstacle) in [
            (CardTerminal.lapsed(since: since), CardObstacle.lapsed(since: since)), (.notSetUp, .notSetUp),
        ] {
            var visitor = try Visitor()
            visitor.type("enter 1 3 1 enter enter")
            visitor.tell(.terminal(terminal))
            visitor.type("enter")
            #expect(visitor.visit.stage == .card(.stopped(obstacle)))
        }
    }

    @Test func `Digits pressed where a secret is asked for never come into the visit`() throws {
        var visitor = try Self.atPIN()
        let before = visitor.visit.stage
        visitor.type("123456")
        #expect(visitor.visit.stage == before && visitor.effects.isEmpty && visitor.entry?.count == 0)
        visitor.handle(.press(.help))
        #expect(visitor.visit.secretBeingTyped == nil, "the keys belong to the help then")
    }

    @Test func `Who was identified by card and comes back to that screen stays identified by it`() throws {
        var visitor = try Visitor()
        visitor.type("enter 1 2 1 enter enter")
        visitor.tell(.terminal(.ready(TestCard.authority(for: Self.task))))
        visitor.type("enter enter")
        visitor.tell(.found(.usable(triesLeft: nil), hasPad: false))
        visitor.enterSecret()
        visitor.tell(.read(try #require(TestCard.applicant(for: Self.task))))
        visitor.tell(.removed)
        visitor.type("enter")
        for _ in 0..<10 where visitor.visit.stage != .privacy { visitor.type("back") }
        visitor.type("enter down enter")
        #expect(visitor.visit.form?.identification?.method == .eid && visitor.visit.form?.applicant != nil)
    }

    @Test func `Who types or waits for the card is not idle`() throws {
        var visitor = try Self.atPIN()
        visitor.wait(80)
        visitor.tell(.typed(1))
        visitor.wait(80)
        #expect(visitor.visit.overlay == nil)
        visitor.wait(20)
        #expect(visitor.visit.overlay != nil)
    }

    @Test func `A reader's own pad is used where there is one`() throws {
        var visitor = try Self.waiting()
        visitor.tell(.found(.usable(triesLeft: nil), hasPad: true))
        #expect(visitor.visit.stage == .card(.pad) && visitor.visit.secretBeingTyped == nil)
        #expect(visitor.effects == [.card(.read(Self.task, onPad: true))])
        visitor.tell(.refused(.pin, .abandoned))
        #expect(visitor.visit.stage == .card(.stopped(.abandoned)))
    }

    // MARK: The PIN

    @Test func `The PIN is changed: the transport PIN, the new one twice, the card taken, and nothing journalled`()
        throws
    {
        var visitor = try Visitor()
        var journalled = 0
        func look() { journalled += visitor.effects.count { if case .journal = $0 { true } else { false } } }
        visitor.type("enter 1 1 3 enter")
        look()
        #expect(visitor.visit.stage == .card(.insert) && visitor.visit.form == nil)
        visitor.tell(.found(.usable(triesLeft: nil), hasPad: false))
        #expect(visitor.entry?.secret == .oldPIN)
        visitor.tell(.typed(4))
        visitor.type("enter")
        #expect(visitor.entry?.notice == .incomplete)
        visitor.tell(.typed(5))
        visitor.type("enter")
        #expect(visitor.entry?.secret == .newPIN)
        visitor.enterSecret()
        #expect(visitor.entry?.secret == .newPINAgain)
        visitor.enterSecret()
        #expect(visitor.effects == [.card(.changePIN(onPad: false))])
        visitor.tell(.unequal)
        #expect(visitor.entry?.secret == .newPIN && visitor.entry?.notice == .unequal)
        visitor.enterSecret()
        visitor.enterSecret()
        visitor.tell(.changed)
        #expect(visitor.visit.stage == .card(.changed))
        visitor.type("enter")
        look()
        #expect(visitor.visit.stage == .card(.take))
        visitor.tell(.removed)
        look()
        #expect(visitor.visit.stage == .welcome && visitor.effects == [.wipe] && journalled == 0)
    }

    // MARK: Left behind

    @Test func `A card that lies there when the visit ends is told, and nobody begins before it is taken`() throws {
        for end in ["cancel", "idle"] {
            var visitor = try Self.atPIN()
            if end == "idle" {
                visitor.wait(90)
                #expect(visitor.visit.overlay != nil)
                visitor.wait(30)
            } else {
                visitor.type("cancel down enter")
            }
            #expect(visitor.visit.stage == .cardLeft && visitor.effects == [.wipe] && visitor.visit.form == nil)
            let said = Speech(visitor.visit).utterances.map(\.text).joined(separator: "\n")
            #expect(said.contains("Hier liegt noch ein Ausweis.") && said.contains("A card is still in the reader."))
            visitor.type("enter 1 2 back down enter cancel")
            visitor.wait(3600)
            #expect(visitor.visit.stage == .cardLeft)
            visitor.tell(.found(.usable(triesLeft: nil), hasPad: false))
            #expect(visitor.visit.stage == .cardLeft, "it begins nothing")
            visitor.tell(.removed)
            #expect(visitor.visit.stage == .welcome && visitor.effects == [.card(.release)])
        }
    }

    @Test func `A reader that is unplugged with the card in it keeps nobody waiting`() throws {
        var visitor = try Self.atPIN()
        visitor.type("cancel down enter")
        visitor.tell(.stopped(.readerGone))
        #expect(visitor.visit.stage == .welcome)
    }

    @Test func `A card that is no identity card is left behind as well`() throws {
        var visitor = try Self.waiting()
        visitor.tell(.stopped(.unknownCard))
        visitor.type("cancel down enter")
        #expect(visitor.visit.stage == .cardLeft)
    }

    @Test func `Who goes back from the PIN and takes the card leaves none behind`() throws {
        var visitor = try Self.atPIN()
        visitor.type("back")
        #expect(visitor.effects == [.card(.forget)], "the reader is still watched")
        visitor.tell(.removed)
        visitor.type("cancel down enter")
        #expect(visitor.visit.stage == .welcome)
    }

    @Test func `In the case too, and the device locks over it`() throws {
        var visitor = try Self.onSite()
        visitor.type("enter")
        visitor.tell(.found(.usable(triesLeft: nil), hasPad: false))
        visitor.type("cancel down down enter")
        #expect(visitor.visit.stage == .cardLeft && visitor.visit.staff.member != nil)
        var locked = visitor
        locked.handle(.press(.lock))
        #expect(locked.visit.stage.isPassphrase && locked.visit.staff.member == nil)
        visitor.tell(.removed)
        #expect(visitor.visit.stage == .staff(.desk))
    }

    // MARK: In the case

    @Test func `On site: the photo compared, consent, the CAN, and the note says all of it`() throws {
        var visitor = try Self.onSite()
        visitor.type("enter")
        visitor.tell(.found(.blocked, hasPad: false))
        #expect(visitor.entry?.secret == .can, "a blocked PIN does not matter to the CAN")
        visitor.enterSecret()
        let task = CardReadingTask(fields: Self.task.fields, password: .can)
        #expect(visitor.effects == [.card(.read(task, onPad: false))])
        visitor.tell(.read(try #require(TestCard.applicant(for: task))))
        #expect(visitor.visit.form?.identification?.method == .onSite)
        visitor.type("enter")
        visitor.tell(.removed)
        guard case .step = visitor.visit.stage else { throw Unexpected() }
    }

    @Test func `On site: nothing is taken in where the photo is of somebody else`() throws {
        var visitor = try Self.onSite(answering: "2")
        #expect(visitor.visit.stage == .card(.stopped(.photoDiffers)))
        #expect(visitor.visit.targets.map(\.intent) == [.finish])
        visitor.type("enter")
        #expect(visitor.visit.stage == .staff(.desk))
    }

    @Test
    func `On site: without consent, or with lapsed certificates, photo and typing are the way, and the note says so`()
        throws
    {
        let since = try #require(CivilDate(year: 2026, month: 11, day: 30))
        for terminal in [nil, CardTerminal.lapsed(since: since)] {
            var visitor = try Self.onSite(terminal: terminal)
            if terminal == nil { visitor.type("down enter") }
            #expect(visitor.visit.stage == .card(.stopped(terminal == nil ? .unwilling : .lapsed(since: since))))
            visitor.type("enter")
            #expect(visitor.visit.form?.identification?.method == .staff)
            guard case .step = visitor.visit.stage else { throw Unexpected() }
        }
    }

    private static func onSite(terminal: CardTerminal? = nil, answering answer: String = "1") throws -> Visitor {
        var visitor = try Visitor(profile: .koffer)
        visitor.type("enter 1 3 1 enter enter")
        let task = CardReadingTask(fields: task.fields, password: .can)
        #expect(visitor.effects.contains(.card(.prepare(task))))
        visitor.tell(.terminal(terminal ?? .ready(TestCard.authority(for: task))))
        visitor.type("enter")
        #expect(visitor.visit.stage == .card(.photo) && visitor.visit.focus == -1)
        visitor.type("enter")
        #expect(visitor.visit.stage == .card(.photo), "an Enter too many compares no photo")
        visitor.type(answer)
        return visitor
    }

    private struct Unexpected: Error {}
}

extension Stage {
    fileprivate var isPassphrase: Bool { if case .staff(.passphrase) = self { true } else { false } }
}

extension Visitor {
    mutating func tell(_ event: CardEvent) { handle(.card(event)) }

    /// What is being typed.
    var entry: CardEntry? { if case .card(.secret(let entry)) = visit.stage { entry } else { nil } }

    /// All of its digits, and Enter.
    mutating func enterSecret() {
        tell(.typed(entry?.secret.lengths.upperBound ?? 0))
        type("enter")
    }
}
