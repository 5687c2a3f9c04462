import Catalogue
import Foundation
import Glibc
import Store
import StoreFaults
import TestSupport
import Testing
import Visit

extension TerminalProcessTests {
    /// The simulated card in the built terminal: the true protocol, in process.
    @Suite struct CardJourneyTests {
        private static let (pin, can) = ("123456", "500540")

        @Test func `With card and PIN to the sealed case, which has what was read and how she was identified`()
            async throws
        {
            try await Device.with { device in
                try await device.enrol()
                let terminal = try device.start()
                let holder = CardHolder(terminal: terminal)
                try holder.comes()
                try holder.agrees()
                let start = ContinuousClock.now
                try holder.inserts("ahorn")
                // One digit too many is not taken.
                try holder.types(Self.pin, more: "7")
                try holder.sees("card.read.title")
                let read = ContinuousClock.now
                #expect(terminal.text.contains("Käthe Ottilie") && terminal.text.contains("Groß-Ahorn"))
                #expect(terminal.text.contains("Größere Brüdergasse 5, 09997 Ahornbach"))
                holder.presses(.enter)
                try holder.sees("card.take.title")
                holder.presses(.enter)

                var begun = try Citizen.arriving().robot
                let service = try #require(begun.visit.offered.first { $0.id == "meldebescheinigung" })
                let isThere = begun.begin(service, language: .german)
                try #require(isThere)
                var citizen = Citizen(begun.visit)
                #expect(terminal.waits { $0.rows == citizen.firstScreen }, "\(terminal.text)")
                let filled = ContinuousClock.now
                try citizen.thinks { $0.stage == .receipt }
                let came = try citizen.walks(at: terminal, leaving: 1)
                #expect(came == nil)
                _ = try citizen.sends(at: terminal, until: [saved])
                #expect(terminal.end(by: SIGTERM))
                let opened = try expectOneCase(of: device, citizen.robot.delivered)
                let payload = String(decoding: opened.data, as: UTF8.self)
                #expect(payload.contains(#""identVermerk":{"method":"eid","date":"#))
                for text in ["Käthe Ottilie", "Groß-Ahorn", "1941-05-03", "Größere Brüdergasse"] {
                    #expect(payload.contains(text), "\(text)")
                }
                #expect(PlaintextSearch(["Groß-Ahorn", "Käthe Ottilie"]).count(below: device.folder) == 0)
                #expect(filled - start <= .seconds(2))
                print(
                    "⇒ card in the reader to what was read: \(milliseconds(read - start)) ms, to the filled form"
                        + " \(milliseconds(filled - start)) ms, keys and screens included")
            }
        }

        @Test func `A wrong PIN, once more, the CAN, the third: blocked, and then the card says so at once`()
            async throws
        {
            try await Device.with { device in
                let terminal = try device.start()
                let holder = CardHolder(terminal: terminal)
                try holder.comes()
                try holder.agrees()
                try holder.inserts("ahorn")
                try holder.types("000000")
                try #require(terminal.shows("noch 2 Versuche"), "\(terminal.text)")
                try holder.types("000001")
                try holder.sees("card.notice.last_try")
                try holder.types("111111", for: "can")
                try holder.types("000002")
                try holder.sees("card.notice.wrong_can")
                try holder.types(Self.can, for: "can")
                try holder.types("000003")
                try holder.sees("card.obstacle.blocked.title")
                try holder.cancels()
                try holder.comes()
                try holder.agrees()
                try holder.inserts("ahorn")
                try holder.sees("card.obstacle.blocked.title")
                #expect(terminal.end(by: SIGTERM))
            }
        }

        @Test func `What the card itself says is told before any PIN is asked for`() async throws {
            try await Device.with { device in
                let terminal = try device.start()
                let holder = CardHolder(terminal: terminal)
                for (persona, obstacle) in [("abgeschaltet", "switched_off"), ("gesperrt", "blocked")] {
                    try holder.comes()
                    try holder.agrees()
                    try holder.inserts(persona)
                    try holder.sees("card.obstacle.\(obstacle).title")
                    try holder.cancels()
                }
                for (persona, obstacle) in [("abgelaufen", "expired"), ("widerrufen", "revoked")] {
                    try holder.comes()
                    try holder.agrees()
                    try holder.inserts(persona)
                    try holder.types(Self.pin)
                    try holder.sees("card.obstacle.\(obstacle).title")
                    try holder.cancels()
                }
                #expect(terminal.end(by: SIGTERM))
            }
        }

