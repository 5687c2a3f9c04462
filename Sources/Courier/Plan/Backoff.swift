/// How long to wait after failures: exponential, with full jitter, at most five minutes, for ever.
/// Source: sync.md, On the device.
package struct Backoff: Hashable, Sendable {
    /// After the first failure, at most.
    package var first: Duration = .seconds(1)
    /// After many.
    package var cap: Duration = .seconds(300)
    /// Nothing is so urgent that it is done over and over without a pause.
    package var floor: Duration = .milliseconds(50)

    /// The usual one.
    package init() {}

    /// The wait after so many failures in a row: anything up to the bound, so that a thousand devices do not come back at
    /// the same moment.
    package func wait(after failures: Int, using random: inout some RandomNumberGenerator) -> Duration {
        max(floor, bound(after: failures) * Double.random(in: 0...1, using: &random))
    }

    /// The longest wait after so many failures in a row.
    package func bound(after failures: Int) -> Duration {
        min(cap, first * (1 << min(max(failures, 1) - 1, 20)))
    }
}
