import Catalogue
import Foundation
import Glibc
import Sealing
import Store
import TestSupport
import Testing
import Visit

extension TerminalProcessTests {
    /// What comes from the town hall through a messenger that may lie.
    @Suite struct TownHallTests {
        private static let received = Citizen.text("screen.receipt.received_title")
        private static let unready = Citizen.text("screen.unready.title")

        /// Whoever has just sent a case, and its record as the terminal wrote it down.
        private static func sent(_ device: Device, at terminal: RunningTerminal) throws -> String {
            var citizen = try Citizen.arriving()
            try citizen.thinks { $0.stage == .receipt }
            let stopped = try citizen.walks(at: terminal, leaving: 1)
            #expect(stopped == nil)
            _ = try citizen.sends(at: terminal, until: [saved])
            return ReferenceNumber(device: "K7", counter: 1).text
        }

        /// Writes what a messenger writes when the town hall has accepted a case.
        private static func deliver(_ token: String, of reference: String, to outbox: Outbox) throws {
            try outbox.take(.created(submission: UUID(), caseID: UUID(), epoch: nil), of: reference, at: .now())
            try outbox.take(.submitted, of: reference, at: .now())
            try outbox.take(.accepted(token: Data(token.utf8)), of: reference, at: .now())
        }

        private static func token(
            about entry: OutboxCase, signedBy name: String, tags: AuthenticationTags? = nil
        ) async throws -> String {
            let key = try await Device.signingKey(name)
            return try SecurityEventToken(
                issuer: entry.destination.uuidString.lowercased(), issuedAt: Date(), submission: UUID(), case: UUID(),
                event: .accept, authenticationTags: tags ?? entry.authenticationTags
            ).signed(with: key)
        }

        private static func logged(_ event: String, by device: Device, within seconds: Int = 20) -> Bool {
            let deadline = ContinuousClock.now + .seconds(seconds)
            while ContinuousClock.now < deadline {
                if device.events.contains(where: { $0.contains(event) }) { return true }
                usleep(50_000)
            }
            return false
        }

        @Test func `While the receipt stands its words change when the town hall's own word arrives`() async throws {
            try await Device.with { device in
                try await device.enrol()
                let terminal = try device.start()
                let reference = try Self.sent(device, at: terminal)
                let outbox = try Outbox(existingAt: device.state + "/outbox")
                let entry = try outbox.find(reference)
                let token = try await Self.token(about: entry, signedBy: "root")
                let began = ContinuousClock.now
                try Self.deliver(token, of: reference, to: outbox)
                #expect(terminal.shows(Self.received), "\(terminal.text)")
                print("⇒ received on screen \(ContinuousClock.now - began) after the token was stored")
                #expect(!terminal.text.contains(saved))
                #expect(device.events.contains { $0.contains("receipt.verified") })
                #expect(terminal.end(by: SIGTERM))
            }
        }

        @Test(arguments: ["stranger", "other ciphertexts"])
        func `A receipt that a lying messenger made up is not believed`(lie: String) async throws {
            try await Device.with { device in
                try await device.enrol()
                let terminal = try device.start()
                let reference = try Self.sent(device, at: terminal)
                let outbox = try Outbox(existingAt: device.state + "/outbox")
                let entry = try outbox.find(reference)
                let others = AuthenticationTags(metadata: "m", data: "d")
                let token = try await Self.token(
                    about: entry, signedBy: lie == "stranger" ? "stranger" : "root",
                    tags: lie == "stranger" ? nil : others)
                try Self.deliver(token, of: reference, to: outbox)
                #expect(Self.logged("receipt.refused", by: device))
                // It has been looked at, and the words are as before.
                #expect(terminal.shows(saved) && !terminal.text.contains(Self.received))
                #expect(terminal.end(by: SIGTERM))
            }
        }

