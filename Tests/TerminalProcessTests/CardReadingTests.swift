import Foundation
import Glibc
import TestSupport
import Testing
import Visit

extension TerminalProcessTests {
    /// The built terminal with a card in a reader, through pcscd. Named as all tests with readers are, so that it runs
    /// when nothing else does.
    @Suite struct CardReadingTests {
        private static let pin = "111111"

        @Test func `The independent card is read through pcscd, pulled and put back, and fills the form`() async throws
        {
            try await Device.with { device in
                let reader = try CardReader()
                let holder = try Self.waiting(device, reader)
                let terminal = holder.terminal
                try reader.insert()
                try holder.sees("card.secret.pin.title")
                try reader.remove()
                try holder.sees("card.obstacle.removed.title")
                holder.presses(.enter)
                try holder.sees("card.insert.title")
                try reader.insert()
                try holder.types(Self.pin)
                try holder.sees("card.read.title")
                #expect(terminal.text.contains("JÖRG-ÆNEAS") && terminal.text.contains("MÜßLER"), "\(terminal.text)")
                holder.presses(.enter)
                try holder.sees("card.take.title")
                try reader.remove()
                #expect(terminal.waits { !$0.rows.contains { $0.contains(Citizen.text("card.take.title")) } })
                #expect(device.events.contains { $0.contains("card.read") && $0.contains("outcome=read") })
                #expect(terminal.end(by: SIGTERM))
            }
        }

        /// A terminal with the independent card's reader, at the screen that waits for the card.
        private static func waiting(_ device: Device, _ reader: CardReader) throws -> CardHolder {
            try FileManager.default.copyItem(atPath: reader.pki + "/office", toPath: device.state + "/eid")
            let terminal = try RunningTerminal(
                state: device.state, log: device.log, options: ["--reader"],
                variables: ["PCSCLITE_CSOCK_NAME": reader.socket])
            let holder = CardHolder(terminal: terminal)
            try holder.comes()
            try holder.agrees()
            return holder
        }

        @Test func `Pulled at every command: a calm screen each time, and in the end the card is read`() async throws {
            try await Device.with { device in
                let reader = try CardReader()
                let holder = try Self.waiting(device, reader)
                var pulled = 0
                while try pulled < 60 && Self.isPulled(reader, holder, at: pulled + 1) { pulled += 1 }
                // It was not pulled this time: so there are no more commands at which it could have been.
                #expect(holder.terminal.text.contains("MÜßLER"), "\(holder.terminal.text)")
                #expect(pulled >= 20, "a reading has that many commands at least")
                holder.presses(.enter)
                #expect(holder.terminal.waits { !$0.rows.contains { $0.contains(Citizen.text("card.read.title")) } })
                #expect(!device.events.contains { $0.contains("MÜßLER") })
                #expect(holder.terminal.end(by: SIGTERM))
                print(
                    "⇒ through pcscd: the card pulled at each of its \(pulled) commands and when it was read, nothing lost"
                )
            }
        }

        /// Puts a card in that is pulled at a command, and tells its PIN where it is asked for.
        /// - Returns: whether it was pulled; not where it was read before.
        private static func isPulled(_ reader: CardReader, _ holder: CardHolder, at command: Int) throws -> Bool {
            func sees(_ keys: String..., orItIsPulled: Bool = false) throws -> String? {
                var found: String?
                let isThere = holder.terminal.waits { screen in
                    found = keys.first { key in screen.rows.contains { $0.contains(Citizen.text(key)) } }
                    return found != nil || orItIsPulled && (try? reader.isIn) == false
                }
                try #require(isThere, "at command \(command):\n\(holder.terminal.text)")
                return found
            }
            try holder.sees("card.insert.title")
            try reader.insert(pulledAt: command)
            defer { try? reader.remove() }
            // Pulled before it was known what it is: then the terminal waits for it still.
            guard try sees("card.secret.pin.title", orItIsPulled: true) != nil else { return true }
            try holder.types(pin)
            guard try sees("card.obstacle.removed.title", "card.read.title") == "card.obstacle.removed.title" else {
                return false
            }
            holder.presses(.enter)
            return true
        }

        @Test func `A card left in the reader is told, begins nobody's visit, and goes with whoever takes it`()
            async throws
        {
            try await Device.with { device in
                let reader = try CardReader()
                let holder = try Self.waiting(device, reader)
                let terminal = holder.terminal
                try reader.insert()
                try holder.sees("card.secret.pin.title")
                holder.presses(.cancel)
                try holder.sees("screen.cancel.title")
                holder.presses(.down, .enter)
                try holder.sees("card.left.title")
                for press in [Press.enter, .digit(1), .back, .down, .enter, .cancel] { holder.presses(press) }
                holder.presses(.language)
                try holder.sees("screen.language.title")
                holder.presses(.back)
                try holder.sees("card.left.title")
                try reader.remove()
                try holder.sees("screen.welcome.title")
                // The next one begins with a card of her own.
                try holder.comes()
                try holder.agrees()
                #expect(!terminal.text.contains(Citizen.text("card.secret.pin.title")))
                try reader.insert()
                try holder.types(Self.pin)
                try holder.sees("card.read.title")
                // Read, and left all the same.
                holder.presses(.cancel)
                try holder.sees("screen.cancel.title")
                holder.presses(.down, .enter)
                try holder.sees("card.left.title")
                #expect(!terminal.text.contains("MÜßLER"))
                try reader.remove()
                try holder.sees("screen.welcome.title")
                #expect(terminal.end(by: SIGTERM))
            }
        }

        @Test func `A reader that is not there is told, and certificates that are not there`() async throws {
            try await Device.with { device in
                let terminal = try RunningTerminal(
                    state: device.state, log: device.log, options: ["--reader"],
                    variables: ["PCSCLITE_CSOCK_NAME": device.folder + "/nowhere"])
                let holder = CardHolder(terminal: terminal)
                try holder.comes()
                try holder.sees("screen.privacy.title")
                holder.presses(.enter)
                try holder.sees("screen.identification.card")
                holder.presses(.enter)
                try holder.sees("card.obstacle.not_set_up.title")
                try holder.cancels()
                // The PIN needs no certificates, but a reader.
                try holder.comes(to: .digit(3))
                try holder.sees("card.obstacle.reader_gone.title")
                #expect(terminal.end(by: SIGTERM))
            }
        }
    }
}
