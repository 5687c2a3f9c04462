internal import Foundation
package import Sealing
package import SubmissionAPI

/// An office whose cases the desk opens, and all generations of its keys.
package struct DeskOffice: Codable, Hashable, Sendable {
    /// Keys that were made together. Those of earlier generations open what was sealed to them.
    package struct Generation: Codable, Hashable, Sendable {
        /// What cases are sealed to.
        package let decryption: JSONWebKey
        /// What tokens and messages are verified with.
        package let signing: JSONWebKey
        /// JWS compact, see `SignedDestinationKey`.
        package let signed: String
        /// Seconds since 1970.
        package let createdAt: Int64
        /// Seconds since 1970: nothing is sealed to the key from then on.
        package let notAfter: Int64

        /// Describes a generation.
        package init(decryption: JSONWebKey, signing: JSONWebKey, signed: String, createdAt: Int64, notAfter: Int64) {
            self.decryption = decryption
            self.signing = signing
            self.signed = signed
            self.createdAt = createdAt
            self.notAfter = notAfter
        }
    }

    /// As `terminal.yaml` names it.
    package let id: String
    package let destination: ResourceID
    /// Whether it takes training cases, and no others.
    package let training: Bool
    /// Oldest first; never empty.
    package private(set) var generations: [Generation]

    /// Describes an office with its first keys.
    package init(id: String, destination: ResourceID, training: Bool, first: Generation) {
        self.id = id
        self.destination = destination
        self.training = training
        generations = [first]
    }

    /// The generation that is sealed to and signed with now.
    package var current: Generation { generations[generations.count - 1] }

    /// Takes a new generation into use.
    package mutating func add(_ generation: Generation) { generations.append(generation) }

    /// All public keys, for the delivery service: what is sealed to and what tokens are verified with.
    package var publicKeys: [JSONWebKey] {
        var keys: [JSONWebKey] = []
        for key in generations.flatMap({ [$0.decryption, $0.signing] }) where !keys.contains(key) { keys.append(key) }
        return keys
    }

    package init(from decoder: any Decoder) throws {
        let container = try decoder.container(keyedBy: CodingKeys.self)
        id = try container.decode(String.self, forKey: .id)
        destination = try container.decode(ResourceID.self, forKey: .destination)
        training = try container.decode(Bool.self, forKey: .training)
        generations = try container.decode([Generation].self, forKey: .generations)
        guard !generations.isEmpty else {
            throw DecodingError.dataCorrupted(
                .init(codingPath: container.codingPath, debugDescription: "An office without keys."))
        }
    }
}
