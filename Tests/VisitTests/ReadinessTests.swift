import Catalogue
import Forms
import Testing
import Visit

/// What is said before a visit begins that would end badly, and when the words on the receipt change.
@Suite struct ReadinessTests {
    @Test(arguments: [Unreadiness.noKey, .noRoom])
    func `A service that cannot be begun says so before anything is entered, and leaves no trace`(
        reason: Unreadiness
    ) throws {
        var visitor = try Visitor()
        visitor.type("enter 1 4 1")
        #expect(visitor.effects == [.prepare])
        visitor.handle(.unready(reason))
        #expect(visitor.visit.stage == .unready(reason) && visitor.effects.isEmpty)
        visitor.type("back")
        #expect(visitor.visit.stage == .services(category: visitor.visit.service?.category ?? ""))
        visitor.type("enter")
        visitor.handle(.unready(reason))
        visitor.type("enter")
        #expect(visitor.visit.isIdle && visitor.effects == [.wipe])
        // Whoever has begun is not stopped by it.
        visitor.beginDogTax()
        let stage = visitor.visit.stage
        visitor.handle(.unready(reason))
        #expect(visitor.visit.stage == stage)
    }

    @Test func `The receipt says received only after the town hall's own word, and only for what was sent`() throws {
        var visitor = try Visitor()
        visitor.handle(.received)
        #expect(visitor.visit.delivery != .received)
        for delivery in [Delivery.saved, .rehearsal] {
            visitor.reviewReport()
            visitor.type("enter enter")
            #expect(visitor.visit.stage == .sending)
            visitor.handle(.received)
            visitor.handle(.number(3, delivery))
            #expect(visitor.visit.stage == .receipt && visitor.visit.delivery == delivery)
            visitor.handle(.received)
            #expect(visitor.visit.delivery == (delivery == .saved ? .received : .rehearsal))
            visitor.type("enter")
            #expect(visitor.visit.isIdle && visitor.visit.delivery == .rehearsal)
        }
    }

    @Test func `What staff should know stays from visit to visit`() throws {
        var visitor = try Visitor()
        visitor.handle(.staffNotices([.noKey(office: "steueramt")]))
        visitor.type("enter cancel")
        #expect(visitor.effects == [.wipe] && visitor.visit.staffNotices == [.noKey(office: "steueramt")])
    }
}
