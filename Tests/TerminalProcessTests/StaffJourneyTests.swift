import Foundation
import Glibc
import Sealing
import Store
import StoreFaults
import TestSupport
import Testing
import Visit

extension TerminalProcessTests {
    /// The case in the hands of staff.
    @Suite struct StaffJourneyTests {
        /// As bytes, in UTF-16 and as the characters of a program that keeps keys by numbers.
        private static func found(_ secret: String, in terminal: RunningTerminal) throws -> (found: Int, searched: Int)
        {
            var (count, searched) = (0, 0)
            for width in [1, 2, 4, 8] {
                let needle = Array(secret.utf8).flatMap { [$0] + [UInt8](repeating: 0, count: width - 1) }
                let (found, size) = try ForeignMemory.count(of: needle, in: terminal.identifier)
                count += found
                searched = size
            }
            return (count, searched)
        }

        @Test func `A case that was begun survives kill and reboot, opens to its owner only, and is finished`()
            async throws
        {
            try await Device.with { device in
                try await device.enrol()
                var before = try Citizen.visited()
                var seen = 0
                try before.thinks { visit in
                    seen += 1
                    return seen == 6 || visit.stage == .declaration
                }
                let terminal = try device.startCase()
                let holder = CardHolder(terminal: terminal)
                try holder.signsIn()
                try holder.sees("staff.desk.new_case")
                #expect(terminal.shows("Akku 83 %"))
                _ = try before.walks(at: terminal)
                let passphrase = try Self.found(Device.passphrase, in: terminal)
                #expect(passphrase.found == 0)
                _ = terminal.end(by: SIGKILL)
                #expect(device.plaintexts() == 0)

                // A reboot empties the keyring; there never was a key of this in it.
                let sessions = try TerminalStore(device.places, at: .now()).journal.sessions()
                #expect(sessions.count == 1 && sessions[0].wrappedKey != nil)
                var keyring = SessionKeyring()
                if case .key = keyring.find(sessions[0].id) { Issue.record("A key lies in the keyring.") }

                let again = try device.startCase()
                let second = CardHolder(terminal: again)
                try second.signsIn(2)
                try second.sees("staff.desk.new_case")
                #expect(again.shows("Entwürfe (0)"), "\(again.text)")
                again.press([.digit(6)])
                try second.signsIn(1)
                #expect(again.shows("Entwürfe (1)"), "\(again.text)")
                #expect(!again.text.contains(Citizen.familyName))
                again.press([.digit(3)])
                #expect(again.shows("Hund zur Hundesteuer anmelden"))
                again.press([.enter])
                try second.sees("staff.draft.resume")
                again.press([.enter])
                var after = try Citizen.visited(before.robot.journal)
                let first = after.firstScreen
                #expect(again.waits { $0.rows == first }, "\(again.text)\n\(first.joined(separator: "\n"))")
                try after.thinks { $0.stage == .receipt }
                let stopped = try after.walks(at: again, leaving: 1)
                #expect(stopped == nil)
                _ = try after.sends(at: again, until: [saved])
                again.press([.enter])
                try second.sees("staff.desk.new_case")
                again.press([.digit(4)])
                #expect(again.shows(ReferenceNumber(device: "K7", counter: 1).description), "\(again.text)")
                again.press([.enter])
                try second.sees("staff.delivering")
                let outbox = try Outbox(existingAt: device.state + "/outbox")
                #expect(try outbox.lastWish() != nil)
                #expect(again.end(by: SIGTERM))
                let opened = try expectOneCase(of: device, after.robot.delivered)
                #expect(String(decoding: opened.data, as: UTF8.self).contains("signed_on_paper"))
                #expect(device.plaintexts() == 0)
                #expect(PlaintextSearch([Device.passphrase]).count(below: device.folder) == 0)
                print(
                    "⇒ case: \(before.robot.journal.count) entries before the kill, 0 lost; passphrase in "
                        + "\(passphrase.searched / 1_048_576) MB of memory and all files: 0")
            }
        }

