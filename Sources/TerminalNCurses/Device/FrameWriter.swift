import CNCurses
import Glibc

/// Brings one composed frame to the tty, as fast as it takes it and without ever waiting.
struct FrameWriter {
    enum Progress: Hashable { case done, blocked, gone }

    private let stall: Duration
    private var bytes: [UInt8] = []
    private var sent = 0
    private var lastProgress = SuspendingClock.now

    init(stall: Duration) { self.stall = stall }

    /// Whether a frame is under way. Until it is through, no other is composed.
    var isPending: Bool { sent < bytes.count }

    /// When the terminal counts as gone unless it takes something before.
    var deadline: SuspendingClock.Instant? { isPending ? lastProgress + stall : nil }

    mutating func start(_ frame: UnsafeBufferPointer<UInt8>) {
        bytes.removeAll(keepingCapacity: true)
        bytes.append(contentsOf: frame)
        sent = 0
        lastProgress = .now
    }

    /// Writes what the tty takes now.
    mutating func advance() -> Progress {
        while isPending {
            let count = bytes[sent...].withUnsafeBufferPointer { cnc_guard_write($0.baseAddress, $0.count) }
            if count > 0 {
                sent += count
                lastProgress = .now
            } else if count < 0, errno == EINTR {
                continue
            } else if count < 0, errno == EAGAIN {
                return SuspendingClock.now >= lastProgress + stall ? .gone : .blocked
            } else {
                return .gone
            }
        }
        return .done
    }
}
