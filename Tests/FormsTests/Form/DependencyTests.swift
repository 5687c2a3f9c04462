import Catalogue
import Forms
import Testing

/// Only what depends on a changed answer is computed again.
@Suite struct DependencyTests {
    private static let pages = """
        - id: a
          title: ~A~
          questions:
            - {id: n, type: int, label: ~N~}
            - {id: m, type: int, label: ~M~, check: [{rule: this > 0, message: ~mehr~}]}
            - {id: doppelt, type: compute, compute: 2 * a.n, label: ~D~}
            - {id: vierfach, type: compute, compute: 2 * a.doppelt, label: ~V~}
            - {id: gross, type: bool, label: ~G~, show_if: a.n > 10, required: a.m > 1}
        - id: leute
          title: ~L~
          repeat: {min: 3, max: 9, label: ~Mensch~}
          questions:
            - {id: name, type: text, label: ~N~}
            - {id: laut, type: bool, label: ~L~, show_if: 'item.name != "Anna"'}
        """

    private static let head = """
        fee:
          pay: now
          items: [{label: ~eins~, cents: a.n * 100}, {label: ~zwei~, cents: a.m * 100}]
        """

    /// Evaluations that an answer causes.
    private func cost(_ path: String, _ text: String, _ form: inout Form) -> Int {
        let before = form.evaluations
        form.answer(path, text)
        return form.evaluations - before
    }

    @Test func `An answer evaluates its own rules and those that read it, each once`() throws {
        var form = try TestService(Self.pages, head: Self.head).form()
        // doppelt, vierfach, the condition of gross, the first line of the fee.
        #expect(cost("a.n", "5", &form) == 4)
        // The same value again changes nothing behind it.
        #expect(cost("a.n", "05", &form) == 0)
        // Its check and the second line; the requirement of gross is not asked while it is hidden.
        #expect(cost("a.m", "5", &form) == 2)
        // … and with gross shown: its requirement too.
        #expect(cost("a.n", "11", &form) == 5)
        #expect(cost("a.m", "6", &form) == 3)
    }

    @Test func `A condition on the own item is evaluated in that item only`() throws {
        var form = try TestService(Self.pages, head: Self.head).form()
        #expect(cost("leute[1].name", "Anna", &form) == 1)
    }

    @Test func `Looking at a form evaluates nothing`() throws {
        let probe = try TestService(Self.pages, head: Self.head)
        let form = try probe.form()
        let before = form.evaluations
        _ = (form.problems, form.steps, form.stop, form.fee(), form.payload, form.isComplete)
        _ = form.review(language: .german, texts: probe.configuration.texts)
        #expect(form.evaluations == before)
    }
}
