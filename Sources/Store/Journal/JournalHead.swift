package import Foundation

/// How far a session's journal has come: how many entries, and how the last one ends.
///
/// Whoever keeps it beside the session's key, outside of the disk, notices when somebody puts an older copy of the whole
/// database back.
package struct JournalHead: Hashable, Sendable {
    /// Number of entries.
    package let count: Int
    /// The last entry's authentication tag; empty before the first.
    let link: Data

    init(count: Int, link: Data) {
        self.count = count
        self.link = link
    }

    /// Reads what `bytes` wrote.
    package init?(bytes: Data) {
        guard bytes.count == 8 || bytes.count == 24 else { return nil }
        let number = bytes.prefix(8).reduce(UInt64(0)) { $0 << 8 | UInt64($1) }
        guard let count = Int(exactly: number), (count == 0) == (bytes.count == 8) else { return nil }
        self.init(count: count, link: Data(bytes.dropFirst(8)))
    }

    /// 8 or 24 bytes.
    package var bytes: Data {
        var bytes = Data((0..<8).map { UInt8(truncatingIfNeeded: count >> (56 - 8 * $0)) })
        bytes.append(link)
        return bytes
    }
}
