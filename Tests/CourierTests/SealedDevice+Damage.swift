import Foundation
import ScriptedTownHall
import Store

extension ScriptedTownHall {
    /// Whether a request is about the attachments of a case.
    func markedByAttachments(of entry: OutboxCase) -> @Sendable (Arrival) -> Bool {
        let ids = entry.parts.compactMap(\.id).map { $0.uuidString.lowercased() }
        return { arrival in arrival.kind == .attachment && ids.contains { arrival.path.hasSuffix($0) } }
    }
}

extension SealedDevice {
    /// Flips a bit of a sealed part where it lies on the disk.
    func damage(part: Int, of reference: String) throws {
        let entry = try outbox().find(reference)
        let bytes = try outbox().part(part, of: entry)
        // The case's own end of the part stands nowhere else.
        let needle = Data(bytes.suffix(12))
        for name in ["outbox.sqlite", "outbox.sqlite-wal"] {
            let path = outboxDirectory + "/" + name
            guard var file = FileManager.default.contents(atPath: path) else { continue }
            var range = file.range(of: needle)
            while let found = range {
                file[found.lowerBound] ^= 1
                range = file.range(of: needle, in: found.upperBound..<file.endIndex)
            }
            let handle = try FileHandle(forWritingTo: URL(fileURLWithPath: path))
            try handle.write(contentsOf: file)
            try handle.close()
        }
    }
}
