package import Foundation

/// What stands in `manifest.json` of an export: everything that the import needs and nothing that anybody may not see.
/// The format is described in `Store.docc/Export.md`.
package struct ExportManifest: Codable, Hashable, Sendable {
    /// Names the format.
    package static let format = "buergerterminal-export"
    /// The newest version of the format.
    package static let newest = 1
    /// The manifest's file and the file with its hash.
    static let files = (manifest: "manifest.json", hash: "manifest.sha512")

    package let format: String
    package let version: Int
    /// Seconds since 1970 by the wall clock of the device.
    package let exportedAt: Int64
    package let cases: [Case]
    /// References of cases that are damaged on the device and therefore not here.
    package let missing: [String]

    /// One case; its files lie in a folder of the reference's name.
    package struct Case: Codable, Hashable, Sendable {
        package let reference: String
        package let service: String
        package let serviceIdentifier: String
        package let destination: UUID
        package let keyID: String
        package let replaces: String?
        package let sealedAt: Int64
        /// How far the device had come with it.
        package let state: String
        package let parts: [Part]
    }

    /// One sealed part.
    package struct Part: Codable, Hashable, Sendable {
        /// Relative to the export's folder.
        package let file: String
        package let kind: SealedPart.Kind
        /// The attachment's id.
        package let id: UUID?
        package let byteCount: Int
        /// SHA-512 of the file, hexadecimal.
        package let sha512: String
        /// The last segment of the JWE.
        package let tag: String
    }
}

extension ExportManifest.Case {
    init(_ entry: OutboxCase) {
        let parts = entry.parts.map { part in
            let name =
                switch part.kind {
                case .metadata: "metadata"
                case .data: "data"
                case .attachment: "attachment-" + (part.id?.uuidString.lowercased() ?? "")
                }
            return ExportManifest.Part(
                file: "\(entry.reference)/\(name).jwe", kind: part.kind, id: part.id, byteCount: part.byteCount,
                sha512: part.hash, tag: part.tag)
        }
        self.init(
            reference: entry.reference, service: entry.service, serviceIdentifier: entry.serviceIdentifier,
            destination: entry.destination, keyID: entry.keyID, replaces: entry.replaces, sealedAt: entry.sealedAt,
            state: entry.delivery.state.rawValue, parts: parts)
    }
}
