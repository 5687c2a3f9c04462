import Catalogue
import Foundation
import Glibc
import Sealing
import Store
import StoreFaults
import TestSupport
import Testing
import Visit

extension TerminalProcessTests {
    /// Card in the reader, service, sealed, no network, network, desk, signed receipt, decision: the programs as they are
    /// built, and nothing between them but what is between them in a town.
    @Suite struct WholeWayTests {
        private static let received = Citizen.text("screen.receipt.received_title")

        /// As the log writes days.
        private static func dayAfter(_ moment: Date) -> String {
            String(moment.addingTimeInterval(86_400).formatted(.iso8601).prefix(10))
        }

        /// What the log says so often within a while.
        private static func logged(_ event: String, _ times: Int = 1, by device: Device) -> Bool {
            let deadline = ContinuousClock.now + .seconds(60)
            while ContinuousClock.now < deadline {
                // A line tells of several that came at once.
                let told = device.events.filter { $0.contains(event) }.map { line in
                    line.split(separator: " ").first { $0.hasPrefix("count=") }.flatMap { Int($0.dropFirst(6)) } ?? 1
                }
                if told.reduce(0, +) >= times { return true }
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
                let town = try WholeTown(for: device, code: "K2")
                try town.startMessenger()
                let terminal = try town.startKiosk()
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
                try town.decide(arrived.reference)
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
        func `Without a card, two people one after the other: both decided, and nothing of the first in the second`()
            async throws
        {
            try await Device.with { device in
                let town = try WholeTown(for: device, code: "K3")
                try town.startMessenger()
                try town.connect()
                let terminal = try town.startKiosk()
                let people = [[Citizen.familyName, Citizen.givenName], ["Sägefeld", "Quastenflosser"]]
                var (seen, remembered, searched) = (0, 0, 0)
                for (number, names) in people.enumerated() {
                    var citizen = try Citizen.arriving(as: names)
                    try citizen.thinks { $0.stage == .receipt }
                    while citizen.waiting > 1 {
                        #expect(try citizen.walks(at: terminal, leaving: max(1, citizen.waiting - 10)) == nil)
                        let strange = people.enumerated().filter { $0.offset != number }.flatMap(\.element)
                        seen += strange.count { terminal.text.contains($0) }
                    }
                    if number == 1 {
                        for name in people[0] {
                            let (found, size) = try ForeignMemory.count(of: Array(name.utf8), in: terminal.identifier)
                            remembered += found
                            searched = size
                        }
                    }
                    _ = try citizen.sends(at: terminal, until: [saved, Self.received])
                    #expect(terminal.shows(Self.received), "\(terminal.text)")
                    terminal.press([.enter])
                    #expect(terminal.shows(Citizen.text("screen.welcome.title")))
                }
                let arrived = try await town.arrivals(atLeast: 2)
                #expect(arrived.count == 2 && Set(arrived.map(\.reference)).count == 2)
                for arrival in arrived {
                    let read = try town.read(arrival.reference)
                    // The newest comes first.
                    let own = arrival.reference == arrived[0].reference ? 1 : 0
                    #expect(people[own].allSatisfy(read.contains) && !people[1 - own].contains(where: read.contains))
                    try town.decide(arrival.reference)
                }
                #expect(Self.logged("message.kept", 2, by: device), "\(device.events)")
                #expect(terminal.end(by: SIGTERM))
                let found = PlaintextSearch(people.flatMap { $0 }).count(below: device.folder)
                print(
                    "⇒ two visits: of the first on the second's screens \(seen), in \(searched / 1_048_576) MB of memory"
                        + " \(remembered), in files \(found)")
                #expect(seen == 0 && remembered == 0 && found == 0)
            }
        }

        @Test(.timeLimit(.minutes(10)))
        func
            `The case: on site with the CAN, no network, power lost, the passphrase forgotten, delivered the next day, and the office's words are read on it`()
            async throws
        {
            try await Device.with { device in
                let town = try WholeTown(for: device, code: "K4")
                var begun = try Citizen.visited().robot
                let service = try #require(begun.visit.offered.first { $0.id == "meldebescheinigung" })
                let isThere = begun.begin(service, language: .german)
                try #require(isThere)
                var before = Citizen(begun.visit)

                let terminal = try town.startCase()
                let holder = CardHolder(terminal: terminal)
                try holder.signsIn()
                try holder.comes(from: "staff.desk.new_case")
                try holder.readsOnSite("ahorn", can: "500540")
                #expect(terminal.waits { $0.rows == before.firstScreen }, "\(terminal.text)")
                var seen = 0
                try before.thinks { visit in
                    seen += 1
                    return seen == 3 || visit.stage == .review
                }
                #expect(try before.walks(at: terminal) == nil)
                // Power off: nothing of it is in a keyring, and nothing in the clear.
                _ = terminal.end(by: SIGKILL)
                let names = ["Groß-Ahorn", "Käthe Ottilie"]
                #expect(PlaintextSearch(names).count(below: device.state) == 0)

                // Whoever began has forgotten the passphrase; a colleague goes on, the next day.
                town.sleepsOver()
                try town.recoverDrafts(to: "Jörg Ahorn")
                let again = try town.startCase()
                let second = CardHolder(terminal: again)
                try second.signsIn(2)
                #expect(again.shows("Entwürfe (1)"), "\(again.text)")
                again.press([.digit(3), .enter])
                #expect(again.shows("Begonnen von Beate Muster"), "\(again.text)")
                again.press([.enter])
                var after = try Citizen.visited(begun.journal + before.robot.journal)
                let first = after.firstScreen
                #expect(again.waits { $0.rows == first }, "\(again.text)\n\(first.joined(separator: "\n"))")
                try after.thinks { $0.stage == .receipt }
                #expect(try after.walks(at: again, leaving: 1) == nil)
                _ = try after.sends(at: again, until: [saved])
                again.press([.enter])
                try second.sees("staff.desk.new_case")
                #expect(again.end(by: SIGTERM))

                // A network, with nobody signed in and no terminal there.
                try town.startMessenger()
                try town.connect()
                let arrived = try #require(try await town.arrivals(atLeast: 1).first)
                let read = try town.read(arrived.reference)
                for text in names { #expect(read.contains(text)) }
                let (question, reason) = ("Wozu brauchen Sie die Bescheinigung?", "Zwiebelfisch. Sie liegt bereit.")
                try town.ask(arrived.reference, question)
                try town.decide(arrived.reference, "partly_granted", because: reason)

                let tomorrow = [Self.dayAfter(.now)]
                let third = try town.startCase()
                let reader = CardHolder(terminal: third)
                try reader.sees("staff.members.title")
                #expect(Self.logged("message.kept", 2, by: device), "\(device.events)")
                #expect(!third.text.contains("Zwiebelfisch"))
                try reader.signsIn(1)
                try reader.sees("staff.desk.new_case")
                third.press([.digit(4)])
                try reader.sees("staff.holdings.received")
                try reader.chooses(ReferenceNumber(grouping: arrived.reference).description)
                #expect(third.shows("zum Teil bewilligt"), "\(third.text)")
                let rows = third.text.split(separator: "\n")
                let (told, asked) = (rows.firstIndex { $0.contains(reason) }, rows.firstIndex { $0.contains(question) })
                #expect(try #require(told) < (try #require(asked)), "the newest first: \(third.text)")
                third.press([.lock])
                try reader.sees("staff.passphrase.locked")
                #expect(!third.text.contains("Zwiebelfisch"))
                #expect(third.end(by: SIGTERM))
                #expect(try town.arrivals().count == 1)
                let last = try #require(device.events.last).prefix(10)
                #expect((tomorrow + [Self.dayAfter(.now)]).contains(String(last)), "for the programs it was tomorrow")
                let found = [device.state, device.log].reduce(0) { count, folder in
                    count + PlaintextSearch(names + ["Zwiebelfisch", Device.passphrase]).count(below: folder)
                }
                print(
                    "⇒ the case, on two days: 1 power cut, 1 passphrase forgotten, 0 lost, 0 doubled, in files in the clear \(found)"
                )
                #expect(found == 0)
            }
        }

        @Test(.timeLimit(.minutes(10)))
        func `The network lost after any number of steps changes nothing for her, and nothing is lost or doubled`()
            async throws
        {
            try await Device.with { device in
                let town = try WholeTown(for: device, code: "K5")
                try town.startMessenger()
                let terminal = try town.startKiosk()
                // As many as there are screens from the welcome to the receipt.
                let rounds = 22
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

        @Test(.timeLimit(.minutes(10)))
        func
            `Killed at every screen from the welcome to the receipt: what was answered is there, and one case arrives`()
            async throws
        {
            try await Device.with { device in
                let town = try WholeTown(for: device, code: "K6")
                var whole = try Citizen.arriving()
                try whole.thinks { $0.stage == .receipt }
                var (kills, journal): (Int, [JournalEntry]) = (0, [])

                /// Terminal and messenger are gone at once, and come back.
                func cut(_ terminal: RunningTerminal, takingKeys: Bool = false) throws -> RunningTerminal {
                    town.killMessenger()
                    _ = terminal.end(by: SIGKILL)
                    kills += 1
                    if takingKeys {
                        var keyring = SessionKeyring()
                        let sessions = try TerminalStore(device.places, at: .now()).journal.sessions()
                        #expect(sessions.count == 1)
                        for session in sessions { keyring.forget(session.id) }
                    }
                    try town.startMessenger()
                    return try town.startKiosk()
                }

                try town.startMessenger()
                var terminal = try town.startKiosk()
                // Before the first answer there is nothing to go on with.
                for presses in 1...4 {
                    var citizen = try Citizen.arriving()
                    try citizen.thinks { $0.stage == .receipt }
                    #expect(try citizen.walks(at: terminal, leaving: citizen.waiting - presses) == nil)
                    terminal = try cut(terminal)
                    #expect(terminal.waits { $0.rows == whole.firstScreen }, "\(terminal.text)")
                }
                var citizen = try Citizen.arriving()
                try citizen.thinks { _ in true }
                // Without power the kernel forgets the key too: then what was answered is noise, and is wiped.
                #expect(try citizen.walks(at: terminal) == nil)
                terminal = try cut(terminal, takingKeys: true)
                #expect(terminal.waits { $0.rows == whole.firstScreen }, "\(terminal.text)")
                guard CrashTests.keysOutliveTheProcess else { return }
                // From screen to screen, and at each the programs are gone.
                citizen = try Citizen.arriving()
                try citizen.thinks { _ in true }
                var seen: Set<Stage> = []
                while true {
                    let isLast = citizen.robot.visit.stage == .declaration
                    seen.insert(citizen.robot.visit.stage)
                    #expect(try citizen.walks(at: terminal) == nil)
                    #expect(device.plaintexts() == 0)
                    journal += citizen.robot.journal
                    terminal = try cut(terminal)
                    citizen = try Citizen.returning(journal)
                    try #require(terminal.waits(within: 60) { $0.rows == citizen.firstScreen }, "\(terminal.text)")
                    citizen.writes(Citizen.familyName)
                    if isLast { break }
                    // What one may leave empty and has is asked again; then on to where nobody was yet.
                    try citizen.thinks { !seen.contains($0.stage) }
                }
                try citizen.thinks { $0.stage == .receipt }
                #expect(try citizen.walks(at: terminal, leaving: 1) == nil)
                _ = try citizen.sends(at: terminal, until: [saved])
                terminal = try cut(terminal)
                #expect(terminal.waits { $0.rows == whole.firstScreen }, "\(terminal.text)")
                try town.connect()
                let arrived = try await town.arrivals(atLeast: 1)
                #expect(arrived.count == 1 && citizen.robot.delivered == whole.robot.delivered)
                let read = try town.read(try #require(arrived.first).reference)
                #expect(read.contains(Citizen.familyName) && read.contains(Citizen.givenName))
                #expect(terminal.end(by: SIGTERM))
                #expect(device.plaintexts() == 0)
                print("⇒ killed at \(kills) screens: \(1 - arrived.count) lost, \(arrived.count - 1) doubled")
            }
        }
    }
}
