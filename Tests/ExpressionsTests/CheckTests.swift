import Expressions
import Testing

@Suite struct CheckTests {
    @Test(
        "A fault says what is wrong, what is allowed, or what is near",
        arguments: [
            ("n == 'a'", "\"==\" cannot compare whole number with text: both sides must be of one type."),
            ("name != ja", "\"!=\" cannot compare text with yes/no: both sides must be of one type."),
            ("n == null", "\"==\" cannot compare whole number with null: ask has(…) whether there is an answer."),
            (
                "geburt_teil == geburt",
                "\"==\" cannot compare partial date with date: a partial date equals partial dates only; use age(…) to reckon."
            ),
            (
                "geburt_teil < today()",
                "\"<\" cannot order partial dates, whose day may be unknown: use age(…) instead."
            ),
            ("geburt == '2026-01-31'", "cannot compare date with text: write date(\"YYYY-MM-DD\") for a date."),
            ("geburt < '2026-01-31'", "cannot compare date with text: write date(\"YYYY-MM-DD\") for a date."),
            ("rechtsform == staat", "their codes come from different lists."),
            ("[1] == ['a']", "\"==\" cannot compare list of whole number with list of text"),
            ("arten == 'gmbh'", "write \"in\" to ask whether a list contains it."),
            ("rechtsform == 'gmhb'", "\"gmhb\" is none of the values of 'rechtsform': did you mean \"gmbh\"?"),
            (
                "'xyz' != rechtsform",
                "\"xyz\" is none of the values of 'rechtsform': allowed are \"gmbh\", \"ug\", \"ek\"."
            ),
            ("rechtsform in ['gmbh', 'agg']", "\"agg\" is none of the values of 'rechtsform'"),
            ("'GMBH' in arten", "did you mean \"gmbh\"?"),
            ("arten == ['gmbh', 'xyz']", "\"xyz\" is none of the values"),
            ("staat == 'DE'", "\"DE\" is none of the values of 'staat': take one of its codes."),
            ("n + 'a'", "\"+\" takes two whole numbers, two texts or two lists, not whole number and text."),
            (
                "today() - geburt",
                "\"-\" takes two whole numbers, not date and date: reckon with days_between(a, b) or age(birth)."
            ),
            ("-name", "\"-\" takes a whole number, not text."),
            ("!n", "\"!\" takes yes/no, not whole number: compare it, or ask has(…)."),
            ("n && ja", "\"&&\" takes yes/no, not whole number"), ("ja || name", "\"||\" takes yes/no, not text"),
            ("n ? 1 : 2", "\"? :\" takes yes/no"),
            ("ja ? 1 : 'a'", "must be of one type, but here are whole number and text."),
            ("wohnung < wohnung", "orders whole numbers, texts, dates and times, not group 'anschrift'."),
            ("n < name", "\"<\" cannot compare whole number with text"),
            ("n in ['a']", "\"in\" cannot find whole number in a list of text."),
            ("'a' in name", "write text.contains(…)."), ("'ort' in wohnung", "write has(group.field)."),
            ("nn == 1", "Nothing here is called \"nn\"."), ("nam == 'a'", "Did you mean \"name\"?"),
            ("inhaber.nane == ''", "Nothing here is called \"inhaber.nane\". Did you mean \"inhaber.name\"?"),
            ("wohnnung.ort == ''", "Nothing here is called \"wohnnung\". Did you mean \"wohnung\"?"),
            ("wohnung.orrt", "The group 'anschrift' has no field \"orrt\". Did you mean \"ort\"?"),
            ("wohnung.haus", "It has \"ort\", \"plz\", \"zusatz\"."),
            ("name.laenge", "only groups and maps have fields."),
            ("personen.allein", "write list.exists(x, x.allein …) or list[0].allein."),
            ("personen.exists(p, p.alein)", "Did you mean \"allein\"?"), ("has(wohnung.orrt)", "Did you mean \"ort\"?"),
            ("has(nam)", "Did you mean \"name\"?"), ("personen['a']", "counted from 0"),
            ("wohnung['ort']", "write group.field."),
            ("n[0]", "takes an item of a list or a map, not of whole number."),
            ("{1: 2}['a']", "are of type whole number"),
            ("name.exists(x, true)", "exists() goes through a list or the keys of a map, not text."),
            ("personen.all(p, 1)", "\"all\" takes yes/no"), ("contians('a', 'b')", "Did you mean \"contains\"?"),
            ("name.contains()", "This is not how contains is used: write text.contains(part)."),
            ("contains(name, 'a')", "write text.contains(part)."), ("size()", "write size(text, list or map)."),
            ("exists(personen, p, true)", "write list.exists(x, …)."),
            ("quatsch()", "There is no function \"quatsch\"."),
            ("has()", "write has(name) or has(group.field)."),
            ("size(n)", "size() takes text, a list or a map, not whole number."),
            ("n.startsWith('a')", "startsWith() takes text, not whole number."),
            ("arten.contains('ug')", "write \"item in list\""),
            ("name.matches('(')", "This is not a regular expression of RE2: missing ): (."),
            ("name.matches('(?=a)')", "This is not a regular expression of RE2"),
            ("date('31.01.2026')", "\"31.01.2026\" is not a date: write date(\"YYYY-MM-DD\")"),
            ("date(n)", "date() takes text"),
            ("days_between(now(), today())", "not a date with time: use today()."),
            ("days_between(geburt_teil, today())", "not a partial date: use age(…)."),
            ("age(n)", "age() takes a date, not whole number."),
            ("sum(arten)", "sum() takes a list of whole numbers"), ("sum(n)", "sum() takes a list of whole numbers"),
            ("min(n)", "Write min(list) or min(a, b, …)"),
            ("max(n, 'a')", "one type, but here whole number meets text."),
            ("min([geburt_teil])", "a partial date has no order."), ("max([ja])", "not yes/no"),
            ("label(name)", "label() takes a choice, not text."),
            ("attribute(rechtsform, 'arrt')", "Did you mean \"art\"?"),
            ("attribute(rechtsform, name)", "is written out"),
            ("attribute(staat, 'x')", "has no column \"x\". It has none."),
            ("{[1]: 2}", "The key of a map is"), ("'a' + 1.5", "whole numbers only here: money is counted in cents."),
        ])
    func messages(_ source: String, _ part: String) throws {
        let world = try #require(World.example())
        let messages = world.messages(about: source)
        #expect(messages.count == 1, "\(source): \(messages)")
        #expect(messages.first?.contains(part) == true, "\(source): \(messages)")
    }

