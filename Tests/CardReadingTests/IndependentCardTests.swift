import EID
import Secrets
import SmartCard
import SmartCardPCSC
import Testing

extension CardLaboratoryTests {
    /// The reader against a card that other people wrote, through a real pcscd.
    @Suite(.serialized) struct IndependentCardTests {
        let laboratory: Laboratory

        init() async throws {
            laboratory = try Laboratory.shared()
            try await laboratory.clear()
        }

        private static let person: Set<DataGroup> = [
            .documentType, .issuingEntity, .dateOfExpiry, .givenNames, .familyNames, .dateOfBirth, .placeOfBirth,
            .placeOfResidence,
        ]

        @Test(arguments: [(Laboratory.can, PasswordKind.can, "office"), (Laboratory.pin, .pin, "full")])
        func `The card is read, every letter as it is`(
            secret: String, kind: PasswordKind, terminal: String
        ) async throws {
            try laboratory.insert()
            let report = try await laboratory.read(Self.person, terminal: terminal, with: secret, kind)
            guard case .read(let reading) = report.outcome else {
                Issue.record("\(report.outcome)")
                return
            }
            #expect(reading[.givenNames] == .givenNames("JÖRG-ÆNEAS"))
            #expect(reading[.familyNames] == .familyNames("MÜßLER"))
            #expect(reading[.documentType] == .documentType("ID"))
            guard case .placeOfResidence(let places)? = reading[.placeOfResidence],
                case .structured(let place)? = places.first
            else {
                Issue.record("There is no place of residence.")
                return
            }
            #expect(place.street == "HEIDESTRAẞE 17")
            #expect(place.city == "KÖLN")
            #expect(reading.password == kind)
            // Six for EF.CardAccess and PACE, seven for the certificates and the signature, one for EF.CardSecurity, two
            // for chip authentication, one to select the application, one for the validity, and one a group.
            #expect(try laboratory.count() <= 18 + Self.person.count)
        }

        @Test func `All data groups take no more than 43 commands`() async throws {
            try laboratory.insert()
            let all = Set(DataGroup.allCases).subtracting([.emailAddress])
            let report = try await laboratory.read(all, terminal: "full", with: Laboratory.pin, .pin)
            guard case .read(let reading) = report.outcome else {
                Issue.record("\(report.outcome)")
                return
            }
            #expect(reading.dataGroups.count == all.count)
            #expect(try laboratory.count() <= 43)
            #expect(report.exchanges <= 43)
        }

        @Test func `A wrong PIN and a wrong CAN are told, and the card stays for the next try`() async throws {
            try laboratory.insert()
            let wrong = try await laboratory.read([.givenNames], terminal: "full", with: "123456", .pin)
            guard case .passwordRefused(.pin, .wrong) = wrong.outcome else {
                Issue.record("\(wrong.outcome)")
                return
            }
            let other = try await laboratory.read([.givenNames], terminal: "office", with: "654321", .can)
            guard case .passwordRefused(.can, .wrong) = other.outcome else {
                Issue.record("\(other.outcome)")
                return
            }
        }

        @Test func `An expired card ends as that`() async throws {
            try laboratory.insert(expired: true)
            let report = try await laboratory.read([.givenNames], terminal: "full", with: Laboratory.pin, .pin)
            #expect(report.outcome == .expired)
        }

        @Test func `A PIN is changed, and opens the card from then on`() async throws {
            try laboratory.insert()
            let card = try await PCSCService().connectWhenThere()
            let old = SecretBytes(copying: Laboratory.pin.utf8)
            let new = SecretBytes(copying: "123123".utf8)
            #expect(try await PINManagement(card: card).change(from: old, to: new) == .done)
            await card.close()
            let report = try await laboratory.read([.givenNames], terminal: "full", with: "123123", .pin)
            guard case .read = report.outcome else {
                Issue.record("\(report.outcome)")
                return
            }
        }

        /// Commands of a reading with one group: 1 EF.CardAccess, 2–6 PACE, 7–13 terminal authentication, 14
        /// EF.CardSecurity, 15 and 16 chip authentication, 17 SELECT, 18 validity, 19 the group.
        @Test(arguments: [
            "remove@1", "remove@4", "remove@9", "remove@15", "remove@19", "flip@3", "flip@14", "flip@19", "short@14",
            "short@19", "sw@5:6F00", "sw@12:6300", "sw@19:6982", "empty@10", "delay@6:150",
        ])
        func `A fault on the way ends as what it is, in time, and never with data`(fault: String) async throws {
            try laboratory.insert(faults: [fault])
            let report = try await within(.seconds(5)) {
                try await laboratory.read([.givenNames], terminal: "full", with: Laboratory.pin, .pin)
            }
            switch (fault.prefix { $0 != "@" }, report.outcome) {
            case ("remove", .failed(.transport(.cardRemoved))), ("empty", .failed(.transport(.malformedResponse))),
                ("delay", .read), ("flip", .failed), ("flip", .passwordRefused), ("flip", .notGenuine),
                ("short", .failed(.secureMessaging)), ("sw", .failed), ("sw", .passwordRefused):
                break
            default: Issue.record("\(fault): \(report.outcome)")
            }
        }

        @Test(arguments: [2, 8, 16, 19])
        func `A card that hangs at any step is given up in time`(command: Int) async throws {
            try laboratory.insert(faults: ["hang@\(command)"])
            let report = try await within(.seconds(5)) {
                try await laboratory.read(
                    [.givenNames], terminal: "full", with: Laboratory.pin, .pin, timeLimit: .milliseconds(500))
            }
            #expect(report.outcome == .failed(.transport(.cardUnresponsive)))
        }
    }
}
