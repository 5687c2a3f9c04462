package import Catalogue
internal import Foundation

/// What the desk knows of the services whose cases it takes in: their schemas, titles and how long cases are kept.
package struct KnownServices: Sendable {
    private let services: [Service]

    /// Knows the services of a catalogue.
    package init(_ services: [Service]) { self.services = services }

    /// How data stand to their schema.
    enum Conformity: Hashable, Sendable {
        case follows
        /// No catalogue here has this schema, or this version of the service: the case is taken in with a note.
        case unknown
        /// Where, in the schema's own names.
        case violates(String)
    }

    /// Larger data of a known schema are refused: no form of ours has so many answers. In bytes.
    private static let bound = 2 << 20

    /// Holds data against the schema that they name.
    func conformity(of data: ReceivedJSON, schemaURI: String) -> Conformity {
        let candidates = services.filter { $0.submit?.schemaURI == schemaURI }
        guard !candidates.isEmpty else { return .unknown }
        guard case .int(let version)? = data["service"]?["version"],
            let service = candidates.first(where: { $0.version == version })
        else {
            // Without a version it is no payload of ours; with one that is not here, the device knows a newer service.
            if case .int? = data["service"]?["version"] { return .unknown }
            return .violates("service.version")
        }
        return SchemaCheck(PayloadSchema(service).schema).violation(data).map { .violates($0) } ?? .follows
    }

    /// The service of a key as it travels, the newest version.
    package func service(identifier: String) -> Service? {
        services.last { service in service.key.map { identifier.hasSuffix(":" + $0) } ?? false }
    }

    /// The service that gave data their schema, in the version that they name.
    package func service(schemaURI: String, version: Int?) -> Service? {
        let candidates = services.filter { $0.submit?.schemaURI == schemaURI }
        return candidates.first { $0.version == version } ?? candidates.last
    }

    /// How many days a case is kept after its acceptance.
    func keepDays(schemaURI: String, identifier: String) -> Int? {
        (service(schemaURI: schemaURI, version: nil) ?? service(identifier: identifier))?.retentionDays
    }
}
