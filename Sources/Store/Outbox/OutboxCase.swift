package import Foundation
package import Sealing

/// One sealed part of a case, as it is known without reading it.
package struct SealedPart: Codable, Hashable, Sendable {
    /// What a part is.
    package enum Kind: String, Codable, Hashable, Sendable { case metadata, data, attachment }

    package let kind: Kind
    /// The attachment's id; nothing for metadata and data.
    package let id: UUID?
    /// Length of the ciphertext.
    package let byteCount: Int
    /// SHA-512 of the ciphertext, hexadecimal.
    package let hash: String
    /// The last segment of the JWE.
    package let tag: String

    /// How many pieces it lies in.
    var chunkCount: Int { max(1, (byteCount + Self.chunkSize - 1) / Self.chunkSize) }

    static let chunkSize = 1 << 20

    /// Whether this is the ciphertext that was written.
    package func matches(_ bytes: Data) -> Bool {
        bytes.count == byteCount && ContentHash(of: bytes).hexadecimal == hash
    }
}

/// A case in the outbox: everything about it but its sealed contents.
package struct OutboxCase: Hashable, Sendable {
    /// Without spaces.
    package let reference: String
    /// The session that it came from, a random name.
    package let session: UUID
    /// The number that the reference was made from.
    package let counter: Int
    /// The service's id in the catalogue.
    package let service: String
    /// `urn:de:fim:leika:leistung:<14 digits>`.
    package let serviceIdentifier: String
    /// Where it goes.
    package let destination: UUID
    /// The key it is sealed to.
    package let keyID: String
    /// The reference of the case that this one corrects.
    package let replaces: String?
    /// Seconds since 1970 by the wall clock of that moment.
    package let sealedAt: Int64
    /// Metadata, data, then attachments in the order of the metadata.
    package let parts: [SealedPart]
    /// How far it is.
    package internal(set) var delivery: Delivery
    /// When that last changed, by the wall clock of that moment.
    package internal(set) var changedAt: Int64
    /// The device's age when the town hall took it.
    var acceptedAge: Int64?

    /// Length of all parts.
    package var byteCount: Int { parts.reduce(0) { $0 + $1.byteCount } }
}

/// A case that was confirmed: what the caller makes while the reference is being given out.
package struct ConfirmedCase: Sendable {
    /// Made from the counter, without spaces.
    package let reference: String
    /// The service's id in the catalogue.
    package let service: String
    /// The reference of the case that this one corrects.
    package let replaces: String?
    /// What travels.
    package let sealed: SealedCase

    /// Puts a case together.
    package init(reference: String, service: String, replaces: String? = nil, sealed: SealedCase) {
        self.reference = reference
        self.service = service
        self.replaces = replaces
        self.sealed = sealed
    }
}
