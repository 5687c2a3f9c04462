import ArgumentParser
import Catalogue
import ClerkDesk
import Foundation
import Sealing
import Secrets
import SubmissionAPI
import TownHall

/// `rathaus init`: makes a town hall.
struct InitCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "init",
        abstract: "Make a town hall: signing root, certificate authority, offices with their keys, and their copy.",
        discussion:
            "Every office gets a destination and a key pair of its own. The private keys lie in DIR/desk and DIR/root, "
            + "open to their owner only; an encrypted copy of them is written to a second place and tried at once. "
            + "Nothing is written over: where a town hall is already, the command stops.")

    @OptionGroup var place: TownHallPlace
    @OptionGroup var catalogue: CataloguePlace

    @Option(help: "The name or address under which terminals reach the delivery service.")
    var host = "localhost"

    @Option(help: "The port of the delivery service.")
    var port = 8443

    @Option(
        name: .customLong("office"),
        help:
            "An office, by its name in terminal.yaml; ID:training takes training cases only. May be repeated. All of terminal.yaml where none is named."
    )
    var offices: [String] = []

    @Option(help: "Where the encrypted copy of the keys goes: another disk, a stick. DIR/backup where none is named.")
    var backup: String?

    @Option(
        help:
            "A file with the passphrase of the copy, - for standard input. Where none is named one is made and shown once."
    )
    var backupPassphrase: String?

    @Option(help: "How many days cases are sealed to the first keys.")
    var validDays = KeyMaking.validDays

    func run() async throws {
        try await Console.run {
            let plans = try OfficePlan.plans(offices, configuration: try catalogue.load())
            guard (1...65535).contains(port) else { throw Refused("“\(port)” is not a port.") }
            let chosen = try backupPassphrase.map { SharedPassphrase(try Passphrase.read($0)) }
            try place.desk.create()
            do {
                let shown = try await make(plans, chosen ?? SharedPassphrase(BackupPassphrase.make()))
                if chosen == nil { show(shown) }
            } catch {
                // All of it was made by this run.
                for folder in ["desk", "root", "serve", "ca"] {
                    try? FileManager.default.removeItem(atPath: "\(place.desk.path)/\(folder)")
                }
                throw error
            }
        }
    }

    private func make(_ plans: [OfficePlan], _ passphrase: SharedPassphrase) async throws -> SharedPassphrase {
        let (desk, now) = (place.desk, Date())
        Console.note("Making the signing root, to which everything leads that terminals believe …")
        try await desk.storeRoot(SigningKey.makePrivateKey())
        let root = try await desk.rootKey()
        Console.note("Making the certificate authority and the certificate for \(host) …")
        let authority = try CertificateAuthority.create(name: "Rathaus", notBefore: now)
        try SecretFile.makeDirectory(desk.path + "/ca")
        try SecretFile.write(SecretBytes(copying: Data(authority.certificate.utf8)), to: desk.path + "/ca/ca.pem")
        try SecretFile.write(SecretBytes(copying: Data(authority.privateKey.utf8)), to: desk.path + "/ca/ca-key.pem")
        let serving = ServeConfiguration(host: host, port: port)
        try place.serve.create(
            configuration: serving, certificate: try authority.issue(host: host, notBefore: now),
            signingKey: SigningKey.makePrivateKey())
        let storage = try SQLiteStorage.create(at: place.serve.database)
        var offices: [DeskOffice] = []
        let making = KeyMaking(directory: desk, now: now)
        for (index, plan) in plans.enumerated() {
            Console.note(
                "Making the keys of “\(plan.id)” (\(index + 1) of \(plans.count))\(plan.training ? ", training" : "") …"
            )
            let office = try await making.office(
                plan.id, destination: plan.destination, training: plan.training, validDays: validDays, root: root)
            try await storage.put(Records.destination(office, services: plan.services))
            offices.append(office)
        }
        try desk.store(offices)
        try desk.makeDataKey()
        Console.note("Writing the encrypted copy of the keys, and trying it …")
        let secret = ClientSecret()
        let client = ClientRecord(
            name: Records.deskName, role: .subscriber, secret: secret.hash,
            destinations: Set(offices.map(\.destination)))
        try await storage.put(client)
        let folder = backup.map { DeskDirectory($0).path } ?? desk.path + "/backup"
        try desk.store(
            DeskSettings(
                tokenUrl: serving.tokenAddress, submissionApiUrl: serving.address,
                mailbox: serving.mailboxAddress, clientId: client.id.description, clientSecret: secret.text,
                caCertificate: authority.certificate, recoveryKey: try StaffKey().locked(with: passphrase.secret),
                backupDirectory: folder))
        let file = try KeyBackup(of: desk, now: now).write(into: folder)
        let comparison = try KeyBackup(file: file).compare(with: desk, passphrase: passphrase.secret)
        guard comparison.stale.isEmpty, comparison.opened.count == offices.count else {
            throw Refused("The copy in \(file) does not open as it must. Nothing was made; try another place.")
        }
        storage.close()
        report(offices, file: file, serving: serving)
        return passphrase
    }

    private func report(_ offices: [DeskOffice], file: String, serving: ServeConfiguration) {
        Console.line("The town hall is made in \(place.desk.path).")
        for office in offices {
            Console.line("  \(office.id): \(office.destination)\(office.training ? " (training)" : "")")
        }
        Console.line("The copy of the keys was tried and opens: \(file)")
        if backup == nil {
            Console.line(
                "It lies on the same disk. Carry it to a second place: losing the keys loses every case sealed to them."
            )
        }
        Console.line("Next: rathaus serve --dir \(place.desk.path), which answers at \(serving.address)")
        Console.line("      rathaus enrol --dir \(place.desk.path) --name DEVICE --role sender")
        Console.line("      rathaus desk run --dir \(place.desk.path)")
    }

    private func show(_ passphrase: SharedPassphrase) {
        Console.line("The passphrase of the copy, shown this once. Write it down and keep it apart from the copy:")
        var text = passphrase.secret.withUnsafeBytes { Data("  ".utf8) + Data($0) + Data("\n".utf8) }
        Console.bytes(text)
        text.resetBytes(in: 0..<text.count)
    }
}

