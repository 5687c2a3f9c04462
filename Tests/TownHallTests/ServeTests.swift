import Foundation
import Glibc
import SubmissionAPI
import SubmissionClient
import Testing
import TownHall
import TownHallFaults

/// `rathaus serve` as a process of its own, with the messenger's client.
@Suite(.serialized) struct ServeTests {
    private static let program = URL(fileURLWithPath: CommandLine.arguments[0]).resolvingSymlinksInPath()
        .deletingLastPathComponent().appendingPathComponent("rathaus").path

    private struct Serving {
        let process: Process
        let port: Int

        /// Starts the service and waits until it is ready.
        /// - Parameters:
        ///   - hall: Whose.
        ///   - room: Bytes of the disk that it works on, in memory; nothing for the usual one.
        /// - Returns: The process and its port.
        /// - Throws: Where it is not ready in time.
        static func start(_ hall: TestTownHall, room: Int? = nil) async throws -> Serving {
            let output = hall.directory + "/output-\(UUID())"
            try Data().write(to: URL(fileURLWithPath: output))
            let process = Process()
            process.executableURL = URL(fileURLWithPath: program)
            process.arguments = ["serve", "--dir", hall.directory, "--host", "localhost", "--port", "0"]
            if let room {
                process.executableURL = URL(fileURLWithPath: "/usr/bin/unshare")
                process.arguments = [
                    "-m", "bash", "-ec",
                    """
                    mount --make-rprivate /
                    cp -a "$1/serve" "$1/kept"
                    mount -t tmpfs -o size=\(room) none "$1/serve"
                    cp -a "$1/kept/." "$1/serve/"
                    exec "$0" serve --dir "$1" --host localhost --port 0
                    """, program, hall.directory,
                ]
            }
            process.standardOutput = FileHandle(forWritingAtPath: output)
            process.standardError = FileHandle(forWritingAtPath: "/dev/null")
            try process.run()
            var port: Int?
            try await FaultTests.until(.seconds(120)) {
                let line = (try? String(contentsOfFile: output, encoding: .utf8)) ?? ""
                guard line.hasPrefix("listening on https://localhost:"), line.hasSuffix("\n") else { return false }
                port = Int(line.dropLast().split(separator: ":").last ?? "")
                return true
            }
            return Serving(process: process, port: try #require(port))
        }

        func stop(_ signal: Int32) async throws -> Int32 {
            kill(process.processIdentifier, signal)
            try await FaultTests.until(.seconds(60)) { !process.isRunning }
            return process.terminationStatus
        }

        func client(_ account: TestClient, _ hall: TestTownHall) throws -> SubmissionClient {
            let address = "https://localhost:\(port)"
            return try SubmissionClient(
                ServiceAccount(
                    tokenURL: address + "/token", submissionURL: address, clientID: account.id.description,
                    clientSecret: account.secret,
                    authorities: String(contentsOfFile: hall.directory + "/ca.pem", encoding: .utf8)))
        }
    }

    @Test func `The service runs until it is told to stop, alone in its directory`() async throws {
        try await TestTownHall.with { hall in
            let serving = try await Serving.start(hall)
            let client = try serving.client(hall.sender, hall)
            let epoch = await client.status().answer?.epoch
            let kept = try await hall.storage.epoch()
            #expect(epoch == kept)
            let second = try await Child.run(Self.program, ["serve", "--dir", hall.directory, "--port", "0"])
            #expect(second.status != 0 && second.errors.contains("Another program"))
            let copy = hall.directory + "/copy"
            let backup = try await Child.run(Self.program, ["backup", "--dir", hall.directory, copy])
            #expect(backup.status == 0, "\(backup.errors)")
            let busy = try await Child.run(Self.program, ["restore", "--dir", hall.directory, copy])
            #expect(busy.status != 0)
            let revoked = try await Child.run(Self.program, ["revoke", "--dir", hall.directory, "Koffer 1"])
            #expect(revoked.status == 0, "\(revoked.errors)")
            #expect(await client.status() == .unauthorised)
            let rotated = try await Child.run(Self.program, ["rotate-secret", "--dir", hall.directory, "Koffer 2"])
            let secret = rotated.output.trimmingCharacters(in: .whitespacesAndNewlines)
            let other = try serving.client(TestClient(id: hall.otherSender.id, secret: secret), hall)
            #expect(await other.status().answer?.epoch == epoch)
            await client.close()
            await other.close()
            #expect(try await serving.stop(SIGTERM) == 0)
            hall.storage.close()
            let restored = try await Child.run(Self.program, ["restore", "--dir", hall.directory, copy])
            #expect(restored.status == 0, "\(restored.errors)")
            let storage = try SQLiteStorage.open(at: ServeDirectory(in: hall.directory).database)
            defer { storage.close() }
            let renewed = try await storage.epoch()
            #expect(renewed != epoch)
            #expect(try await storage.client(hall.sender.id)?.isRevoked == false)
        }
    }

