import Expressions
import Testing

/// Expressions made to blow up: each must end at once, with a value or a fault.
@Suite struct LimitTests {
    private static func times(_ count: Int, _ text: String) -> String { String(repeating: text, count: count) }

    private static let bombs: [String] = [
        times(3000, "(") + "1" + times(3000, ")"), times(9000, "("), times(9000, "["), times(9000, "{"),
        times(5000, "f("),
        times(9999, "!") + "x", times(9999, "-") + "1", times(9998, "-") + "n", "n" + times(4999, "+n"),
        "n" + times(4000, "-n"),
        "n" + times(4000, "==n"), times(2400, "ja?") + "1", "1" + times(2000, "?1:1"), times(2000, "ja?1:") + "1",
        "ja" + times(2400, "&&ja"), "ja" + times(2400, "||ja"), "alles" + times(3000, "[0]"), "n" + times(4990, ".a"),
        "alles" + times(900, ".map(x,x)"), "'" + times(9990, "a") + "'", "[" + times(4990, "1,") + "]",
        "['ab']" + times(60, ".map(a,a+a)"), "[[1,2]]" + times(60, ".map(a,a+a)"), "[[1]]" + times(60, ".map(a,[a,a])"),
        "[[1]]" + times(60, ".map(a,[a,a])") + "==[[1]]" + times(60, ".map(a,[a,a])"),
        "[[1]]" + times(40, ".map(a,[a,a])") + " in [[[1]]" + times(40, ".map(a,[a,a])") + "]",
        "[{'a':1}]" + times(50, ".map(a,{'a':a,'b':a})") + "==[{'a':1}]" + times(50, ".map(a,{'a':a,'b':a})"),
        "size([[1]]" + times(100, ".map(a,[[[[[[[[a]]]]]]]])") + ")", "[[1]]" + times(100, ".map(a,[[[[[[[[a]]]]]]]])"),
        "[1,2,3,4,5,6,7,8,9,10].all(a," + times(4, "[1,2,3,4,5,6,7,8,9,10].all(a,") + "true" + times(5, ")"),
        times(50, "[1,2].all(a,") + "true" + times(50, ")"), times(50, "[1,2].map(a,") + "a" + times(50, ")"),
        "['" + times(4000, "a") + "'].all(a," + times(300, "a.contains('" + times(5, "a") + "b')||") + "true)",
        "'" + times(5000, "a") + "'.matches('(a*)*b')", "'" + times(5000, "a") + "'.matches('(a|a|aa)+$')",
        "name.matches('((((a{100}){100}){100}){100})')", "name.matches('" + times(3000, "(a?)") + "')",
        "name.matches('^[\\\\pL ]{1,100}$')", times(400, "name.matches('[\\\\pL]{1,15}')||") + "ja",
        "[" + times(400, "1,") + "].exists(i, name.matches('[\\\\pL]{1,900}' + '') || !ja)", times(4999, "u+") + "u",
        times(200, "name.matches('[\\\\pL]{1,900}')||") + "ja",
        "[" + times(1600, "'xyz',") + "'x'].exists(x, x == rechtsform)",
        "rechtsform in [" + times(1600, "'xyz',") + "'x']", times(600, "name.x(") + "1" + times(600, ")"),
        "name.matches('[\\\\pL]{1,900}')", "[1,2,3,4,5,6,7,8,9,10].map(x,'[\\\\pL]{1,90'+'}').all(p,name.matches(p))",
        "['ab'].map(a,a+a).map(a,a+a).map(a,a+a).map(a,a+a).map(a,a+a).map(a,a+a).map(a,a.matches(a))",
        "min(" + times(2000, "n,") + "n)", times(90, "[") + "1" + times(90, "]"),
        times(90, "(ja?") + "1" + times(90, ":2)"),
    ]