        @Test func `The card pulled at every step: a calm screen, nothing lost, and the next try goes well`()
            async throws
        {
            try await Device.with { device in
                let terminal = try device.start()
                let holder = CardHolder(terminal: terminal)
                try holder.comes()
                try holder.agrees()
                try holder.inserts("ahorn")
                try holder.sees("card.secret.pin.title")
                var pulled = 0
                for typed in ["", "12", "123456"] {
                    terminal.press(typed.map { .digit($0.wholeNumberValue ?? 0) })
                    try holder.pulls()
                    try holder.sees("card.obstacle.removed.title")
                    pulled += 1
                    holder.presses(.enter)
                    try holder.inserts("ahorn")
                    try holder.sees("card.secret.pin.title")
                }
                // No try of the PIN was used.
                try holder.types("000000")
                try #require(terminal.shows("noch 2 Versuche"))
                try holder.pulls()
                try holder.sees("card.obstacle.removed.title")
                holder.presses(.enter)
                try holder.inserts("ahorn")
                try holder.types(Self.pin)
                try holder.sees("card.read.title")
                // Taken before it is said: then nobody is told to take it.
                try holder.pulls()
                try holder.sees("card.read.title")
                holder.presses(.enter)
                #expect(terminal.waits { !$0.rows.contains { $0.contains(Citizen.text("card.read.title")) } })
                #expect(!terminal.text.contains(Citizen.text("card.take.title")))
                #expect(terminal.end(by: SIGTERM))
                print("⇒ card pulled: \(pulled + 2) times, 0 tries lost, 0 answers lost")
            }
        }

        /// A terminal that was killed some questions after a card was read, and whoever stood before it.
        private static func killed(_ device: Device) throws -> (journal: [JournalEntry], task: CardReadingTask) {
            let terminal = try device.start()
            try CardHolder(terminal: terminal).readsHerCard("ahorn", pin: pin)
            var begun = try Citizen.arriving().robot
            let service = try #require(begun.visit.offered.first { $0.id == "meldebescheinigung" })
            let isThere = begun.begin(service, language: .german)
            try #require(isThere)
            var citizen = Citizen(begun.visit)
            #expect(terminal.waits { $0.rows == citizen.firstScreen }, "\(terminal.text)")
            var seen = 0
            try citizen.thinks { visit in
                seen += 1
                return seen == 3 || visit.stage == .review
            }
            #expect(try citizen.walks(at: terminal) == nil)
            _ = terminal.end(by: SIGKILL)
            return (
                begun.journal + citizen.robot.journal, CardReadingTask(fields: service.cardFields, password: .pin)
            )
        }

