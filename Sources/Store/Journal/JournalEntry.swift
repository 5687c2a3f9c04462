package import Foundation

/// What a sealed entry is, told by its first byte.
enum JournalEntryKind: UInt8 {
    /// What happened to the form, in the caller's own form.
    case event = 1
    /// An attachment was taken in whole.
    case attachment = 2
    /// An attachment was taken back.
    case removal = 3
    /// What staff call the draft.
    case label = 4
}

/// An attachment that was taken in whole.
package struct JournalAttachment: Hashable, Sendable {
    /// Its name in the journal and in the sealed case.
    package let id: UUID
    /// Length of the plaintext.
    package let byteCount: Int
    /// Number of sealed pieces.
    package let chunkCount: Int

    init(id: UUID, byteCount: Int, chunkCount: Int) {
        self.id = id
        self.byteCount = byteCount
        self.chunkCount = chunkCount
    }

    /// Kind, id and two lengths.
    var entry: Data {
        var bytes = Data([JournalEntryKind.attachment.rawValue])
        bytes.append(id.bytes)
        for number in [byteCount, chunkCount] {
            bytes.append(contentsOf: (0..<8).map { UInt8(truncatingIfNeeded: number >> (56 - 8 * $0)) })
        }
        return bytes
    }

    /// Reads what stands behind the kind.
    init?(_ bytes: some Collection<UInt8>) {
        let bytes = Array(bytes)
        guard bytes.count == 32, let id = UUID(bytes: bytes[0..<16]) else { return nil }
        let numbers = [bytes[16..<24], bytes[24..<32]].map { $0.reduce(0) { $0 << 8 | Int($1) } }
        self.init(id: id, byteCount: numbers[0], chunkCount: numbers[1])
    }
}

extension UUID {
    var bytes: Data { withUnsafeBytes(of: uuid) { Data($0) } }

    init?(bytes: some Collection<UInt8>) {
        guard bytes.count == 16 else { return nil }
        var value: uuid_t = (0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0)
        withUnsafeMutableBytes(of: &value) { $0.copyBytes(from: bytes) }
        self.init(uuid: value)
    }
}
