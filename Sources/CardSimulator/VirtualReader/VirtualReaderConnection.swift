import Glibc
import Synchronization

/// A simulated card in the virtual reader: connecting inserts it, closing takes it out.
///
/// Messages in both directions are a length of two bytes, the highest first, and so many bytes. One byte from the reader
/// is a command to the contacts: 0 power off, 1 power on, 2 reset, 4 asks for the answer to reset. Anything longer is
/// for the card.
///
/// Source: vpcd, as of vsmartcard 3.3 (`src/vpcd/vpcd.h`).
package final class VirtualReaderConnection: Sendable {
    private enum Control {
        static let powerOff: UInt8 = 0
        static let powerOn: UInt8 = 1
        static let reset: UInt8 = 2
        static let answerToReset: UInt8 = 4
    }

    /// How a connection came to its end.
    package enum Ending: Equatable, Sendable {
        /// We closed it.
        case removed
        /// The reader went away: pcscd has stopped.
        case readerGone
    }

    private let descriptor: Int32
    private let card: SimulatedCard
    private let isRemoved = Mutex(false)

    /// Puts a card into the reader. Throws a sentence where nobody listens.
    package init(_ card: SimulatedCard, port: UInt16) throws(SimulatorError) {
        self.card = card
        descriptor = socket(AF_INET, Int32(SOCK_STREAM.rawValue) | Int32(SOCK_CLOEXEC.rawValue), 0)
        guard descriptor >= 0 else { throw SimulatorError("No socket can be had: \(FileSystem.reason()).") }
        var address = sockaddr_in()
        address.sin_family = sa_family_t(AF_INET)
        address.sin_port = port.bigEndian
        address.sin_addr.s_addr = UInt32(0x7F00_0001).bigEndian
        let result = withUnsafePointer(to: &address) { pointer in
            pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                connect(descriptor, $0, socklen_t(MemoryLayout<sockaddr_in>.size))
            }
        }
        guard result == 0 else {
            let reason = FileSystem.reason()
            Glibc.close(descriptor)
            throw SimulatorError(
                "No virtual reader listens on port \(port) (\(reason)): start pcscd with the package vsmartcard-vpcd, "
                    + "or give its port with --port.")
        }
        set(Int32(IPPROTO_TCP), TCP_NODELAY)
        card.reset()
    }

    deinit { Glibc.close(descriptor) }

    /// Takes the card out; ``run()`` returns. Safe to call from anywhere, and twice.
    package func remove() {
        isRemoved.withLock { $0 = true }
        shutdown(descriptor, Int32(SHUT_RDWR))
    }

    /// Answers the reader until the card is taken out or the reader goes away. Blocks its thread.
    package func run() -> Ending {
        while let message = receive() {
            guard message.count == 1, let control = message.first else {
                guard send(card.process(message)) else { break }
                continue
            }
            switch control {
            case Control.powerOff, Control.powerOn, Control.reset: card.reset()
            case Control.answerToReset: guard send(SimulatedCard.answerToReset) else { break }
            default: break
            }
        }
        card.reset()
        return isRemoved.withLock { $0 } ? .removed : .readerGone
    }

    private func set(_ level: Int32, _ option: Int32) {
        var on: Int32 = 1
        setsockopt(descriptor, level, option, &on, socklen_t(MemoryLayout<Int32>.size))
    }

    private func receive() -> [UInt8]? {
        guard let header = receive(count: 2) else { return nil }
        return receive(count: Int(header[0]) << 8 | Int(header[1]))
    }

    private func receive(count: Int) -> [UInt8]? {
        var bytes = [UInt8](repeating: 0, count: count)
        var filled = 0
        while filled < count {
            // The reader sends length and content apart: without an acknowledgement at once each costs 40 ms. The
            // option does not last, so it is set before every read.
            set(Int32(IPPROTO_TCP), TCP_QUICKACK)
            let read = bytes.withUnsafeMutableBytes { buffer in
                recv(descriptor, buffer.baseAddress.map { $0 + filled }, count - filled, 0)
            }
            if read < 0 && errno == EINTR { continue }
            guard read > 0 else { return nil }
            filled += read
        }
        return bytes
    }

    private func send(_ content: [UInt8]) -> Bool {
        let message = [UInt8(content.count >> 8 & 0xFF), UInt8(content.count & 0xFF)] + content
        var sent = 0
        while sent < message.count {
            let count = message.withUnsafeBytes { buffer in
                Glibc.send(descriptor, buffer.baseAddress.map { $0 + sent }, message.count - sent, Int32(MSG_NOSIGNAL))
            }
            if count < 0 && errno == EINTR { continue }
            guard count > 0 else { return false }
            sent += count
        }
        return true
    }
}
