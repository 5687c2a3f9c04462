import Expressions
import Testing

/// The language beyond the conformance files, by the sections of the CEL specification.
@Suite struct LanguageTests {
    @Test(
        "An expression that CEL says is true is true",
        arguments: [
            // Precedence and associativity
            "1 + 2 * 3 == 7", "10 - 2 - 3 == 5", "100 / 10 / 5 == 2", "2 + 3 > 4 == true", "-2 * -3 == 6",
            "!false && true", "!(true && false)", "true || false && false", "false ? 1 > 2 : true ? true : false",
            "(false ? 1 : false ? 2 : 3) == 3", "(true ? 1 : true ? 2 : 3) == 1", "7 % 4 * 2 == 6",
            "1 < 2 && 2 <= 2 && 3 > 2 && 3 >= 3 && 1 != 2", "1 in [1] == true", "- 5 == -5", "5 -1 == 4", "5--1 == 6",
            "!!true", "!!!false", "--5 == 5", "---5 == -5", "------5 == 5",
            // Numbers
            "7 / 2 == 3", "-7 / 2 == -3", "7 / -2 == -3", "-7 % 2 == -1", "7 % -2 == 1", "007 == 7", "0xFF == 255",
            "0XfF == 255", "9223372036854775807 > 9223372036854775806", "-9223372036854775808 < 0",
            "-0x8000000000000000 == -9223372036854775808", "9223372036854775807 + -1 == 9223372036854775806",
            "-9223372036854775808 / 2 == -4611686018427387904",
            // Texts
            #""\u00e9" != "e\u0301""#, #"size("e\u0301") == 2"#, #""\u00e9" > "e\u0301""#,
            #"!("\u00e9" in ["e\u0301"])"#,
            #"!("e\u0301x".startsWith("\u00e9"))"#, #""e\u0301".startsWith("e")"#, #""e\u0301".contains("e")"#,
            #"{"\u00e9": 1, "e\u0301": 2}.size() == 2"#, #""\U0001F600" > "\uFFFD""#, #""a" < "b" && "B" < "a""#,
            #"r"\n" == "\\n""#, "r'\\' == '\\\\'", #"R"\u00e9".size() == 6"#, "'it\\'s' == \"it's\"",
            "'''it's''' == \"it's\"", #""""a"b""" == 'a"b'"#, #"r"""a\""" == 'a\\'"#,
            #""\101\x42\X43\u0044" == "ABCD""#,
            "'''a\nb''' == 'a\\nb'", "'''a\r\nb''' == 'a\\r\\nb'", #""\`\?" == '`?'"#, #""" + "" == """#,
            #""äöü".size() == 3"#, #"size("\u0000") == 1"#, #""abab".contains("bab")"#, #"!"aab".contains("ba")"#,
            #""aaab".contains("aab")"#, #""abacabad".contains("abad")"#, #""x".contains("")"#, #"!"".contains("x")"#,
            // Lists and maps
            "[1, [2, 'x']] == [1, [2, 'x']]", "[1, 2,] == [1, 2]", "{'a': 1,} == {'a': 1}", "[] + [1] == [1]",
            "{'a': {'b': 1}}.a.b == 1", "{'a': [1, 2]}['a'][1] == 2", "{1: 'x'}[1] == 'x'",
            "{true: 1, false: 2}[false] == 2",
            "{1: 1, 'x': 2, true: 3}['x'] == 2", "1 in {1: 2}", "!(2 in {1: 2})", "[1] in [[1], [2]]",
            "{'a': 1, 'b': 2} == {'b': 2, 'a': 1}", "{'a': 1} != {'a': 2}", "[1] != [1, 1]", "size({}) == 0",
            "[{'a': 1}][0].a == 1", "{'in-put': 1}.`in-put` == 1", "{'if': {'while': 2}}.if.while == 2",
            "null == null", "[null] == [null]", "{'x': null}.x == {'x': null}.x", "1 in [1, 'x'] && 'x' in [1, 'x']",
            // Logic and errors
            "true || 1 / 0 > 0", "1 / 0 > 0 || true", "!(1 / 0 > 0 && false)", "!(false && 1 / 0 > 0)",
            "true ? true : 1 / 0 > 0", "false ? 1 / 0 > 0 : true", "1 / 0 > 0 || 2 / 0 > 0 || true",
            "false || 1 / 0 > 0 || false || true",
            // Macros
            "[1, 2].exists(x, x == 2)", "![1, 2].exists(x, x == 3)", "[1, 2].all(x, x > 0)", "[].all(x, false)",
            "![].exists(x, true)", "[0, 1].exists(x, 1 / x == 1)", "![0, 1].all(x, 1 / x == 2)",
            "[1, 2, 3].map(x, x * 2) == [2, 4, 6]", "[1, 2, 3].map(x, x > 1, x * 2) == [4, 6]",
            "[1, 2, 3].filter(x, x > 1).map(x, x + 1) == [3, 4]", "{'b': 1, 'a': 2}.map(k, k) == ['a', 'b']",
            "[[1, 2], [3]].map(x, x.map(y, y * size(x))) == [[2, 4], [3]]", "[1].map(x, [2].map(x, x)) == [[2]]",
            "[1, 2].map(x, x).map(x, x)[1] == 2", "{1: 'a'}.exists(k, k == 1)", "has({'a': 1}.a)", "!has({'a': 1}.b)",
            "has({'a': {'b': 1}}.a.b)", "!has({'a': {'b': 1}}.a.c)", "[1].exists(x, has(x))",
            "[{'a': 1}].all(m, has(m.a))", "[1, 'foo', 3].exists(e, e != '1')", "![1, 'foo', 3].exists(e, e == '10')",
            "{'b.c': 2}.`b.c` == 2",
            // Space and comments
            " \t\r\n\u{0C}true", "true // and so on", "// first\ntrue", "1 // one\n + // plus\n 1 == 2",
            "'//' == '/' + '/'",
            // Functions
            "'abc'.matches('b')", "'abc'.matches('^a.c$')", "!'abc'.matches('^b')", "matches('abc', 'c$')",
            "'ä'.matches('^.$')", "'a\\nb'.matches('a\\\\sb')", "'MÜLLER'.matches('(?i)müller')",
            "'x'.matches('^\\\\pL$')",
            "'abc'.size() == size('abc')", "[1, 2].size() == 2", "{'a': 1}.size() == 1", "'' in ['']",
            "['a', 'b'].exists(p, 'xbx'.matches(p))",
        ])
    func holds(_ source: String) throws {
        let world = try #require(World())
        #expect(try world.outcome(of: source, checking: .none) == .value(.bool(true)), "\(source)")
    }

