package import SubmissionAPI

/// Who may talk to the service: a device that sends, or a desk that takes in.
package struct ClientRecord: Hashable, Sendable, CustomStringConvertible {
    /// What a client may do.
    package enum Role: String, Hashable, Sendable, CaseIterable { case sender, subscriber }

    /// The key that messages to a device are sealed to.
    package struct Device: Hashable, Sendable {
        /// RFC 7638; the device's name in the mailbox.
        package let thumbprint: String
        /// JWS compact, see `DeviceCertificate`.
        package let certificate: String

        /// Names a device's key.
        package init(thumbprint: String, certificate: String) {
            self.thumbprint = thumbprint
            self.certificate = certificate
        }
    }

    package let id: ResourceID
    /// Unique among those that are not revoked.
    package let name: String
    package let role: Role
    package var secret: ClientSecretHash
    /// What was good before, until the new secret is used for the first time.
    package var previousSecret: ClientSecretHash?
    /// A subscriber's.
    package var destinations: Set<ResourceID>
    /// A sender's, once it is certified.
    package var device: Device?
    package var isRevoked: Bool

    /// Describes a client.
    package init(
        id: ResourceID = ResourceID(), name: String, role: Role, secret: ClientSecretHash,
        previousSecret: ClientSecretHash? = nil, destinations: Set<ResourceID> = [], device: Device? = nil,
        isRevoked: Bool = false
    ) {
        self.id = id
        self.name = name
        self.role = role
        self.secret = secret
        self.previousSecret = previousSecret
        self.destinations = destinations
        self.device = device
        self.isRevoked = isRevoked
    }

    /// Says nothing of the secret.
    package var description: String { "ClientRecord(\(id), \(role.rawValue))" }
}
