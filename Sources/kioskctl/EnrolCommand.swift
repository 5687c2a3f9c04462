import ArgumentParser
import Foundation
import Sealing
import Secrets

/// `kioskctl enrol`: makes a device one of the town hall's.
struct EnrolCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "enrol",
        abstract: "Enrol this device with the bundle of the town hall.",
        discussion:
            "Checks the bundle, makes the device's key pair and stores both: what the messenger needs where the "
            + "messenger's group can read it, all else where only the terminal's user can. Prints the device's public "
            + "key, for `rathaus enrol --device-key`. Exits 0 where the device is enrolled, else 1.")

    @Argument(help: "The bundle that `rathaus enrol` printed; - reads standard input.")
    var bundle: String

    @Option(help: "Where the terminal's own files lie; only its user may enter.")
    var terminalDirectory = "/var/lib/buergerterminal/enrolment"

    @Option(help: "The file for the messenger.")
    var messengerFile = "/var/lib/buergerterminal/shared/messenger.json"

    @Option(help: "The terminal's user, to whom all files belong; who runs this where none is named.")
    var user: String?

    @Option(help: "The messenger's group, which may read its file.")
    var messengerGroup: String?

    @Flag(help: "Enrol a device anew. What was sealed to its old key can be opened no more.")
    var renew = false

    func run() async throws {
        // The device's private key passes through this process: no core dump, however it ends.
        do {
            try ProcessHardening.apply()
            let files = EnrolledFiles(
                terminalDirectory: URL(fileURLWithPath: terminalDirectory),
                messengerFile: URL(fileURLWithPath: messengerFile))
            guard renew || !files.holdEnrolment else {
                throw Refused("This device is enrolled already. --renew enrols it anew, with a new key.")
            }
            let owners = try EnrolledFiles.Owners(user: user, messengerGroup: messengerGroup)
            let content = try EnrolmentBundle(json: read())
            let faults = await content.faults(at: Date())
            guard faults.isEmpty else {
                for fault in faults { Output.error("\(bundle): \(fault)") }
                throw ExitCode.failure
            }
            let key = try DecryptionKey()
            try files.store(content, deviceKey: key, owners: owners)
            try announce(key.publicKey)
        } catch let exit as ExitCode {
            throw exit
        } catch {
            Output.error("\(error)")
            throw ExitCode.failure
        }
    }

    private func announce(_ key: JSONWebKey) throws {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
        Output.line(String(decoding: try encoder.encode(key), as: UTF8.self))
        Output.error(
            "The device is enrolled. Carry the public key above to the town hall: rathaus enrol --device-key FILE. "
                + "Compare its fingerprint there: \(key.kid)")
    }

    private func read() throws -> Data {
        guard bundle != "-" else {
            return try FileHandle.standardInput.read(upToCount: EnrolmentBundle.bound + 1) ?? Data()
        }
        guard let handle = FileHandle(forReadingAtPath: bundle) else {
            throw Refused("\(bundle) cannot be read.")
        }
        return try handle.read(upToCount: EnrolmentBundle.bound + 1) ?? Data()
    }

    private struct Refused: Error, CustomStringConvertible {
        let description: String
        init(_ description: String) { self.description = description }
    }
}
