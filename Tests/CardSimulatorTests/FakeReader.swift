import Foundation
import Glibc

/// The reader's end of the virtual reader's protocol, for one card. Every call blocks, at most five seconds.
final class FakeReader: Sendable {
    let port: UInt16
    private let listener: Int32

    struct Failure: Error {
        let step: String
    }

    init() throws {
        listener = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
        var address = sockaddr_in()
        address.sin_family = sa_family_t(AF_INET)
        address.sin_addr.s_addr = UInt32(0x7F00_0001).bigEndian
        var length = socklen_t(MemoryLayout<sockaddr_in>.size)
        let bound = withUnsafeMutablePointer(to: &address) { [listener] pointer in
            pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                bind(listener, $0, length) == 0 && listen(listener, 4) == 0 && getsockname(listener, $0, &length) == 0
            }
        }
        guard bound else { throw Failure(step: "listen") }
        port = UInt16(bigEndian: address.sin_port)
    }

    deinit { close(listener) }

    /// Waits for a card to be inserted.
    func accept() throws -> Slot {
        var ready = pollfd(fd: listener, events: Int16(POLLIN), revents: 0)
        guard poll(&ready, 1, 5000) == 1 else { throw Failure(step: "no card came") }
        let descriptor = Glibc.accept(listener, nil, nil)
        guard descriptor >= 0 else { throw Failure(step: "accept") }
        var limit = timeval(tv_sec: 5, tv_usec: 0)
        setsockopt(descriptor, SOL_SOCKET, SO_RCVTIMEO, &limit, socklen_t(MemoryLayout<timeval>.size))
        return Slot(descriptor: descriptor)
    }

    /// A card in the reader.
    final class Slot: Sendable {
        private let descriptor: Int32

        init(descriptor: Int32) { self.descriptor = descriptor }

        deinit { close(descriptor) }

        /// Sends length and content apart, as the reader does.
        func send(_ bytes: [UInt8]) {
            let length = [UInt8(bytes.count >> 8), UInt8(bytes.count & 0xFF)]
            _ = length.withUnsafeBytes { Glibc.send(descriptor, $0.baseAddress, $0.count, 0) }
            _ = bytes.withUnsafeBytes { Glibc.send(descriptor, $0.baseAddress, $0.count, 0) }
        }

        /// The card's next message; nil where it was taken out.
        func receive() -> [UInt8]? {
            guard let header = receive(2) else { return nil }
            return receive(Int(header[0]) << 8 | Int(header[1]))
        }

        func ask(_ bytes: [UInt8]) -> [UInt8]? {
            send(bytes)
            return receive()
        }

        private func receive(_ count: Int) -> [UInt8]? {
            var bytes = [UInt8](repeating: 0, count: count)
            let read = bytes.withUnsafeMutableBytes { recv(descriptor, $0.baseAddress, count, Int32(MSG_WAITALL)) }
            return read == count ? bytes : nil
        }
    }
}
