import Foundation
import SubmissionAPI
import Synchronization

/// Counts wrong secrets. A right secret always gets through, so that nobody locks a device out by guessing; with 256 bits
/// guessing is hopeless, and the count only keeps it from costing anything.
final class WrongSecrets: Sendable {
    /// So many a minute and client are looked at.
    static let bound = 10

    private struct Window {
        var start: Date
        var count: Int
    }

    /// By client; all names that are no client's count together.
    private let windows = Mutex<[ResourceID?: Window]>([:])

    /// Counts one.
    /// - Returns: Whether it is one too many.
    func count(for client: ResourceID?, now: Date) -> Bool {
        windows.withLock { windows in
            var window = windows[client] ?? Window(start: now, count: 0)
            if abs(now.timeIntervalSince(window.start)) >= 60 { window = Window(start: now, count: 0) }
            window.count += 1
            windows[client] = window
            return window.count > Self.bound
        }
    }
}