    @Test("All faults of an expression are told at once, in its order, each slip once") func all() throws {
        let world = try #require(World.example())
        let error = #expect(throws: ExpressionFaults.self) {
            _ = try Compiler.compile("nam == 1 && (n == 'a' || rechtsform == 'x') && quatsch(nam + 1)", in: world)
        }
        #expect(error?.faults.map(\.offset) == [0, 15, 39, 47, 55])
    }

    @Test("A scope refuses a name in its own words") func refused() throws {
        var world = try #require(World.example())
        world.refusals = ["plz": "\"plz\" is asked on two pages: write page.plz."]
        #expect(world.messages(about: "plz == '1'") == ["\"plz\" is asked on two pages: write page.plz."])
        #expect(world.messages(about: "has(plz.x)") == ["\"plz\" is asked on two pages: write page.plz."])
        #expect(try world.outcome(of: "plz == '1' || true", checking: .none) == .value(.bool(true)))
    }

    @Test("Offsets count Unicode scalars") func offsets() throws {
        let world = try #require(World.example())
        let error = #expect(throws: ExpressionFaults.self) { _ = try Compiler.compile("'👩‍👧é' == nam", in: world) }
        #expect(error?.faults.map(\.offset) == [10])
    }

    @Test("Messages and faults end as sentences") func sentences() {
        for fault in EvaluationFault.allCases { #expect(fault.description.hasSuffix(".")) }
    }

    @Test(
        "The nearest name is one that a slip away",
        arguments: [
            ("geburtsdatm", "geburtsdatum"), ("gebrutsdatum", "geburtsdatum"), ("Geburtsdatum", "geburtsdatum"),
            ("nmae", "name"),
            ("quatsch", nil), ("x", nil), ("", nil), ("ort", "orte"),
        ])
    func nearest(_ word: String, _ expected: String?) {
        #expect(NearestName.of(word, among: ["geburtsdatum", "name", "orte", "y", ""]) == expected)
    }
}
