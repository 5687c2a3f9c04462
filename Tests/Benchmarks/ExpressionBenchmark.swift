import Expressions

/// A million evaluations of a typical `show_if`.
enum ExpressionBenchmark {
    private static let source = #"fuer_wen == "vollmacht" && rechtsform in ["gmbh", "ug", "ag", "eg", "ev"]"#
    private static let count = 1_000_000

    static func run() throws -> [Measurement] {
        let program = try Compiler.compile(source, in: Names())
        guard let today = CivilDate(year: 2026, month: 3, day: 1) else { return [] }
        let answers = Answers(fuerWen: "vollmacht", rechtsform: "eg", today: today)
        let evaluated = Measurement.median(runs: 5) {
            for _ in 0..<count { keep(program.evaluate(in: answers)) }
        }
        let byHand = Measurement.median(runs: 5) {
            for _ in 0..<count { keep(Self.byHand(answers)) }
        }
        return [
            Measurement(
                name: "1,000,000 evaluations of a show_if", limit: "≤ 1000 ms", isWithin: evaluated <= 1,
                figure: Measurement.milliseconds(evaluated),
                comparison: String(describing: Int((evaluated / byHand).rounded())) + " × the same in compiled Swift")
        ]
    }

    @inline(never) private static func byHand(_ answers: Answers) -> Bool {
        guard case .string(let who)? = answers.value(of: 0), case .string(let form)? = answers.value(of: 1) else {
            return false
        }
        return who == "vollmacht" && ["gmbh", "ug", "ag", "eg", "ev"].contains(form)
    }

    private struct Names: Scope {
        let names = ["fuer_wen", "rechtsform"]

        func lookup(_ name: String) -> NameLookup {
            names.firstIndex(of: name).map { .found(slot: $0, type: .string) } ?? .unknown
        }
    }

    private struct Answers: Activation {
        let fuerWen: String
        let rechtsform: String
        let today: CivilDate
        var now: Moment { Moment(date: today, time: .noon) }

        func value(of slot: Int) -> Value? { .string(slot == 0 ? fuerWen : rechtsform) }
    }
}
