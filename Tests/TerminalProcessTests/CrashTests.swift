import Catalogue
import Foundation
import Glibc
import Sealing
import Store
import TestSupport
import Testing
import Visit

extension TerminalProcessTests {
    /// `kill -9` in the middle of a visit.
    @Suite struct CrashTests {
        /// Whether keys outlive a process here; where not, a crash ends the visit for good.
        static var keysOutliveTheProcess: Bool { SessionKeyring().place == .kernel }

        /// A terminal that was killed after so many questions, and whoever stood before it.
        private static func killed(_ device: Device, after questions: Int) throws -> Citizen {
            var citizen = try Citizen.arriving()
            var seen = 0
            try citizen.thinks { visit in
                seen += 1
                return seen == questions || visit.stage == .declaration
            }
            let terminal = try device.start()
            let stopped = try citizen.walks(at: terminal)
            #expect(stopped == nil)
            _ = terminal.end(by: SIGKILL)
            #expect(device.plaintexts() == 0)
            return citizen
        }

        /// Where the kernel keeps no keys, nobody goes on, and nothing stays.
        private static func expectWiped(_ device: Device, _ terminal: RunningTerminal, _ welcome: [String]) throws {
            #expect(terminal.waits { $0.rows == welcome })
            #expect(terminal.end(by: SIGTERM))
            #expect(try TerminalStore(device.places, at: .now()).journal.sessions().isEmpty)
        }

        @Test func `Who answers as before goes on, and not one answer is missing`() async throws {
            var (rounds, resumed, entries, lost) = (0, 0, 0, 0)
            for questions in [1, 3, 5, 8, 11, 40] {
                try await Device.with { device in
                    try await device.enrol()
                    let before = try Self.killed(device, after: questions)
                    rounds += 1
                    let terminal = try device.start()
                    guard Self.keysOutliveTheProcess else {
                        try Self.expectWiped(device, terminal, before.firstScreen)
                        #expect(device.events.contains { $0.contains("keyring.memory") })
                        return
                    }
                    #expect(terminal.shows(resume))
                    #expect(!terminal.text.contains(Citizen.familyName) && !terminal.text.contains(Citizen.givenName))
                    var uninterrupted = before
                    try uninterrupted.thinks { $0.stage == .receipt }
                    var citizen = try Citizen.returning(before.robot.journal)
                    citizen.writes(Citizen.familyName)
                    try citizen.thinks { $0.stage == .receipt }
                    let stopped = try citizen.walks(at: terminal, leaving: 1)
                    #expect(stopped == nil)
                    _ = try citizen.sends(at: terminal, until: [saved])
                    #expect(terminal.end(by: SIGTERM))
                    let opened = try expectOneCase(of: device, uninterrupted.robot.delivered)
                    let expected = uninterrupted.robot.delivered.map { JSONWriter.text($0) }
                    if String(decoding: opened.data, as: UTF8.self) != expected { lost += 1 }
                    #expect(device.plaintexts() == 0)
                    resumed += 1
                    entries += before.robot.journal.count
                }
            }
            print("⇒ kill -9: \(rounds) rounds, \(resumed) went on, \(entries) entries before, \(lost) cases with less")
        }

        @Test func `Another name wipes everything`() async throws {
            try await Device.with { device in
                try await device.enrol()
                let before = try Self.killed(device, after: 6)
                let terminal = try device.start()
                if Self.keysOutliveTheProcess {
                    #expect(terminal.shows(resume))
                    terminal.press("Falsch".map(Press.character) + [.enter])
                } else {
                    #expect(terminal.waits { $0.rows == before.firstScreen })
                    #expect(device.events.contains { $0.contains("keyring.memory") })
                }
                try Self.expectWiped(device, terminal, before.firstScreen)
                #expect(try TerminalStore(device.places, at: .now()).outbox.cases().cases.isEmpty)
                let again = try device.start()
                #expect(again.waits { $0.rows == before.firstScreen })
                #expect(again.end(by: SIGTERM))
                #expect(!again.text.contains(resume) && device.plaintexts() == 0)
            }
        }

        @Test func `An older copy of the journal that was put back is refused, wiped, and told in the log`()
            async throws
        {
            try await Device.with { device in
                try await device.enrol()
                var citizen = try Citizen.arriving()
                try citizen.thinks { $0.stage == .declaration }
                let terminal = try device.start()
                let stopped = try citizen.walks(at: terminal, leaving: 12)
                #expect(stopped == nil)
                let (journal, copy) = (device.state + "/journal", device.folder + "/copy")
                try FileManager.default.copyItem(atPath: journal, toPath: copy)
                let later = try citizen.walks(at: terminal)
                #expect(later == nil)
                _ = terminal.end(by: SIGKILL)
                try FileManager.default.removeItem(atPath: journal)
                try FileManager.default.moveItem(atPath: copy, toPath: journal)
                #expect(try !TerminalStore(device.places, at: .now()).journal.sessions().isEmpty)
                let again = try device.start()
                try Self.expectWiped(device, again, citizen.firstScreen)
                #expect(!again.text.contains(resume))
                guard Self.keysOutliveTheProcess else { return }
                #expect(device.events.contains { $0.contains("journal.refused") && $0.contains("older") })
                #expect(device.plaintexts() == 0)
            }
        }

        @Test func `A crash at the receipt leaves one case, and nothing to go on with`() async throws {
            try await Device.with { device in
                try await device.enrol()
                var citizen = try Citizen.arriving()
                try citizen.thinks { $0.stage == .receipt }
                let terminal = try device.start()
                let stopped = try citizen.walks(at: terminal, leaving: 1)
                #expect(stopped == nil)
                _ = try citizen.sends(at: terminal, until: [saved])
                _ = terminal.end(by: SIGKILL)
                let again = try device.start()
                #expect(again.waits { $0.rows == citizen.firstScreen })
                #expect(again.end(by: SIGTERM))
                _ = try expectOneCase(of: device, citizen.robot.delivered)
            }
        }
    }
}
