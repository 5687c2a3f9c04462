/// Where submissions go: an office of the town hall.
package struct Destination: Codable, Hashable, Sendable {
    /// Whether it takes submissions.
    package enum Status: String, Codable, Hashable, Sendable { case created, active, inactive }

    package let destinationId: ResourceID
    package let status: Status
    /// The key that submissions are encrypted to now.
    package let encryptionKid: String
    /// Version 2 calls them `publicServices`, version 1 `services`.
    package let publicServices: [PublicService]

    /// Describes a destination.
    package init(destinationId: ResourceID, status: Status, encryptionKid: String, publicServices: [PublicService]) {
        self.destinationId = destinationId
        self.status = status
        self.encryptionKid = encryptionKid
        self.publicServices = publicServices
    }
}

/// A service of the administration, by its key.
package struct PublicService: Codable, Hashable, Sendable {
    package let name: String?
    /// `urn:de:fim:leika:leistung:<14 digits>`.
    package let identifier: String

    /// Names a service.
    package init(name: String? = nil, identifier: String) {
        self.name = name
        self.identifier = identifier
    }

    /// Whether the identifier has the form that FIT-Connect wants.
    package var isWellFormed: Bool {
        let prefix = "urn:de:fim:leika:leistung:"
        let digits = identifier.utf8.dropFirst(prefix.utf8.count)
        return identifier.hasPrefix(prefix) && digits.count == 14 && digits.allSatisfy { (48...57).contains($0) }
    }
}