        @Test func `A colleague who was named goes on with the draft`() async throws {
            try await Device.with { device in
                try await device.enrol()
                var before = try Citizen.visited()
                try before.thinks { _ in true }
                let terminal = try device.startCase()
                let holder = CardHolder(terminal: terminal)
                try holder.signsIn()
                try holder.sees("staff.desk.new_case")
                _ = try before.walks(at: terminal)
                terminal.press([.cancel])
                try holder.sees("staff.cancel.keep")
                terminal.press([.down, .enter])
                try holder.sees("staff.desk.new_case")
                #expect(terminal.shows("Entwürfe (1)"), "\(terminal.text)")
                terminal.press([.digit(3)])
                #expect(terminal.shows("Hund zur Hundesteuer"))
                terminal.press([.enter])
                try holder.sees("staff.draft.hand_over")
                terminal.press([.digit(2)])
                try holder.sees("staff.handover.title")
                terminal.press([.digit(1), .down, .enter])
                try holder.sees("staff.draft.resume")
                terminal.press([.back, .back])
                try holder.sees("staff.desk.new_case")
                terminal.press([.digit(6)])
                try holder.signsIn(2)
                #expect(terminal.shows("Entwürfe (1)"), "\(terminal.text)")
                terminal.press([.digit(3), .enter])
                #expect(terminal.shows("Begonnen von Beate Muster"), "\(terminal.text)")
                terminal.press([.enter])
                #expect(terminal.shows(Citizen.familyName), "\(terminal.text)")
                #expect(terminal.end(by: SIGTERM))
            }
        }

        @Test func `Locked in the middle of a case nothing of it is on screen or in memory, and it goes on`()
            async throws
        {
            try await Device.with { device in
                try await device.enrol()
                var before = try Citizen.visited()
                try before.thinks { _ in true }
                let terminal = try device.startCase()
                let holder = CardHolder(terminal: terminal)
                try holder.signsIn()
                try holder.sees("staff.desk.new_case")
                _ = try before.walks(at: terminal)
                #expect(terminal.shows(Citizen.familyName), "\(terminal.text)")
                terminal.press([.lock])
                try holder.sees("staff.passphrase.locked")
                #expect(!terminal.text.contains(Citizen.familyName))
                let name = try Self.found(Citizen.familyName, in: terminal)
                #expect(device.plaintexts() == 0)
                holder.typesPassphrase(Device.passphrase)
                #expect(terminal.shows(Citizen.familyName), "\(terminal.text)")
                #expect(terminal.end(by: SIGTERM))
                print("⇒ locked: the name in \(name.searched / 1_048_576) MB of memory \(name.found) times, in files 0")
                #expect(name.found == 0)
            }
        }

        @Test func `Five wrong passphrases cost time, and a restart is no way around it`() async throws {
            try await Device.with { device in
                let terminal = try device.startCase()
                let holder = CardHolder(terminal: terminal)
                try holder.sees("staff.members.title")
                terminal.press([.digit(1)])
                for (index, wait) in [0, 0, 5, 10, 20].enumerated() {
                    try holder.sees("staff.passphrase.hint")
                    holder.typesPassphrase("falsch-falsch-\(index)")
                    try holder.sees("staff.passphrase.wrong")
                    if wait > 0 { #expect(terminal.shows("Der nächste Versuch ist in"), "\(terminal.text)") }
                    guard index < 4, wait > 0 else { continue }
                    #expect(
                        terminal.waits(within: wait + 5) { screen in
                            !screen.rows.contains { $0.contains("Sekunden") }
                        })
                }
                _ = terminal.end(by: SIGKILL)
                let again = try device.startCase()
                let second = CardHolder(terminal: again)
                try second.signsIn()
                #expect(again.shows("Der nächste Versuch ist in"), "\(again.text)")
                #expect(!again.text.contains("Guten Tag"))
                #expect(again.end(by: SIGTERM))
                #expect(device.events.count { $0.contains("staff.refused") } == 5)
            }
        }
    }
}
