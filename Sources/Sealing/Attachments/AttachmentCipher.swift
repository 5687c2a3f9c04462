package import Foundation
package import Secrets

/// Encrypts an attachment in chunks of 1 MB as it is taken in, so that memory stays bounded.
///
/// Each attachment has a key of its own, derived from the session's key and the attachment's id. Each chunk is bound to
/// its place, and the last one says that it is the last: chunks cannot be swapped, repeated, left out, cut off at the
/// end, or moved to another attachment. Chunk by chunk, so that taking in goes on where a crash ended it.
package struct AttachmentCipher: ~Copyable, Sendable {
    /// How many bytes of plaintext a chunk holds; the last may hold fewer, also none.
    package static let chunkSize = 1 << 20

    /// How many chunks an attachment of so many bytes has: at least one.
    package static func chunkCount(forBytes count: Int) -> Int {
        max(1, (count + chunkSize - 1) / chunkSize)
    }

    private let key: SessionKey

    /// Makes the cipher of one attachment of one session.
    package init(attachment: UUID, session: UUID, key: borrowing SessionKey) {
        self.key = key.derived(for: AssociatedData("attachment", .id(session), .id(attachment)))
    }

    /// Encrypts one chunk.
    /// - Parameters:
    ///   - chunk: Exactly `chunkSize` bytes, the last one fewer or as many.
    ///   - index: Its place, from 0.
    ///   - isLast: Whether the attachment ends with it.
    /// - Returns: The ciphertext, `SessionKey.overhead` bytes longer.
    /// - Throws: `malformed` where the length is not that of a chunk.
    package borrowing func seal(_ chunk: some DataProtocol, index: Int, isLast: Bool) throws(SealingError) -> Data {
        guard index >= 0, isLast ? chunk.count <= Self.chunkSize : chunk.count == Self.chunkSize else {
            throw .malformed("chunk")
        }
        return try key.seal(chunk, associatedData: Self.place(index, isLast))
    }

    /// Encrypts one chunk that lies in a secret.
    /// - Throws: As `seal(_:index:isLast:)` of bytes.
    package borrowing func seal(
        _ chunk: borrowing SecretBytes, index: Int, isLast: Bool
    ) throws(SealingError) -> Data {
        guard index >= 0, isLast ? chunk.count <= Self.chunkSize : chunk.count == Self.chunkSize else {
            throw .malformed("chunk")
        }
        return try key.seal(chunk, associatedData: Self.place(index, isLast))
    }

    /// Decrypts the chunk at a place.
    /// - Throws: `notAuthentic` where it is not the chunk of this place of this attachment.
    package borrowing func open(_ sealed: Data, index: Int, isLast: Bool) throws(SealingError) -> SecretBytes {
        guard sealed.count <= Self.chunkSize + SessionKey.overhead else { throw .tooLarge(bound: Self.chunkSize) }
        let chunk = try key.open(sealed, associatedData: Self.place(index, isLast))
        guard isLast || chunk.count == Self.chunkSize else { throw .malformed("chunk") }
        return chunk
    }

    private static func place(_ index: Int, _ isLast: Bool) -> AssociatedData {
        AssociatedData("attachment chunk", .number(Int64(index)), .flag(isLast))
    }
}

/// Reads an attachment's chunks in their order up to its end, one at a time.
package struct AttachmentReader: ~Copyable, Sendable {
    private let cipher: AttachmentCipher
    private let count: Int
    private var next = 0

    /// Whether the last chunk was read: only then is the attachment whole.
    package var isComplete: Bool { next == count }

    /// Begins to read so many chunks as there are said to be. Where that is not so, the last one does not open.
    package init(cipher: consuming AttachmentCipher, count: Int) {
        self.cipher = cipher
        self.count = count
    }

    /// Decrypts the next chunk.
    /// - Throws: `outOfOrder` behind the last one; `notAuthentic` where this is not the next.
    package mutating func open(next sealed: Data) throws(SealingError) -> SecretBytes {
        guard next < count else { throw .outOfOrder }
        let chunk = try cipher.open(sealed, index: next, isLast: next == count - 1)
        next += 1
        return chunk
    }
}
