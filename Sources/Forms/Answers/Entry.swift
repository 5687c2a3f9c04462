package import Catalogue

/// What a person gave as answer, as she gave it; bad input stays so that she can mend it.
package enum Entry: Codable, Hashable, Sendable {
    /// Typed, or chosen by its code.
    case text(String)
    case flag(Bool)
    case choice(Choice)
    case choices([Choice])
    case parts([AddressParts.Part: String])
    case document(Document)
}

/// One of the choices, or free text beside them.
package enum Choice: Codable, Hashable, Sendable {
    case code(String)
    case other(String)
}

/// How a document reaches the office.
package enum Document: Codable, Hashable, Sendable {
    case later
    case byPost
    /// Signed or handed over on paper.
    case onPaper
    case attachments([Attachment])
}

/// A file that was taken in; its content lies encrypted in the journal.
package struct Attachment: Codable, Hashable, Sendable {
    /// A UUID, version 4.
    package let id: String
    package let name: String
    package let mimeType: String
    /// SHA-512 of the content, lower-case hexadecimal.
    package let hash: String

    package init(id: String, name: String, mimeType: String, hash: String) {
        self.id = id
        self.name = name
        self.mimeType = mimeType
        self.hash = hash
    }
}

extension Entry: CustomStringConvertible, CustomReflectable {
    /// Never the answer itself.
    package var description: String { "Entry(redacted)" }

    package var customMirror: Mirror { Mirror(self, children: []) }
}