    @Test func `On a disk that is full it says so, and acknowledges nothing that it does not keep`() async throws {
        try await TestTownHall.with { hall in
            let serving = try await Serving.start(hall, room: 12_000_000)
            let client = try serving.client(hall.sender, hall)
            let desk = try serving.client(hall.subscriber, hall)
            let sealed = try hall.seal(String(repeating: "x", count: 300_000))
            var acknowledged = 0
            var refused = 0
            while refused < 5, acknowledged < 1000 {
                let (after, isLost) = await Self.step(
                    Case(sealed: sealed, content: try hall.content()), client, hall.office)
                #expect(!isLost)
                if after.isSent { acknowledged += 1 } else { refused += 1 }
            }
            let page = try #require(await desk.submissions().answer)
            #expect(acknowledged > 3 && refused == 5 && page.totalCount == acknowledged)
            for entry in page.submissions {
                let submission = try #require(await desk.submission(entry.submissionId).answer)
                let attachment = try #require(submission.attachments.first)
                #expect(await desk.attachment(attachment, of: entry.submissionId).answer == sealed)
            }
            await client.close()
            await desk.close()
            #expect(try await serving.stop(SIGTERM) == 0)
            print("full disk of rathaus serve: \(acknowledged) acknowledged and kept, \(refused) refused")
        }
    }

    /// A case that a device wants to deliver.
    private struct Case: Sendable {
        let attachment = ResourceID()
        let sealed: Data
        let content: SubmissionContent
        var announced: Announced?
        var isSent = false
    }

    @Test func `Killed while submissions are sent, the service loses and doubles none`() async throws {
        try await TestTownHall.with { hall in
            var random = Random(state: FaultTests.seed)
            var cases: [Case] = []
            var lost = 0
            let rounds = 12
            for round in 0...rounds {
                let serving = try await Serving.start(hall)
                let client = try serving.client(hall.sender, hall)
                if round < rounds {
                    for _ in 0..<40 {
                        cases.append(Case(sealed: try hall.seal("attachment"), content: try hall.content()))
                    }
                    let pause = Int(random.next() % 400)
                    async let delivered = Self.deliver(cases, client, hall)
                    // The moment is random; nothing is waited for.
                    try await Task.sleep(for: .milliseconds(50 + pause))
                    _ = try await serving.stop(SIGKILL)
                    let result = await delivered
                    cases = result.cases
                    lost += result.lost
                } else {
                    let result = await Self.deliver(cases, client, hall)
                    cases = result.cases
                    lost += result.lost
                    #expect(try await serving.stop(SIGTERM) == 0)
                }
                await client.close()
            }
            let unsent = cases.filter { !$0.isSent }.count
            #expect(unsent == 0)
            let waiting = try await hall.storage.waiting(for: [hall.office], offset: 0, limit: 10_000)
            let kept = Set(waiting.page.map(\.id))
            for one in cases {
                let id = try #require(one.announced?.submissionId)
                let content = try await hall.storage.content(of: id)
                if !kept.contains(id) || content != one.content { lost += 1 }
            }
            let doubled = waiting.total - cases.count
            print(
                "kill -9 of rathaus serve, seed \(FaultTests.seed): \(rounds) rounds, \(cases.count) submissions: \(lost) lost, \(doubled) doubled"
            )
            #expect(lost == 0 && doubled == 0)
        }
    }

    /// Goes on with what is not delivered yet, four at a time, until the service is gone.
    private static func deliver(
        _ cases: [Case], _ client: SubmissionClient, _ hall: TestTownHall
    ) async -> (cases: [Case], lost: Int) {
        let deliveries = Deliveries(cases)
        await withTaskGroup(of: Void.self) { group in
            for _ in 0..<4 {
                group.addTask {
                    while let (index, one) = await deliveries.next() {
                        let (after, isLost) = await step(one, client, hall.office)
                        await deliveries.note(after, at: index, isLost: isLost)
                    }
                }
            }
        }
        return await (deliveries.cases, deliveries.lost)
    }

    /// What four senders share.
    private actor Deliveries {
        var cases: [Case]
        var lost = 0
        private var open: [Int]

        init(_ cases: [Case]) {
            self.cases = cases
            open = cases.indices.filter { !cases[$0].isSent }
        }

        func next() -> (Int, Case)? { open.popLast().map { ($0, cases[$0]) } }

        func note(_ one: Case, at index: Int, isLost: Bool) {
            cases[index] = one
            if isLost { lost += 1 }
        }
    }

    private static func step(
        _ before: Case, _ client: SubmissionClient, _ office: ResourceID
    ) async -> (after: Case, isLost: Bool) {
        var one = before
        if one.announced == nil {
            one.announced = await client.create(
                Announcement(
                    destinationId: office, announcedAttachments: [one.attachment], publicService: TestTownHall.service)
            ).answer
        }
        guard let id = one.announced?.submissionId else { return (one, false) }
        let sealed = one.sealed
        let content = StreamedContent(byteCount: sealed.count) {
            var rest: Data? = sealed
            return {
                defer { rest = nil }
                return rest
            }
        }
        let put = try? await client.put(attachment: one.attachment, of: id, content)
        // What was announced and acknowledged must be known.
        if case .notFound? = put { return (one, true) }
        guard put?.answer != nil else { return (one, false) }
        let sent = await client.send(one.content, as: id)
        if sent == .notFound { return (one, true) }
        one.isSent = sent.answer != nil
        return (one, false)
    }
}
