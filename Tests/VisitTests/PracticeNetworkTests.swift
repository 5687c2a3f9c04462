import TestSupport
import Testing
import Visit

/// Whoever practises may cut the network.
@Suite struct PracticeNetworkTests {
    @Test func `The key switches what can be switched, at any moment, and ends nothing`() throws {
        var visitor = try Visitor()
        visitor.handle(.practiceNetwork(.connected))
        visitor.beginDogTax()
        let stage = visitor.visit.stage
        visitor.handle(.press(.network))
        #expect(visitor.effects == [.switchPracticeNetwork(to: .cut)])
        visitor.handle(.practiceNetwork(.cut))
        visitor.handle(.press(.network))
        #expect(visitor.effects == [.switchPracticeNetwork(to: .connected)])
        #expect(visitor.visit.stage == stage)
    }

    @Test func `Where there is nothing to switch the key does nothing`() throws {
        var visitor = try Visitor()
        visitor.beginDogTax()
        visitor.handle(.press(.network))
        #expect(visitor.effects.isEmpty)
    }

    @Test func `The next visit finds the network as it is`() throws {
        var visitor = try Visitor()
        visitor.handle(.practiceNetwork(.cut))
        visitor.beginDogTax()
        visitor.type("cancel down enter")
        #expect(visitor.visit.practiceNetwork == .cut)
    }
}
