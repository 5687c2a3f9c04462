import Foundation
import Glibc
import Sealing

/// Writes sealed cases into a folder that somebody carries to the town hall, on a USB stick say.
///
/// The folder bears its name only when all is written, synced and read back: who finds it finds all of it.
package struct CaseExport {
    /// What was written.
    package struct Outcome: Hashable, Sendable {
        /// The folder.
        package let folder: String
        package let manifest: ExportManifest
    }

    private let outbox: Outbox

    /// Exports from an outbox.
    package init(_ outbox: Outbox) { self.outbox = outbox }

    /// Writes cases into a new folder below a directory. The outbox stays as it is.
    /// - Parameters:
    ///   - cases: Those to write; damaged ones are named in the manifest and left out.
    ///   - directory: Where the stick is mounted.
    ///   - time: Now.
    /// - Returns: The folder and what is in it.
    /// - Throws: `diskFull`, `readOnly`, `diskFailing`; `damaged(.export)` where reading back gives something else: then
    ///   only a folder whose name ends in `.partial` is left, or nothing.
    package func write(
        _ cases: [OutboxCase], to directory: String, at time: StoreTime
    ) throws(StoreError) -> Outcome {
        let name = "\(ExportManifest.format)-\(Self.stamp(time.wall))-\(UUID().uuidString.prefix(4).lowercased())"
        let folder = "\(directory)/\(name)"
        let partial = folder + ".partial"
        guard mkdir(partial, 0o755) == 0 else { throw StoreError(errno: errno) }
        var isWhole = false
        defer { if !isWhole { try? FileManager.default.removeItem(atPath: partial) } }
        var written: [ExportManifest.Case] = []
        var missing: [String] = []
        for entry in cases {
            let described = ExportManifest.Case(entry)
            do {
                try write(entry, described, to: partial)
                written.append(described)
            } catch .damaged, .notFound {
                try? FileManager.default.removeItem(atPath: "\(partial)/\(entry.reference)")
                missing.append(entry.reference)
            }
        }
        let manifest = ExportManifest(
            format: ExportManifest.format, version: ExportManifest.newest, exportedAt: time.wall, cases: written,
            missing: missing)
        try write(manifest, to: partial)
        guard try Self.check(partial) == manifest else { throw .damaged(.export) }
        guard rename(partial, folder) == 0 else { throw StoreError(errno: errno) }
        isWhole = true
        try Self.synchronize(directory)
        return Outcome(folder: folder, manifest: manifest)
    }

    private func write(
        _ entry: OutboxCase, _ described: ExportManifest.Case, to folder: String
    ) throws(StoreError) {
        guard mkdir("\(folder)/\(entry.reference)", 0o755) == 0 else { throw StoreError(errno: errno) }
        for (index, part) in described.parts.enumerated() {
            let file = try ExportedFile(path: "\(folder)/\(part.file)")
            try outbox.readPart(index, of: entry) { (piece) throws(StoreError) in try file.write(piece) }
            try file.finish()
        }
        try Self.synchronize("\(folder)/\(entry.reference)")
    }

    private func write(_ manifest: ExportManifest, to folder: String) throws(StoreError) {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
        guard let json = try? encoder.encode(manifest) else { throw .damaged(.export) }
        let hash = "\(ContentHash(of: json).hexadecimal)  \(ExportManifest.files.manifest)\n"
        for (name, bytes) in [(ExportManifest.files.manifest, json), (ExportManifest.files.hash, Data(hash.utf8))] {
            let file = try ExportedFile(path: "\(folder)/\(name)")
            try file.write(bytes)
            try file.finish()
        }
        try Self.synchronize(folder)
    }

    /// Reads an export and looks whether all of it is there and as it was written.
    /// - Returns: Its manifest.
    /// - Throws: `damaged(.export)`, `unknownVersion`, `notFound` where there is no export.
    package static func check(_ folder: String) throws(StoreError) -> ExportManifest {
        guard let json = FileManager.default.contents(atPath: "\(folder)/\(ExportManifest.files.manifest)"),
            let hash = FileManager.default.contents(atPath: "\(folder)/\(ExportManifest.files.hash)")
        else { throw .notFound }
        guard String(decoding: hash.prefix(128), as: UTF8.self) == ContentHash(of: json).hexadecimal,
            let manifest = try? JSONDecoder().decode(ExportManifest.self, from: json),
            manifest.format == ExportManifest.format
        else { throw .damaged(.export) }
        guard manifest.version <= ExportManifest.newest else {
            throw .unknownVersion(found: manifest.version, known: ExportManifest.newest)
        }
        for part in manifest.cases.flatMap(\.parts) {
            guard !part.file.contains(".."), !part.file.hasPrefix("/"),
                let (count, hash) = ExportedFile.hash(of: "\(folder)/\(part.file)"), count == part.byteCount,
                hash == part.sha512
            else { throw .damaged(.export) }
        }
        return manifest
    }

    private static func synchronize(_ path: String) throws(StoreError) {
        let directory = open(path, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
        guard directory >= 0 else { throw StoreError(errno: errno) }
        defer { close(directory) }
        // Some file systems of sticks have no such thing.
        guard fsync(directory) == 0 || errno == EINVAL else { throw StoreError(errno: errno) }
    }

    /// `20261122T231500Z`, which every file system takes.
    private static func stamp(_ wall: Int64) -> String {
        var seconds = time_t(wall)
        var parts = tm()
        gmtime_r(&seconds, &parts)
        let digits = [parts.tm_mon + 1, parts.tm_mday, parts.tm_hour, parts.tm_min, parts.tm_sec].map {
            ($0 < 10 ? "0" : "") + String($0)
        }
        return "\(parts.tm_year + 1900)\(digits[0])\(digits[1])T\(digits[2])\(digits[3])\(digits[4])Z"
    }
}
