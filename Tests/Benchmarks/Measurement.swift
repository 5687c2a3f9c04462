import Foundation

/// Times work and holds it against a limit, and against something measured in the same run.
struct Measurement {
    let name: String
    let limit: String
    let isWithin: Bool
    let figure: String
    let comparison: String

    var line: String {
        let mark = isWithin ? "ok   " : "ABOVE"
        return [
            mark, name.padding(toLength: 46, withPad: " ", startingAt: 0),
            figure.padding(toLength: 26, withPad: " ", startingAt: 0),
            limit.padding(toLength: 16, withPad: " ", startingAt: 0), comparison,
        ].joined(separator: "  ")
    }

    /// The median of several runs, in seconds.
    static func median(runs: Int = 7, _ work: () throws -> Void) rethrows -> Double {
        var times: [Double] = []
        for _ in 0..<runs {
            let clock = ContinuousClock()
            let elapsed = try clock.measure(work)
            times.append(Double(elapsed.components.seconds) + Double(elapsed.components.attoseconds) / 1e18)
        }
        return times.sorted()[runs / 2]
    }

    static func milliseconds(_ seconds: Double) -> String { String(format: "%.2f ms", seconds * 1000) }
}