    @Test(
        "An expression that CEL says is an error fails with its fault",
        arguments: [
            ("1 / 0", .divisionByZero), ("1 % 0", .divisionByZero), ("-9223372036854775808 / -1", .overflow),
            ("-9223372036854775808 % -1", .overflow), ("9223372036854775807 * 2", .overflow),
            ("-(-9223372036854775808)", .overflow), ("--(-9223372036854775808)", .overflow),
            ("0 - -9223372036854775808", .overflow), ("[1][1]", .indexOutOfRange), ("[1][-1]", .indexOutOfRange),
            ("[][0]", .indexOutOfRange), ("{'a': 1}.b", .noSuchKey), ("{'a': 1}['b']", .noSuchKey),
            ("{'a': 1, 'a': 2}", .duplicateKey), ("{'a': 1, 'a': 1 + 1}", .duplicateKey),
            ("{1: 1, 1: 1}[1]", .duplicateKey),
            ("1 in [1 / 0, 1]", .divisionByZero), ("[1 / 0, 1].exists(x, x == 1)", .divisionByZero),
            ("[1, 0].map(x, 1 / x)", .divisionByZero), ("[1, 0].filter(x, 1 / x > 0)", .divisionByZero),
            ("[0, 1].exists(x, 1 / x == 2)", .divisionByZero), ("[0, 1].all(x, 1 / x == 1)", .divisionByZero),
            ("1 / 0 > 0 || false", .divisionByZero), ("1 / 0 > 0 && true", .divisionByZero),
            ("1 / 0 > 0 ? true : true", .divisionByZero), ("has({}.a.b)", .noSuchKey),
            ("has({'a': 1}.a.b)", .wrongType),
            ("x", .unknownName), ("x.y.z", .unknownName), ("f(1)", .unknownFunction), ("[].f()", .unknownFunction),
            ("1 + 'a'", .wrongType), ("'a' - 'b'", .wrongType), ("!1", .wrongType), ("-'a'", .wrongType),
            ("1 && true", .wrongType), ("'a' || false", .wrongType), ("1 ? 2 : 3", .wrongType), ("1 < 'a'", .wrongType),
            ("[1] < [2]", .wrongType), ("null < null", .wrongType), ("1 in 1", .wrongType),
            ("1.exists(x, true)", .wrongType),
            ("[1]['a']", .wrongType), ("{[1]: 1}", .wrongType), ("{null: 1}", .wrongType), ("'a'[0]", .wrongType),
            ("size(1)", .wrongType), ("1.size()", .wrongType), ("'a'.startsWith(1)", .wrongType),
            ("true.x", .wrongType),
            ("['a'].contains('a')", .wrongType), ("'a'.matches('(')", .badPattern),
            ("'a'.matches('(' + '')", .badPattern),
            ("date('2026-02-30')", .badDate), ("date('x' + '')", .badDate), ("sum(['a'])", .wrongType),
            ("sum([9223372036854775807, 1])", .overflow), ("min([1, 'a'])", .wrongType), ("max([[1]])", .wrongType),
        ] as [(String, EvaluationFault)])
    func fails(_ source: String, _ fault: EvaluationFault) throws {
        let world = try #require(World())
        #expect(try world.outcome(of: source, checking: .none) == .failed(fault), "\(source)")
    }

