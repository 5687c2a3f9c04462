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
                try FileManager.default.copyItem(atPath: reader.pki + "/office", toPath: device.state + "/eid")
                let terminal = try RunningTerminal(
                    state: device.state, log: device.log, options: ["--reader"],
                    variables: ["PCSCLITE_CSOCK_NAME": reader.socket])
                let holder = CardHolder(terminal: terminal)
                try holder.comes()
                try holder.agrees()
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

        @Test func `Pulled at every step of the reading: a calm screen each time, and no try of the PIN is lost`()
            async throws
        {
            try await Device.with { device in
                let reader = try CardReader()
                let holder = try Self.waiting(device, reader)
                var pulled = 0
                func again() throws {
                    try holder.sees("card.obstacle.removed.title")
                    pulled += 1
                    holder.presses(.enter)
                }
                /// Put in before the reader has noticed that the card before is gone, it is told as removed: then once more.
                func comesToPIN(delay: Int = 0) throws {
                    try reader.insert(delay: delay)
                    let titles = ["card.secret.pin.title", "card.obstacle.removed.title"].map(Citizen.text)
                    for _ in 0..<10 {
                        #expect(holder.terminal.waits { $0.rows.contains { titles.contains(where: $0.contains) } })
                        if holder.terminal.text.contains(titles[0]) { return }
                        holder.presses(.enter)
                        _ = holder.terminal.waits(within: 5) { !$0.rows.contains { $0.contains(titles[1]) } }
                    }
                }
                for digits in ["", "111"] {
                    try comesToPIN()
                    holder.terminal.press(digits.map { .digit($0.wholeNumberValue ?? 0) })
                    try reader.remove()
                    try again()
                }
                // A slow card, of which one sees what is being done with it.
                for phase in ["opening", "terminal", "card", "data"] {
                    try comesToPIN(delay: 100)
                    try holder.types(Self.pin)
                    try holder.sees("card.phase.\(phase)")
                    try reader.remove()
                    try again()
                }
                try comesToPIN()
                try holder.types(Self.pin)
                try holder.sees("card.read.title")
                try reader.remove()
                holder.presses(.enter)
                #expect(holder.terminal.waits { !$0.rows.contains { $0.contains(Citizen.text("card.read.title")) } })
                #expect(!holder.terminal.text.contains(Citizen.text("card.take.title")), "it is taken already")
                #expect(holder.terminal.end(by: SIGTERM))
                print("⇒ true reader: the card pulled \(pulled + 1) times, 0 tries of the PIN lost")
            }
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
