import Foundation
import Glibc
import StoreFaults
import Testing
import Visit

extension TerminalProcessTests {
    /// Card in the reader, service, sealed, no network, network, desk, signed receipt, decision: the programs as they are
    /// built, and nothing between them but what is between them in a town.
    @Suite struct WholeWayTests {
        private static let received = Citizen.text("screen.receipt.received_title")

        /// What the log says within a while.
        private static func logged(_ event: String, by device: Device) -> Bool {
            let deadline = ContinuousClock.now + .seconds(60)
            while ContinuousClock.now < deadline {
                if device.events.contains(where: { $0.contains(event) }) { return true }
                usleep(50_000)
            }
            return false
        }

        @Test(.timeLimit(.minutes(10)))
        func
            `With card and PIN and without a network: saved here, received there, decided, and the next person sees none of it`()
            async throws
        {
            try await Device.with { device in
                let town = try WholeTown(office: "buergerbuero", for: device)
                try town.startMessenger()
                let terminal = try device.start()
                let holder = CardHolder(terminal: terminal)
                try holder.readsHerCard("ahorn", pin: "123456")
                let delivered = try holder.fillsTheForm()
                let returned = ContinuousClock.now
                try town.connect()
                let arrived = try #require(try await town.arrivals(atLeast: 1).first)
                let atDesk = ContinuousClock.now
                #expect(terminal.shows(Self.received), "\(terminal.text)")
                #expect(!terminal.text.contains(saved))
                print("⇒ from the network's return to the clerk's list: \(milliseconds(atDesk - returned)) ms")

                #expect(try town.arrivals().count == 1 && arrived.state == "received")
                let read = try town.read(arrived.reference)
                for text in ["Käthe Ottilie", "Groß-Ahorn", "Größere Brüdergasse"] { #expect(read.contains(text)) }
                #expect(delivered)

                // The next one finds a terminal that knows of nobody, and is disturbed by no message.
                try town.grant(arrived.reference)
                holder.presses(.enter)
                try holder.sees("screen.welcome.title")
                #expect(Self.logged("message.kept", by: device), "\(device.events)")
                town.cut()
                var next = try Citizen.arriving()
                try next.thinks { if case .review = $0.stage { true } else { false } }
                #expect(try next.walks(at: terminal) == nil)
                #expect(terminal.end(by: SIGTERM))
                let found = PlaintextSearch(["Groß-Ahorn", "Käthe Ottilie", Citizen.familyName, Citizen.givenName])
                    .count(below: device.state)
                #expect(found == 0)
            }
        }

        @Test(.timeLimit(.minutes(10)))
        func `The network lost after any number of steps changes nothing for her, and nothing is lost or doubled`()
            async throws
        {
            try await Device.with { device in
                let town = try WholeTown(office: "steueramt", for: device)
                try town.startMessenger()
                let terminal = try device.start()
                let rounds = 5
                for round in 1...rounds {
                    try town.connect()
                    var citizen = try Citizen.arriving()
                    try citizen.thinks { $0.stage == .receipt }
                    // It goes away after a part of the walk, another one each time.
                    let rest = citizen.waiting * (rounds - round) / rounds + 1
                    #expect(try citizen.walks(at: terminal, leaving: rest) == nil)
                    town.cut()
                    #expect(try citizen.walks(at: terminal, leaving: 1) == nil)
                    _ = try citizen.sends(at: terminal, until: [saved])
                    terminal.press([.enter])
                    #expect(terminal.shows(Citizen.text("screen.welcome.title")))
                }
                try town.connect()
                let arrived = try await town.arrivals(atLeast: rounds)
                let lost = rounds - Set(arrived.map(\.reference)).count
                let doubled = arrived.count - Set(arrived.map(\.reference)).count
                print("⇒ the network lost at \(rounds) steps: \(lost) lost, \(doubled) doubled")
                #expect(lost == 0 && doubled == 0)
                #expect(terminal.end(by: SIGTERM))
            }
        }
    }
}
