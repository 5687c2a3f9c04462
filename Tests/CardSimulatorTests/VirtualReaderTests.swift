import CardSimulator
import Foundation
import Synchronization
import Testing

/// The card's end of the virtual reader's protocol.
@Suite struct VirtualReaderTests {
    /// Runs a connection on a thread of its own and tells how it ended.
    final class Running: Sendable {
        private let ending = Mutex<VirtualReaderConnection.Ending?>(nil)

        init(_ connection: VirtualReaderConnection) {
            Thread.detachNewThread {
                let result = connection.run()
                self.ending.withLock { $0 = result }
            }
        }

        func end() async throws -> VirtualReaderConnection.Ending? {
            for _ in 0..<500 {
                if let ending = ending.withLock({ $0 }) { return ending }
                try await Task.sleep(for: .milliseconds(10))
            }
            return nil
        }
    }

    @Test func `The card tells its answer to reset, answers commands, and forgets its session with the power`()
        async throws
    {
        let reader = try FakeReader()
        let card = try Chain().card()
        let connection = try VirtualReaderConnection(card, port: reader.port)
        let running = Running(connection)
        let slot = try reader.accept()
        slot.send([1])
        #expect(slot.ask([4]) == SimulatedCard.answerToReset)
        #expect(slot.ask([0x00, 0xA4, 0x02, 0x0C, 0x02, 0x01, 0x1C]) == [0x90, 0x00])
        #expect(slot.ask([0x00, 0xB0, 0x00, 0x00, 0x02])?.suffix(2) == [0x90, 0x00])
        for control: UInt8 in [2, 0] {
            slot.send([control])
            #expect(slot.ask([0x00, 0xB0, 0x00, 0x00, 0x02]) == [0x69, 0x86])
            #expect(slot.ask([0x00, 0xA4, 0x02, 0x0C, 0x02, 0x01, 0x1C]) == [0x90, 0x00])
        }
        connection.remove()
        #expect(slot.receive() == nil)
        #expect(try await running.end() == .removed)
    }

    @Test func `A reader that goes away ends the connection`() async throws {
        let reader = try FakeReader()
        let running = Running(try VirtualReaderConnection(Chain().card(), port: reader.port))
        do {
            let slot = try reader.accept()
            slot.send([1])
        }
        #expect(try await running.end() == .readerGone)
    }

    @Test func `Where no reader listens, a sentence says what to do`() throws {
        let port = try FakeReader().port
        let card = try Chain().card()
        let error = #expect(throws: SimulatorError.self) { try VirtualReaderConnection(card, port: port) }
        #expect(
            error?.description
                == "No virtual reader listens on port \(port) (Connection refused): start pcscd with the package "
                + "vsmartcard-vpcd, or give its port with --port.")
    }
}
