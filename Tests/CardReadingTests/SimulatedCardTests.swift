import CardSimulator
import EID
import Foundation
import Secrets
import SmartCard
import SmartCardPCSC
import Testing

extension CardLaboratoryTests {
    /// Our own card through a real pcscd, with our own reader.
    @Suite(.serialized) struct SimulatedCardTests {
        let laboratory: Laboratory
        let pki: String

        init() async throws {
            laboratory = try Laboratory.shared()
            try await laboratory.clear()
            pki = try Self.demoPKI.get()
        }

        /// Made once for the process, as an administrator makes it.
        private static let demoPKI: Result<String, any Error> = Result {
            let folder = FileManager.default.temporaryDirectory.appendingPathComponent(UUID().uuidString).path
            let made = try Program.run(Program.kioskctl, ["eid", "demo-pki", folder])
            guard made.status == 0 else { throw Laboratory.Failure(description: made.output) }
            return folder
        }

        @Test(arguments: [("erika", PasswordKind.pin, "123456"), ("erika", .can, "500540")])
        func `Our card is read through a real reader`(
            persona: String, kind: PasswordKind, secret: String
        ) async throws {
            let path = Program.repository.appendingPathComponent("Config/training/personas/\(persona).yaml").path
            let card = try SimulatedCard(
                persona: try CardPersonaReader.read(file: path), credentials: try ChipCredentials(directory: pki))
            let port = try #require(laboratory.ports.first.flatMap(UInt16.init(exactly:)))
            let connection = try VirtualReaderConnection(card, port: port)
            Thread.detachNewThread { _ = connection.run() }
            defer { connection.remove() }
            let today = try Laboratory.today
            let terminal = try #require(TerminalDirectory.load(pki + "/terminals/onsite", at: today).terminal)
            let reading = CardReading(
                request: ReadingRequest(dataGroups: [.givenNames, .familyNames], today: today), terminal: terminal)
            let channel = try await PCSCService().connectWhenThere()
            let report = await reading.run(on: channel, password: SecretBytes(copying: secret.utf8), kind: kind)
            guard case .read(let read) = report.outcome else {
                Issue.record("\(report.outcome)")
                return
            }
            #expect(read[.familyNames] != nil)
            #expect(read.password == kind)
        }
    }
}