        @Test
        func
            `Messages are opened, verified and kept sealed; what is forged is set aside, and an office's first word waits for its key`()
            async throws
        {
            try await Device.with { device in
                let destination = try await device.enrol()
                let office = UUID()
                let question = Data(#"{"text":"Zwiebelfisch?"}"#.utf8)
                do {
                    let store = try TerminalStore(device.places, at: .now())
                    let keys = try await Device.keys(of: office, verifying: "subscriber")
                    let swapped = try await Device.keys(of: destination, for: 7200, signedBy: "stranger")
                    let newer = try await Device.keys(of: destination, for: 9000, issuedAt: Date() + 1)
                    let content = try JSONEncoder().encode(
                        ["destinationKeys": [keys.compact, swapped.compact, newer.compact]])
                    let messages = [
                        try await Device.message(
                            .question, issuer: .destination(office), signedBy: "subscriber", reference: "KFRA",
                            content: question),
                        try await Device.message(.decision, reference: "KFRA", content: question),
                        try await Device.message(
                            .decision, issuer: .destination(destination), signedBy: "stranger", content: question),
                        try await Device.message(.destinationKeys, signedBy: "stranger", content: content),
                        Data("not even a message".utf8),
                        try await Device.message(.destinationKeys, content: content),
                    ]
                    for (number, sealed) in messages.enumerated() {
                        try store.outbox.store(message: "m\(number)", sealed: sealed, at: .now())
                    }
                }
                let terminal = try device.start()
                #expect(Self.logged("keys.learned count=2", by: device), "\(device.events)")
                #expect(terminal.end(by: SIGTERM))
                let store = try TerminalStore(device.places, at: .now())
                #expect(try store.outbox.messages().isEmpty)
                let kept = try store.journal.messages()
                func kind(_ message: KeptMessage) -> String {
                    if case .verified(let kind, _, _) = message.finding { kind.rawValue } else { "set aside" }
                }
                #expect(
                    kept.map { "\($0.name) \(kind($0))" } == [
                        "m0 question", "m1 decision", "m2 set aside", "m3 set aside", "m4 set aside",
                    ])
                #expect(device.events.count { $0.contains("message.set_aside") } == 4)
                #expect(device.plaintexts() == 0)
                let files = EnrolledFiles(
                    terminalDirectory: URL(fileURLWithPath: device.state + "/enrolment"),
                    messengerFile: URL(fileURLWithPath: device.state + "/shared/messenger.json"))
                #expect(try files.destinationKeys().count == 3)
            }
        }

        @Test func `A destination key that the messenger swapped has no way in`() async throws {
            try await Device.with { device in
                let destination = try await device.enrol()
                // All that a messenger can write: its own file, and whatever it likes into the outbox.
                let swapped = try await Device.keys(of: destination, for: 90_000, signedBy: "stranger")
                let shared = device.state + "/shared/messenger.json"
                let text = try String(contentsOfFile: shared, encoding: .utf8)
                let json = try JSONSerialization.jsonObject(with: Data(text.utf8)) as? [String: Any]
                var changed = try #require(json)
                changed["destinationKeys"] = [swapped.compact]
                try JSONSerialization.data(withJSONObject: changed).write(to: URL(fileURLWithPath: shared))
                do {
                    let store = try TerminalStore(device.places, at: .now())
                    let content = try JSONEncoder().encode(["destinationKeys": [swapped.compact]])
                    // Signed by the root, even: then the keys in it are still looked at one by one.
                    try store.outbox.store(
                        message: "m", sealed: try await Device.message(.destinationKeys, content: content), at: .now())
                }
                let terminal = try device.start()
                let reference = try Self.sent(device, at: terminal)
                #expect(terminal.end(by: SIGTERM))
                let store = try TerminalStore(device.places, at: .now())
                let entry = try store.outbox.find(reference)
                #expect(try entry.keyID == Device.deskKey().publicKey.kid)
                _ = try OpenedCase(entry, in: store)
                #expect(!device.events.contains { $0.contains("keys.learned") })
            }
        }

        @Test func `Where the office's key is dead nobody begins, and the log says so before`() async throws {
            try await Device.with { device in
                try await device.enrol(keyFor: 3)
                let end = Date() + 3
                while Date() < end { try await Task.sleep(for: .milliseconds(50)) }
                let terminal = try device.start()
                var citizen = try Citizen.arriving()
                try citizen.thinks { $0.stage == .receipt }
                let title = try citizen.walks(at: terminal, until: [Self.unready], leaving: 1)
                #expect(title == Self.unready)
                #expect(device.events.contains { $0.contains("key.none") })
                #expect(device.events.contains { $0.contains("visit.refused reason=noKey") })
                terminal.press([.enter])
                #expect(terminal.waits { $0.rows == citizen.firstScreen })
                #expect(terminal.end(by: SIGTERM))
                let store = try TerminalStore(device.places, at: .now())
                #expect(try store.outbox.cases().cases.isEmpty && store.journal.sessions().isEmpty)
            }
        }

        @Test func `A key near its end is told in the log`() async throws {
            try await Device.with { device in
                try await device.enrol()
                let terminal = try device.start()
                #expect(Self.logged("key.expires_soon", by: device))
                #expect(terminal.end(by: SIGTERM))
            }
        }
    }
}
