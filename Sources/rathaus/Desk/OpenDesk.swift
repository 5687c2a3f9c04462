import Catalogue
import ClerkDesk
import DeskWeb
import Foundation
import Sealing
import SubmissionClient

/// A desk, opened for one command.
struct OpenDesk {
    let directory: DeskDirectory
    let store: CaseStore
    let offices: [DeskOffice]
    let services: KnownServices
    let configuration: Configuration?
    let who = AuditedActor.current()

    /// Opens the cases.
    init(_ place: TownHallPlace, _ catalogue: CataloguePlace) throws {
        directory = place.desk
        offices = try directory.offices()
        configuration = try catalogue.load()
        services = KnownServices(configuration?.services ?? [])
        let key = try directory.dataKey()
        store = try CaseStore(path: directory.database, key: key)
    }

    /// The offices' private keys. What is missing is said, and its cases wait.
    func keyrings() async throws -> [OfficeKeyring] {
        var keyrings: [OfficeKeyring] = []
        for office in offices {
            let keyring = try await OfficeKeyring(office, in: directory)
            for kid in keyring.missing {
                Console.note(
                    "A key of “\(office.id)” cannot be read: desk/keys/\(kid).der. Cases sealed to it wait; put it back "
                        + "from the copy.")
            }
            keyrings.append(keyring)
        }
        return keyrings
    }

    /// The desk's connection to the delivery service; must be closed.
    func client() throws -> SubmissionClient {
        let settings = try directory.settings()
        return try SubmissionClient(
            ServiceAccount(
                tokenURL: settings.tokenUrl, submissionURL: settings.submissionApiUrl, mailbox: settings.mailbox,
                clientID: settings.clientId, clientSecret: settings.clientSecret,
                authorities: settings.caCertificate))
    }

    var accounts: AccountDirectory { AccountDirectory(directory) }

    /// The clerks' page.
    func site(isSecure: Bool) -> DeskSite {
        DeskSite(
            store: store, services: services, offices: offices,
            officeNames: configuration?.terminal.offices.mapValues { $0.name(.german) } ?? [:],
            town: configuration?.terminal.municipality.name(.german) ?? "Rathaus", accounts: accounts,
            isSecure: isSecure, now: { Date() })
    }

    func find(_ reference: String) throws -> DeskCase { try store.find(reference, among: offices) }

    static var seconds: Int64 { Int64(Date().timeIntervalSince1970) }

    /// `YYYY-MM-DD`, in the office's own time.
    static var today: String { TownClock().machineDay(seconds) }

    /// A moment for people, UTC.
    static func time(_ seconds: Int64) -> String {
        Date(timeIntervalSince1970: TimeInterval(seconds)).formatted(.iso8601)
    }

    /// In groups of four, as references are shown, fit for a screen.
    static func grouped(_ reference: String) -> String { Console.printable(DeskWords.grouped(reference)) }
}