/// A passphrase on its way through one command.
final class SharedPassphrase: Sendable {
    let secret: SecretBytes
    init(_ secret: consuming SecretBytes) { self.secret = secret }
}

/// An office that is to be made.
struct OfficePlan {
    let id: String
    let destination: ResourceID
    let training: Bool
    let services: [PublicService]

    /// From what was said on the command line and what `terminal.yaml` says.
    static func plans(_ texts: [String], configuration: Configuration?) throws -> [OfficePlan] {
        let known = configuration?.terminal.offices ?? [:]
        let isTraining = configuration?.terminal.training ?? false
        let wanted = texts.isEmpty ? known.keys.sorted().map { isTraining ? $0 + ":training" : $0 } : texts
        guard !wanted.isEmpty else {
            throw Refused("No office is named. Give --office ID, or the terminals' configuration with --config DIR.")
        }
        let plans = try wanted.map { text in
            let parts = text.split(separator: ":", omittingEmptySubsequences: false)
            guard let id = parts.first, !id.isEmpty, parts.count == 1 || (parts.count == 2 && parts[1] == "training")
            else {
                throw Refused("“\(text)” is no office. Write ID, or ID:training.")
            }
            let configured = known[String(id)].flatMap { ResourceID($0.destination) }
            return OfficePlan(
                id: String(id), destination: configured ?? ResourceID(), training: parts.count == 2,
                services: Records.services(of: String(id), configuration))
        }
        guard Set(plans.map(\.id)).count == plans.count, Set(plans.map(\.destination)).count == plans.count else {
            throw Refused("An office is named twice.")
        }
        return plans
    }
}