    @Test(
        "What the grammar does not know is a fault at its place, even unchecked",
        arguments: [
            ("", 0), ("   ", 0), ("1 +", 3), ("(1", 2), ("1)", 1), ("[1", 2), ("{1: 2", 5), ("{1}", 2), ("1 2", 2),
            ("a b", 2), ("a.", 2), ("a.1", 1), ("a.in", 2), ("a.true", 2), ("1 = 1", 2), ("a & b", 2), ("a | b", 2),
            ("'abc", 0), ("\"abc'", 0), ("'a\nb'", 0), ("'''abc''", 0), ("'\\q'", 1), ("'\\u12'", 1), ("'\\uD800'", 1),
            ("'\\U00110000'", 1), ("'\\x4'", 1), ("'\\400'", 1), ("'\\08'", 1), ("1.5", 0), ("x + 1e3", 4), (".5", 0),
            ("1u", 0), ("b'x'", 0), ("rb'x'", 0), ("0x", 0), ("12ab", 0), ("9223372036854775808", 0),
            ("99999999999999999999999", 0), ("-9223372036854775809", 1), ("if", 0), ("while + 1", 0), ("f(1,)", 4),
            ("f(,)", 2), ("[1 2]", 3), ("true ? 1", 8), ("true ? 1 : ", 11), ("#", 0), ("„a“ == b", 0), ("a and b", 2),
            ("has(1)", 4), ("has(f())", 4), ("[1].all(1, true)", 8), ("[1].map(a.b, 1)", 10), ("a ? b ? 1 : 2 : 3", 6),
            ("`a`", 0), ("a.`b", 2), ("a.``", 2), ("é", 0), ("Msg{a: 1}", 3), ("!-x", 1), ("-!x", 1), ("..a", 1),
        ])
    func syntax(_ source: String, _ offset: Int) throws {
        let world = try #require(World())
        let error = #expect(throws: ExpressionFaults.self, "\(source)") {
            _ = try Compiler.compile(source, in: world, checking: .none)
        }
        #expect(error?.faults.map(\.offset) == [offset], "\(source)")
    }

    @Test("Names resolve by their longest front, and a macro's variable hides them") func names() throws {
        let inner = Value.map([.string("c"): .string("inner"), .string("d"): .string("field")])
        let world = try #require(World())
            .with("a.b", .map(.string, .string), inner).with("a.b.c", .string, .string("whole"))
            .with("x", .int, .int(5)).with("x.y", .int, .int(6))
        #expect(try world.outcome(of: "a.b.c") == .value(.string("whole")))
        #expect(try world.outcome(of: "a.b.d") == .value(.string("field")))
        #expect(try world.outcome(of: "a.b['c']") == .value(.string("inner")))
        #expect(try world.outcome(of: ".a.b.c") == .value(.string("whole")))
        #expect(try world.outcome(of: "[1].map(x, x)") == .value(.list([.int(1)])))
        #expect(try world.outcome(of: "[1].map(x, .x)") == .value(.list([.int(5)])))
        #expect(try world.outcome(of: "[{'y': 1}].map(x, x.y)") == .value(.list([.int(1)])))
        #expect(try world.outcome(of: "[x].map(x, x + 1)") == .value(.list([.int(6)])))
    }

    @Test("Equal values have equal hashes, texts by scalars") func hashing() {
        #expect(Value.string("\u{E9}") != Value.string("e\u{301}"))
        #expect(Set([Value.string("\u{E9}"), .string("e\u{301}"), .string("\u{E9}")]).count == 2)
        #expect(Set([MapKey.string("\u{E9}"), .string("e\u{301}"), .int(1), .bool(true)]).count == 4)
        #expect(
            Value.list([.string("a"), .string("bc")]).hashValue != Value.list([.string("ab"), .string("c")]).hashValue)
    }

    @Test("Values, keys and outcomes print no answers", arguments: ["geheim", "4711"])
    func redaction(_ secret: String) {
        let value = Value.list([.string(secret), .record([secret: .string(secret)]), .map([.string(secret): .null])])
        var dumped = ""
        dump(value, to: &dumped)
        for text in [
            "\(value)", "\(Outcome.value(value))", String(reflecting: value), dumped, "\(MapKey.string(secret))",
        ] {
            #expect(!text.contains(secret))
        }
    }
}
