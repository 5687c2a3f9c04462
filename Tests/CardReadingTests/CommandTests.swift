import Foundation
import SmartCardPCSC
import Testing

extension CardLaboratoryTests {
    /// `kioskctl card …`, as an administrator runs it.
    @Suite(.serialized) struct CommandTests {
        let laboratory: Laboratory

        init() async throws {
            laboratory = try Laboratory.shared()
            try await laboratory.clear()
        }

        private func insert() async throws {
            try laboratory.insert()
            try await PCSCService().wait { $0.contains { if case .card = $0.content { true } else { false } } }
        }

        private func office() -> String { laboratory.pki.appendingPathComponent("office").path }

        @Test func `Readers, the card and what is wrong are told`() async throws {
            try await insert()
            let readers = try Program.run(Program.kioskctl, ["card", "readers"])
            #expect(readers.status == 0)
            #expect(readers.output.contains("Virtual PCD 00 00: card 3B8A80018031F873F741E082900075"))
            #expect(readers.output.contains("Virtual PCD 00 01: empty"))
            let info = try Program.run(Program.kioskctl, ["card", "info"])
            #expect(info.status == 0, "\(info.output)")
            #expect(info.output.contains("PACE 0.4.0.127.0.7.2.2.4.2.2, parameters 13"))
            #expect(info.output.contains("The PIN can be tried three times."))
            let fine = try Program.run(Program.kioskctl, ["card", "diagnose", "--terminal", office()])
            #expect(fine.status == 0, "\(fine.output)")
            let wrong = try Program.run(Program.kioskctl, ["card", "diagnose", "--terminal", "/nowhere"])
            #expect(wrong.status == 1)
            #expect(wrong.output.contains("There is no terminal directory /nowhere"))
        }

        @Test func `A reading is printed as JSON, and the secret comes from standard input`() async throws {
            try await insert()
            let read = try Program.run(
                Program.kioskctl,
                [
                    "card", "read", "--can-file", "-", "--terminal", office(), "--data-groups", "4,familyNames,17",
                    "--json",
                ], lines: [Laboratory.can])
            #expect(read.status == 0, "\(read.output)")
            let object = try #require(JSONSerialization.jsonObject(with: Data(read.output.utf8)) as? [String: Any])
            let groups = try #require(object["dataGroups"] as? [String: Any])
            #expect(groups["givenNames"] as? String == "JÖRG-ÆNEAS")
            #expect(groups["familyNames"] as? String == "MÜßLER")
            #expect(groups.count == 3)
            let count = try #require(object["apduCount"] as? Int)
            #expect(try count == laboratory.count())
            let steps = try #require(object["steps"] as? [[String: Any]])
            #expect(steps.allSatisfy { $0["outcome"] as? String == "done" && $0["milliseconds"] is Int })
            #expect(steps.first?["name"] as? String == "EF.CardAccess")
        }

        @Test func `A PIN is changed, and a wrong one is told`() async throws {
            try await insert()
            let arguments = ["card", "change-pin", "--old-pin-file", "-", "--new-pin-file", "-"]
            let changed = try Program.run(Program.kioskctl, arguments, lines: [Laboratory.pin, "456456"])
            #expect(changed.status == 0, "\(changed.output)")
            let refused = try Program.run(Program.kioskctl, arguments, lines: [Laboratory.pin, "123123"])
            #expect(refused.status == 1)
            #expect(refused.output.contains("The PIN is wrong."))
        }

        @Test func `A reader without a pad is told, and nothing is tried`() async throws {
            try await insert()
            for arguments in [["read", "--pad", "pin", "--terminal", office()], ["change-pin", "--pad"]] {
                let refused = try Program.run(Program.kioskctl, ["card"] + arguments)
                #expect(refused.status == 1)
                #expect(refused.output.contains("Virtual PCD 00 00 has no pad for identity cards"), "\(refused.output)")
            }
            let both = try Program.run(
                Program.kioskctl, ["card", "read", "--pad", "can", "--can-file", "-", "--terminal", office()])
            #expect(both.output.contains("Name --pin-file or --can-file, or --pad."))
            let info = try Program.run(Program.kioskctl, ["card", "info"])
            #expect(info.output.contains("The PIN can be tried three times."))
        }

        @Test func `Without a card, a reader or pcscd the sentence says what to do`() async throws {
            let empty = try Program.run(Program.kioskctl, ["card", "info"])
            #expect(empty.status == 1)
            #expect(empty.output.contains("There is no card in the reader"))
            let unknown = try Program.run(Program.kioskctl, ["card", "info", "--reader", "other"])
            #expect(unknown.output.contains("There is no such reader"))
            try laboratory.stopService()
            let stopped = try Program.run(Program.kioskctl, ["card", "diagnose", "--terminal", office()])
            #expect(stopped.status == 1)
            #expect(stopped.output.contains("pcscd does not run"))
        }
    }
}
