import Dispatch
import Glibc
import Synchronization
import Testing

/// Somebody else on the town hall's port, who answers everything with a login page.
package final class PortalListener: Sendable {
    private let socket: Int32
    private let count = Mutex(0)

    /// How many have come.
    package var visitors: Int { count.withLock { $0 } }

    package init(port: Int) throws {
        let socket = Glibc.socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
        var yes: Int32 = 1
        setsockopt(socket, SOL_SOCKET, SO_REUSEADDR, &yes, socklen_t(MemoryLayout<Int32>.size))
        try #require(FreePort.bind(socket, to: port) == port && listen(socket, 16) == 0)
        self.socket = socket
        DispatchQueue.global().async { self.answer() }
    }

    private func answer() {
        let page = "HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nContent-Length: 5\r\nConnection: close\r\n\r\nlogin"
        while true {
            let visitor = accept(socket, nil, nil)
            guard visitor >= 0 else { return }
            count.withLock { $0 += 1 }
            _ = page.withCString { write(visitor, $0, strlen($0)) }
            Glibc.close(visitor)
        }
    }

    package func close() {
        shutdown(socket, Int32(SHUT_RDWR))
        Glibc.close(socket)
    }
}
