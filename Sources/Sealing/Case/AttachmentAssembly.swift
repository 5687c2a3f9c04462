package import Foundation
internal import Secrets

/// An attachment on its way from the journal's chunks into one sealed whole: AES-GCM of the library takes a whole only,
/// so for this moment the plaintext lies in one secret of its size.
package struct AttachmentAssembly: ~Copyable, Sendable {
    /// How many bytes an attachment may have.
    package static let bound = 20_000_000

    let id: UUID
    let purpose: CaseMetadata.Purpose
    let mimeType: String
    let filename: String?
    private let size: Int
    private var reader: AttachmentReader
    private var plaintext: SecretBytes
    private var hash = ContentHash.Computation()

    /// Begins an attachment.
    /// - Parameters:
    ///   - id: The same as in the journal; it travels.
    ///   - purpose: What it is for.
    ///   - mimeType: A media type such as `application/pdf`.
    ///   - filename: As the citizen's device named it.
    ///   - size: Its bytes, at most `bound`.
    ///   - cipher: The journal's cipher of this attachment.
    /// - Throws: `tooLarge`; `malformed` for what is not a media type.
    package init(
        id: UUID, purpose: CaseMetadata.Purpose, mimeType: String, filename: String? = nil, size: Int,
        cipher: consuming AttachmentCipher
    ) throws(SealingError) {
        guard size <= Self.bound else { throw .tooLarge(bound: Self.bound) }
        guard size >= 0, Self.isMediaType(mimeType) else { throw .malformed("attachment") }
        self.id = id
        self.purpose = purpose
        self.mimeType = mimeType
        self.filename = filename
        self.size = size
        reader = AttachmentReader(cipher: cipher, count: AttachmentCipher.chunkCount(forBytes: size))
        plaintext = SecretBytes(capacity: size)
    }

    /// Adds the journal's next chunk.
    /// - Throws: As `AttachmentReader.open(next:)`; `malformed` where there is more than was said.
    package mutating func add(_ sealedChunk: Data) throws(SealingError) {
        let chunk = try reader.open(next: sealedChunk)
        let fits = chunk.withUnsafeBytes { bytes in
            hash.update(bytes)
            return plaintext.append(contentsOf: bytes)
        }
        guard fits else { throw .malformed("attachment") }
    }

    /// Seals the whole, which is wiped.
    /// - Throws: `outOfOrder` where chunks are missing, `malformed` where bytes are.
    consuming func sealed(to key: JSONWebKey) throws(SealingError) -> PreparedAttachment {
        guard reader.isComplete else { throw .outOfOrder }
        guard plaintext.count == size else { throw .malformed("attachment") }
        let content = try JWE.seal(plaintext, to: key, contentType: mimeType)
        return PreparedAttachment(
            sealed: SealedAttachment(id: id, content: content),
            metadata: CaseMetadata.AttachmentDescription(
                attachmentId: id, purpose: purpose, mimeType: mimeType, hash: CaseMetadata.Hash(hash.result()),
                filename: filename), keyID: key.kid)
    }

    /// Source: the metadata schema's pattern `^[-\w.]+/[-\w.+]+$`, in ASCII.
    private static func isMediaType(_ text: String) -> Bool {
        let parts = text.split(separator: "/", omittingEmptySubsequences: false)
        func isToken(_ part: Substring, _ marks: String) -> Bool {
            !part.isEmpty && part.allSatisfy { $0.isASCII && ($0.isLetter || $0.isNumber || marks.contains($0)) }
        }
        return parts.count == 2 && isToken(parts[0], "-_.") && isToken(parts[1], "-_.+")
    }
}

/// An attachment that is sealed and described, and waits for its case.
package struct PreparedAttachment: Hashable, Sendable, CustomStringConvertible {
    package let sealed: SealedAttachment
    let metadata: CaseMetadata.AttachmentDescription
    let keyID: String

    init(sealed: SealedAttachment, metadata: CaseMetadata.AttachmentDescription, keyID: String) {
        self.sealed = sealed
        self.metadata = metadata
        self.keyID = keyID
    }

    /// Says nothing of the contents.
    package var description: String { "PreparedAttachment(redacted)" }
}
