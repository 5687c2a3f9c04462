package import Sealing
package import SubmissionAPI

/// A destination as it is kept: an office, its keys, and what it takes.
package struct DestinationRecord: Hashable, Sendable {
    package let id: ResourceID
    /// The office's name in the configuration.
    package let office: String
    package var status: Destination.Status
    /// The key that submissions are encrypted to now; one of `keys`.
    package var encryptionKid: String
    /// All keys that anybody may still ask for: for encrypting, of all generations, and for verifying tokens.
    package var keys: [JSONWebKey]
    /// The keys as the root signed them, JWS compact, newest first, see `SignedDestinationKey`.
    package var signedKeys: [String]
    package var services: [PublicService]

    /// Describes a destination.
    package init(
        id: ResourceID, office: String, status: Destination.Status, encryptionKid: String, keys: [JSONWebKey],
        signedKeys: [String], services: [PublicService] = []
    ) {
        self.id = id
        self.office = office
        self.status = status
        self.encryptionKid = encryptionKid
        self.keys = keys
        self.signedKeys = signedKeys
        self.services = services
    }

    /// The key of a name.
    func key(_ kid: String) -> JSONWebKey? { keys.first { $0.kid == kid } }
}
