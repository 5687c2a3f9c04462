package import Foundation
import Sealing

/// Reads one sealed part piece by piece while it travels. The last piece is given out only when the whole is what was
/// written, so that whoever receives the pieces never has all of a damaged part.
package struct PartReader {
    private let outbox: Outbox
    private let entry: OutboxCase
    private let index: Int
    private let part: SealedPart
    private var place = 0
    private var count = 0
    private var hash = ContentHash.Computation()

    /// Begins at the first piece.
    /// - Throws: `notFound` where the case has no such part.
    package init(_ index: Int, of entry: OutboxCase, in outbox: Outbox) throws(StoreError) {
        guard entry.parts.indices.contains(index) else { throw .notFound }
        self.outbox = outbox
        self.entry = entry
        self.index = index
        part = entry.parts[index]
    }

    /// The next piece, at most 1 MB; nothing behind the last.
    /// - Throws: `damaged` where the part is not as it was written, and what reading throws.
    package mutating func next() throws(StoreError) -> Data? {
        guard place < part.chunkCount else { return nil }
        guard let bytes = try outbox.chunk(place, part: index, of: entry) else { throw .damaged(.sealedPart) }
        place += 1
        count += bytes.count
        bytes.withUnsafeBytes { hash.update($0) }
        if place == part.chunkCount {
            guard count == part.byteCount, hash.result().hexadecimal == part.hash else { throw .damaged(.sealedPart) }
        }
        return bytes
    }
}
