import Catalogue
import Expressions
import Forms
import Testing

/// What a service costs.
@Suite struct FeeTests {
    private static let pages = """
        - id: a
          title: ~A~
          questions:
            - {id: n, type: int, label: ~N~, required: false}
            - {id: eilig, type: bool, label: ~E~, required: false}
        """

    private func form(_ items: String) throws -> Form {
        try TestService(Self.pages, head: "fee:\n  pay: at_collection\n  items: [\(items)]").form()
    }

    @Test func `A service without a fee costs nothing`() throws {
        let fee = try TestService(Self.pages).form().fee()
        #expect(fee.cents == 0)
        #expect(fee.payment == .none)
    }

    @Test func `The lines that apply are added up`() throws {
        var form = try form("{label: ~eins~, cents: a.n * 250}, {label: ~eilig~, cents: \"500\", show_if: a.eilig}")
        form.answer("a.n", "2")
        #expect(form.fee().cents == 500)
        form.answer("a.eilig", "ja")
        #expect(form.fee().cents == 1000)
        #expect(form.fee().lines.map(\.cents) == [500, 500])
        #expect(form.fee().payment == .atCollection)
    }

    @Test func `A line that cannot be worked out leaves the sum open; one whose condition is open is left out`() throws
    {
        var form = try form("{label: ~eins~, cents: a.n * 250}, {label: ~eilig~, cents: \"500\", show_if: a.eilig}")
        #expect(form.fee().cents == nil)
        form.answer("a.n", "1")
        #expect(form.fee().cents == 250)
    }

    @Test(arguments: ["a.n * 9000000000000000000", "100 / (a.n - 2)", "0 - a.n"])
    func `A sum that is too large, fails or is below nothing leaves the fee open`(cents: String) throws {
        var form = try form("{label: ~eins~, cents: \"\(cents)\"}")
        form.answer("a.n", "2")
        #expect(form.fee().cents == nil)
    }

    @Test func `Two lines that together are too large leave the fee open`() throws {
        var form = try form(
            "{label: ~eins~, cents: \"9223372036854775000\"}, {label: ~zwei~, cents: a.n * 1000}")
        form.answer("a.n", "1")
        #expect(form.fee().cents == nil)
        form.answer("a.n", "0")
        #expect(form.fee().cents == 9_223_372_036_854_775_000)
    }

    @Test func `A fee that fails is a defect of the file`() throws {
        var form = try form("{label: ~eins~, cents: 100 / a.n}")
        let effects = form.answer("a.n", "0")
        #expect(
            effects.contains { if case .report(let defect) = $0 { defect.fault == .divisionByZero } else { false } })
    }
}