        @Test func `After a crash the same card goes on, another wipes, and nothing is shown before`() async throws {
            guard CrashTests.keysOutliveTheProcess else { return }
            for persona in ["ahorn", "erika"] {
                try await Device.with { device in
                    try await device.enrol()
                    let (journal, task) = try Self.killed(device)
                    let terminal = try device.start()
                    let holder = CardHolder(terminal: terminal)
                    try holder.sees("screen.resume.card")
                    for name in ["Groß-Ahorn", "Käthe"] { #expect(!terminal.text.contains(name)) }
                    try holder.showsAgain(persona, pin: Self.pin)
                    guard persona == "ahorn" else {
                        try holder.sees("screen.welcome.title")
                        #expect(terminal.end(by: SIGTERM))
                        let store = try TerminalStore(device.places, at: .now())
                        #expect(try store.journal.sessions().isEmpty && store.outbox.cases().cases.isEmpty)
                        return
                    }
                    try holder.sees("card.take.title")
                    #expect(!terminal.text.contains("Groß-Ahorn"))
                    holder.presses(.enter)
                    var citizen = try Citizen.returning(journal, with: task)
                    #expect(terminal.waits { $0.rows == citizen.firstScreen }, "\(terminal.text)")
                    try citizen.thinks { $0.stage == .receipt }
                    #expect(try citizen.walks(at: terminal, leaving: 1) == nil)
                    _ = try citizen.sends(at: terminal, until: [saved])
                    #expect(terminal.end(by: SIGTERM))
                    _ = try expectOneCase(of: device, citizen.robot.delivered)
                }
            }
        }

        @Test func `The PIN is changed, from the five digits of the letter too, and opens the card afterwards`()
            async throws
        {
            try await Device.with { device in
                let terminal = try device.start()
                let holder = CardHolder(terminal: terminal)
                try holder.comes(to: .digit(3))
                try holder.inserts("transportpin")
                try holder.types("12345", for: "old_pin")
                try holder.types("739164", for: "new_pin")
                try holder.types("739165", for: "new_pin_again")
                try holder.sees("card.notice.unequal")
                try holder.types("739164", for: "new_pin")
                try holder.types("739164", for: "new_pin_again")
                try holder.sees("card.changed.title")
                holder.presses(.enter)
                try holder.sees("card.take.title")
                holder.presses(.enter)
                try holder.sees("screen.welcome.title")
                try holder.comes()
                try holder.agrees()
                try holder.inserts("transportpin")
                try holder.types("739164")
                try holder.sees("card.read.title")
                #expect(PlaintextSearch(["739164", "739165"]).count(below: device.folder) == 0)
                #expect(terminal.end(by: SIGTERM))
            }
        }

        @Test func `In the case: the photo compared, consent, the CAN, and the card is read on site`() async throws {
            try await Device.with { device in
                let terminal = try device.startCase()
                let holder = CardHolder(terminal: terminal)
                try holder.signsIn()
                try holder.comes(from: "staff.desk.new_case")
                try holder.sees("screen.privacy.title")
                holder.presses(.enter)
                try holder.sees("screen.identification.staff")
                holder.presses(.enter)
                try holder.sees("card.photo.title")
                holder.presses(.digit(1))
                try holder.sees("card.consent.title")
                holder.presses(.enter)
                // Its PIN is blocked, which does not matter here.
                try holder.inserts("gesperrt")
                try holder.types("500541", for: "can")
                try holder.sees("card.notice.wrong_can")
                try holder.types(Self.can, for: "can")
                try holder.sees("card.read.title")
                holder.presses(.enter)
                try holder.sees("card.take.title")
                holder.presses(.enter)
                #expect(terminal.waits { !$0.rows.contains { $0.contains(Citizen.text("card.take.title")) } })
                #expect(device.events.contains { $0.contains("card.read") && $0.contains("outcome=read") })
                #expect(terminal.end(by: SIGTERM))
            }
        }

        @Test func `Lapsed certificates are told with their day, and who need not have a card goes on without`()
            async throws
        {
            try await Device.with { device in
                try device.makeCertificates(from: "2024-03-01", days: 30)
                let terminal = try RunningTerminal(state: device.state, log: device.log, options: ["--reader"])
                let holder = CardHolder(terminal: terminal)
                try holder.comes()
                try holder.sees("screen.privacy.title")
                holder.presses(.enter)
                try holder.sees("screen.identification.card")
                holder.presses(.enter)
                try holder.sees("card.obstacle.lapsed.title")
                try #require(terminal.shows("31. März 2024"), "\(terminal.text)")
                #expect(!terminal.text.contains(Citizen.text("screen.identification.own")))
                try holder.cancels()

                try holder.comes(to: .digit(1), in: .digit(2))
                try holder.sees("screen.privacy.title")
                holder.presses(.enter)
                try holder.sees("screen.identification.card")
                holder.presses(.enter)
                try holder.sees("card.obstacle.lapsed.title")
                try holder.chooses(String(Citizen.text("screen.identification.own").prefix(20)))
                #expect(terminal.waits { !$0.rows.contains { $0.contains("2024") } })
                #expect(terminal.end(by: SIGTERM))
            }
        }

        @Test func `After a walk with a PIN it is in no file and nowhere in memory`() async throws {
            try await Device.with { device in
                let terminal = try device.start()
                let holder = CardHolder(terminal: terminal)
                let (wrong, can) = ("583920", "604817")
                try holder.comes()
                try holder.agrees()
                try holder.inserts("dritterversuch")
                try holder.types(can, for: "can")
                try holder.types(wrong)
                try holder.sees("card.notice.wrong_can")
                try holder.cancels()
                var searched = 0
                for secret in [wrong, can] {
                    let bytes = Array(secret.utf8)
                    // As bytes, in UTF-16, and as the numbers that a library for terminals keeps of keys.
                    for width in [1, 2, 4, 8] {
                        let needle = bytes.flatMap { [$0] + [UInt8](repeating: 0, count: width - 1) }
                        let (found, size) = try ForeignMemory.count(of: needle, in: terminal.identifier)
                        #expect(found == 0, "\(secret.count) digits of \(width) bytes")
                        searched = size
                    }
                    let digits = secret.map { UInt8($0.wholeNumberValue ?? 0) }
                    for width in [1, 2, 4, 8] {
                        let needle = digits.flatMap { [$0] + [UInt8](repeating: 0, count: width - 1) }
                        #expect(try ForeignMemory.count(of: needle, in: terminal.identifier).found == 0)
                    }
                }
                #expect(PlaintextSearch([wrong, can]).count(below: device.folder) == 0)
                // The search finds what is there: a service's title.
                let title = Array("Meldebescheinigung beantragen".utf8)
                #expect(try ForeignMemory.count(of: title, in: terminal.identifier).found > 0)
                #expect(terminal.end(by: SIGTERM))
                print("⇒ PIN and CAN in \(searched / 1_048_576) MB of memory and all files: 0")
            }
        }
    }

    /// Whole milliseconds.
    static func milliseconds(_ duration: Duration) -> Int { Int(duration / .milliseconds(1)) }
}
