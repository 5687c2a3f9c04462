import Foundation
import SmartCard
import SmartCardPCSC
import Testing

extension CardLaboratoryTests {
    /// Readers and cards as pcscd shows them.
    @Suite(.serialized) struct ReaderTests {
        let laboratory: Laboratory

        init() async throws {
            laboratory = try Laboratory.shared()
            try await laboratory.clear()
        }

        @Test func `Readers are listed with what is in them`() async throws {
            try laboratory.insert(reader: 1)
            _ = try await PCSCService().connectWhenThere(Laboratory.readers[1]).close()
            let readers = try await PCSCService().readers()
            #expect(readers.map(\.name) == Laboratory.readers)
            #expect(readers.first?.content == .empty)
            guard case .card(let answer)? = readers.last?.content else {
                Issue.record("There is no card.")
                return
            }
            #expect(CardCapabilities(answerToReset: answer).extendedLength)
        }

        @Test func `Insertion and removal arrive as events, in order`() async throws {
            var events = PCSCService().events().makeAsyncIterator()
            #expect(await events.next() == .serviceAvailable)
            #expect(await events.next() == .readerAdded(Laboratory.readers[0]))
            #expect(await events.next() == .readerAdded(Laboratory.readers[1]))
            for _ in 0..<3 {
                try laboratory.insert()
                guard case .cardInserted(Laboratory.readers[0], _) = await events.next() else {
                    Issue.record("The card was not seen.")
                    return
                }
                try laboratory.remove()
                #expect(await events.next() == .cardRemoved(reader: Laboratory.readers[0]))
            }
        }

        @Test(arguments: [false, true])
        func `pcscd stopped and started again is told, and all is there again`(crash: Bool) async throws {
            var events = PCSCService().events().makeAsyncIterator()
            for _ in 0..<3 { _ = await events.next() }
            try laboratory.insert()
            _ = await events.next()
            let channel = try await PCSCService().connect(to: Laboratory.readers[0])
            try crash ? laboratory.killService() : laboratory.stopService()
            #expect(await events.next() == .cardRemoved(reader: Laboratory.readers[0]))
            #expect(await events.next() == .readerRemoved(Laboratory.readers[0]))
            #expect(await events.next() == .readerRemoved(Laboratory.readers[1]))
            #expect(await events.next() == .serviceUnavailable)
            await #expect(throws: CardError.serviceUnavailable) { try await channel.exchange([0, 0xA4, 4, 12]) }
            await #expect(throws: CardError.serviceUnavailable) { try await PCSCService().readers() }
            await #expect(throws: CardError.serviceUnavailable) {
                try await PCSCService().connect(to: Laboratory.readers[0])
            }
            await within(.seconds(1)) { await channel.close() }
            try laboratory.startService()
            #expect(await events.next() == .serviceAvailable)
            #expect(await events.next() == .readerAdded(Laboratory.readers[0]))
            #expect(await events.next() == .readerAdded(Laboratory.readers[1]))
            try laboratory.insert()
            guard case .cardInserted = await events.next() else {
                Issue.record("The card was not seen again.")
                return
            }
        }

        @Test func `A listener that goes ends its thread`() async throws {
            let before = try Self.threads()
            for _ in 0..<20 {
                let listener = Task { for await _ in PCSCService().events() {} }
                try await Task.sleep(for: .milliseconds(20))
                listener.cancel()
                await listener.value
            }
            try await Task.sleep(for: .milliseconds(2500))
            #expect(try Self.threads() <= before + 6)
        }

        /// How many threads this process has.
        static func threads() throws -> Int {
            try FileManager.default.contentsOfDirectory(atPath: "/proc/self/task").count
        }
    }
}
