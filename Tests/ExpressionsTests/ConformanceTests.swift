import Expressions
import Testing

@Suite struct ConformanceTests {
    @Test("A conformance case gives its value or its error", arguments: try Case.all())
    func conformance(_ item: Case) throws {
        var world = try #require(World())
        for (name, binding) in item.bindings ?? [:] { world = world.with(name, binding.type, binding.value) }
        let outcome: Outcome
        do throws(ExpressionFaults) {
            outcome = try world.outcome(of: item.expr, checking: item.unchecked == true ? .none : .strict)
        } catch {
            #expect(item.error == true, "\(item.expr): \(error)")
            return
        }
        if let expected = item.value {
            #expect(outcome == .value(expected.value), "\(item.expr)")
        } else if case .failed = outcome {
        } else {
            Issue.record("\(item.expr) gave no error")
        }
    }

    @Test("No conformance case is lost") func count() throws {
        #expect(try Case.all().count == 222)
    }
}
