import Foundation

/// How often each fault is tried. A test that takes them as its arguments runs once with today's seed, which is another
/// each day; `./Kiosk/bench --long` lets it run hundreds of times, each with a seed of its own.
package enum FaultBatches {
    /// A seed for each batch.
    package static var seeds: [UInt64] {
        let now = UInt64(Date().timeIntervalSince1970)
        guard let text = ProcessInfo.processInfo.environment["FAULT_BATCHES"], let count = UInt64(text), count > 0
        else {
            return [now / 86_400]
        }
        return (0..<count).map { now &* 1000 &+ $0 }
    }
}