    @Test("A bomb ends, with a value of bounded size or a fault", .timeLimit(.minutes(20)), arguments: bombs.indices)
    func ends(_ index: Int) throws {
        let world = try #require(World.example())
        for checking in [Checking.strict, .none] {
            do throws(ExpressionFaults) {
                let program = try Compiler.compile(Self.bombs[index], in: world, checking: checking)
                if case .value(let value) = program.evaluate(in: world) { #expect(Self.size(of: value) <= 10_000) }
            } catch {
                #expect(!error.faults.isEmpty)
            }
        }
    }

    /// Items at any depth.
    private static func size(of value: Value) -> Int {
        switch value {
        case .list(let items): 1 + items.reduce(0) { $0 + size(of: $1) }
        case .map(let entries): 1 + entries.values.reduce(0) { $0 + size(of: $1) }
        default: 1
        }
    }

    @Test("A result is refused where it is larger than the steps that are left") func size() throws {
        let world = try #require(World.example())
        #expect(try world.outcome(of: "[[1]]" + Self.times(30, ".map(a,[a,a])")) == .failed(.tooManySteps))
        #expect(try world.outcome(of: "['ab']" + Self.times(30, ".map(a,a+a)")) == .failed(.tooManySteps))
    }

    @Test("A pattern for names of up to 100 letters fits, one of 900 does not") func patterns() throws {
        let world = try #require(World.example())
        #expect(try world.outcome(of: #"name.matches(r'^[\pL ]{1,100}$')"#) == .value(.bool(true)))
        #expect(try world.outcome(of: #"name.matches(r'^[\pL ]{1,20}$' + '')"#) == .value(.bool(true)))
        #expect(world.messages(about: #"name.matches(r'[\pL]{1,900}')"#).first?.contains("too large") == true)
    }

    @Test(
        "What people may write in 512 characters is inside the limits",
        arguments: [
            ("n" + times(255, "+n"), Value.int(7 * 256)), (times(100, "(") + "n" + times(100, ")"), .int(7)),
            (times(511, "!") + "ja", .bool(false)), (times(510, "-") + "n", .int(7)),
            (times(101, "ja?n:") + "n", .int(7)),
            ("ja" + times(127, "&&ja"), .bool(true)), ("size(" + times(99, "[") + times(99, "]") + ")", .int(1)),
            (times(32, "ja ? (") + "n" + times(32, ") : 0"), .int(7)),
            (times(32, "size([") + "n" + times(32, "])"), .int(1)),
        ])
    func allowed(_ source: String, _ value: Value) throws {
        let world = try #require(World.example())
        #expect(try world.outcome(of: source) == .value(value))
    }

    @Test("Nesting beyond 100 levels and sources beyond 10,000 characters are refused in a sentence") func refused()
        throws
    {
        let world = try #require(World.example())
        #expect(
            world.messages(about: Self.times(101, "(") + "1" + Self.times(101, ")"))
                == ["Nested too deeply: at most 100 levels."])
        #expect(
            world.messages(about: Self.times(10_001, " ")) == ["The expression is too long: at most 10000 characters."])
        #expect(world.messages(about: "n" + Self.times(2000, "+n")) == ["Too many operators in a row: at most 500."])
    }

    @Test("No mutation of an expression crashes the compiler or the evaluator", .timeLimit(.minutes(20)))
    func fuzz() throws {
        let world = try #require(World.example())
        let seeds =
            try Case.all().map(\.expr) + [
                "personen.exists(p, age(p.geburt) >= 16 && has(p.wohnung.ort))",
                "attribute(rechtsform, \"art\") == 'juristisch'",
                "rechtsform in [\"gmbh\", \"ug\"] ? \"juristisch\" : rechtsform in ['ek'] ? 'x' : \"einzeln\"",
                "days_between(today(), date('2026-01-31')) <= 180 // kommt", "min(1, n) + max([2, 3]) - sum([n])",
                "this.matches(r\"^(HRA|HRB) ?[0-9]{1,7}$\") || !ja", "{'a': [1, {true: 'x'}]}.a[1][true] + '''y'''",
            ]
        let pieces = [
            "(", ")", "[", "]", "{", "}", "'", "\"", "\\", ".", ",", "?", ":", "!", "-", "n", "ja", "in", "personen",
            ".map(x,",
            "has(", "'''", "//", "\n", "0x", "1", "é", "\u{301}", "||", "&&", "==", "date(", "matches(", "null", "`",
            "👩‍👧", "\0",
        ]
        var random = Random(state: 42)
        for _ in 0..<4000 {
            var scalars = Array(seeds[random.next(below: seeds.count)].unicodeScalars)
            for _ in 0...random.next(below: 4) {
                let place = random.next(below: scalars.count + 1)
                let end = min(scalars.count, place + random.next(below: 4))
                let piece = Array(pieces[random.next(below: pieces.count)].unicodeScalars)
                scalars.replaceSubrange(place..<end, with: random.next(below: 3) == 0 ? [] : piece)
            }
            var source = String.UnicodeScalarView()
            source.append(contentsOf: scalars)
            for checking in [Checking.strict, .none] {
                do throws(ExpressionFaults) {
                    _ = try Compiler.compile(String(source), in: world, checking: checking).evaluate(in: world)
                } catch {
                    #expect(!error.faults.isEmpty)
                    #expect(error.faults.allSatisfy { (0...scalars.count).contains($0.offset) })
                }
            }
        }
    }
}

/// Numbers that are the same in every run. Source: Steele, Lea, Flood, "Fast Splittable Pseudorandom Number
/// Generators" (2014), SplitMix64.
private struct Random {
    var state: UInt64

    mutating func next(below bound: Int) -> Int {
        state &+= 0x9E37_79B9_7F4A_7C15
        var mixed = (state ^ (state >> 30)) &* 0xBF58_476D_1CE4_E5B9
        mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
        return Int((mixed ^ (mixed >> 31)) % UInt64(max(bound, 1)))
    }
}
