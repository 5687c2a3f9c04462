import Catalogue
import ClerkDesk
import Sealing
import SubmissionAPI
import TownHall

/// What the delivery service is told of the desk's offices.
enum Records {
    /// The desk's own name among the clients.
    static let deskName = "desk"

    /// An office as the delivery service keeps it: public keys only.
    static func destination(_ office: DeskOffice, services: [PublicService]) -> DestinationRecord {
        DestinationRecord(
            id: office.destination, office: office.id, status: .active,
            encryptionKid: office.current.decryption.kid, keys: office.publicKeys,
            signedKeys: office.generations.reversed().map(\.signed), services: services)
    }

    /// The services that an office takes, by their keys.
    static func services(of office: String, _ configuration: Configuration?) -> [PublicService] {
        var services: [PublicService] = []
        for service in configuration?.services ?? [] where service.submit?.destination == office {
            let identifier = "urn:de:fim:leika:leistung:" + (service.key ?? String(repeating: "0", count: 14))
            guard !services.contains(where: { $0.identifier == identifier }) else { continue }
            services.append(PublicService(name: service.title(.german), identifier: identifier))
        }
        return services
    }
}
