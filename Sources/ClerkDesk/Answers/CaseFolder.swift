internal import Foundation
internal import Glibc
internal import Secrets

/// Writes a case, in the clear, into a folder that its clerk names: JSON, metadata, attachments.
package struct CaseFolder: Sendable {
    /// Names a folder that must not be there yet.
    package init(path: String) { self.path = path }

    private let path: String

    /// Writes the case; the folder and its files are the clerk's alone.
    /// - Returns: The names of the files.
    /// - Throws: `exists`, `file`, and what opening throws.
    package func write(_ entry: DeskCase, from store: CaseStore) throws(DeskError) -> [String] {
        guard !SecretFile.exists(path) else { throw .exists(path: path) }
        try SecretFile.makeDirectory(path)
        var names: [String] = []
        func write(_ bytes: borrowing SecretBytes, _ name: String) throws(DeskError) {
            try SecretFile.write(bytes, to: path + "/" + name)
            names.append(name)
        }
        let isJSON = entry.head.schemaURI.isEmpty == false
        try write(try store.data(of: entry), isJSON ? "daten.json" : "daten")
        try write(try store.metadata(of: entry), "metadaten.json")
        for (index, attachment) in entry.head.attachments.enumerated() {
            try write(try store.attachment(attachment.id, of: entry), Self.name(of: attachment, index + 1))
        }
        return names
    }

    /// A name that no sender chose: number, purpose, and what is harmless of the sender's own.
    package static func name(of attachment: CaseHead.Attachment, _ number: Int) -> String {
        let endings = [
            "application/pdf": "pdf", "image/jpeg": "jpg", "image/png": "png", "application/json": "json",
            "text/plain": "txt", "application/xml": "xml", "image/tiff": "tif",
        ]
        let stem = (attachment.filename ?? "").split(separator: ".").first ?? ""
        let harmless = stem.unicodeScalars.filter {
            $0.properties.isAlphabetic || (48...57).contains($0.value) || $0 == "-" || $0 == "_"
        }
        let own = String(String.UnicodeScalarView(harmless)).prefix(40)
        let purpose = attachment.purpose == "form" ? "formular" : "anlage"
        let name = "\(number)-\(purpose)" + (own.isEmpty ? "" : "-\(own)")
        return name + "." + (endings[attachment.mimeType] ?? "bin")
    }
}
