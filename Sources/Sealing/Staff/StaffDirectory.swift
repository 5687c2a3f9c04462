internal import Foundation
internal import Glibc
package import Secrets

/// Somebody who works with the case: a name, and a key that a passphrase opens.
package struct StaffRecord: Codable, Hashable, Sendable {
    /// As it stands on the screen.
    package let name: String
    package let key: LockedStaffKey

    /// The key's fingerprint: names the person in files.
    package var id: String { key.publicKey.fingerprint }
}

/// A sentence on why the files of staff cannot be used.
package struct StaffFault: Error, Hashable, Sendable, CustomStringConvertible {
    package let description: String

    init(_ description: String) { self.description = description }
}

/// Who works with the case: a file each, below the state directory, mode 0600 in a directory of mode 0700.
///
/// Beside each file lies how often a wrong passphrase was typed since the last right one. The number is written before a
/// passphrase is looked at, so that pulling the plug is no way around it.
package struct StaffDirectory: Sendable {
    private let path: String

    /// The most people of one device: as many as a key can be wrapped to, the town's recovery key aside.
    static let bound = 60
    /// The fewest bytes of a passphrase.
    package static let shortestPassphrase = 10

    /// Names the place: `staff` in the state directory.
    package init(stateDirectory: String) { path = stateDirectory + "/staff" }

    /// Everybody, by name; what is no sound file is left out.
    package var members: [StaffRecord] {
        let names = ((try? FileManager.default.contentsOfDirectory(atPath: path)) ?? []).filter {
            $0.hasSuffix(".json")
        }
        let records = names.compactMap { name -> StaffRecord? in
            guard let json = FileManager.default.contents(atPath: path + "/" + name),
                let record = try? JSONDecoder().decode(StaffRecord.self, from: json),
                name == record.id + ".json"
            else { return nil }
            return record
        }
        return records.sorted { ($0.name, $0.id) < ($1.name, $1.id) }.prefix(Self.bound).map { $0 }
    }

    /// Takes somebody in.
    /// - Parameters:
    ///   - name: At most 60 characters, none like another's.
    ///   - passphrase: In UTF-8, at least `shortestPassphrase` bytes.
    ///   - cost: How much work a guess is.
    /// - Returns: The record as it lies there now.
    /// - Throws: `StaffFault`; `SealingError` where there is no memory for the cost.
    @discardableResult
    package func add(
        _ name: String, passphrase: borrowing SecretBytes, cost: LockedStaffKey.Cost = .standard
    ) throws -> StaffRecord {
        let members = members
        guard !name.isEmpty, name.count <= 60, !name.contains(where: \.isNewline) else {
            throw StaffFault("A name has 1 to 60 characters in one line.")
        }
        guard !members.contains(where: { $0.name == name }) else {
            throw StaffFault("\(name) works with this device already. Two people need two names.")
        }
        guard members.count < Self.bound else {
            throw StaffFault("A device has at most \(Self.bound) members of staff.")
        }
        try Self.check(passphrase)
        let record = StaffRecord(name: name, key: try StaffKey().locked(with: passphrase, cost: cost))
        try write(record)
        return record
    }

    /// Sets another passphrase. The key stays, and so do all drafts.
    /// - Returns: False where the old passphrase is wrong.
    /// - Throws: As `add`.
    package func changePassphrase(
        of record: StaffRecord, from old: borrowing SecretBytes, to new: borrowing SecretBytes,
        cost: LockedStaffKey.Cost = .standard
    ) throws -> Bool {
        try Self.check(new)
        switch try record.key.open(with: old) {
        case .wrongPassphrase: return false
        case .opened(let key):
            try write(StaffRecord(name: record.name, key: try key.locked(with: new, cost: cost)))
            return true
        }
    }

    /// Takes somebody out. Drafts that nobody else may open are opened with the town's recovery key.
    /// - Throws: `StaffFault`.
    package func remove(_ record: StaffRecord) throws(StaffFault) {
        guard unlink(file(record.id)) == 0 else { throw fault("unlink") }
        unlink(failureFile(record.id))
    }

    private static func check(_ passphrase: borrowing SecretBytes) throws(StaffFault) {
        guard passphrase.count >= shortestPassphrase else {
            throw StaffFault("A passphrase has at least \(shortestPassphrase) characters. Three words are better.")
        }
    }

    // MARK: Wrong passphrases

    /// How often a wrong passphrase was typed since the last right one.
    package func failures(of id: String) -> Int {
        guard let bytes = FileManager.default.contents(atPath: failureFile(id)) else { return 0 }
        // A file that is not a number is one that somebody made.
        return max(0, Int(String(decoding: bytes, as: UTF8.self)) ?? 20)
    }

    /// Opens somebody's key with a passphrase.
    /// - Throws: `StaffFault` where the number of tries cannot be kept: then none is made. `SealingError`.
    package func open(_ record: StaffRecord, with passphrase: borrowing SecretBytes) throws -> LockedStaffKey.Opening {
        try prepare()
        try StaffFile.write(Data(String(failures(of: record.id) + 1).utf8), to: failureFile(record.id), like: path)
        let opening = try record.key.open(with: passphrase)
        if case .opened(let key) = consume opening {
            unlink(failureFile(record.id))
            return .opened(key)
        }
        return .wrongPassphrase
    }

    // MARK: Files

    private func file(_ id: String) -> String { "\(path)/\(id).json" }
    private func failureFile(_ id: String) -> String { "\(path)/\(id).failures" }

    private func prepare() throws(StaffFault) {
        if mkdir(path, 0o700) == 0 {
            // Whoever runs this, the files belong to the terminal's user.
            if geteuid() == 0, let parent = FileStanding(path: path + "/..") { chown(path, parent.owner, parent.group) }
        } else if errno != EEXIST {
            throw fault("mkdir")
        }
    }

    private func write(_ record: StaffRecord) throws {
        try prepare()
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.prettyPrinted, .sortedKeys]
        try StaffFile.write(try encoder.encode(record), to: file(record.id), like: path)
    }

    private func fault(_ call: String) -> StaffFault {
        StaffFault("\(path) cannot be written: \(call): \(String(cString: strerror(errno))).")
    }
}

/// Files of the terminal's user alone.
enum StaffFile {
    /// Writes beside, makes durable, then renames: a power cut leaves the old file or the new one.
    ///
    /// Its owner is the owner of the directory that is named.
    /// - Throws: `StaffFault`.
    static func write(_ bytes: Data, to path: String, like directory: String) throws(StaffFault) {
        let beside = path + ".new"
        unlink(beside)
        let descriptor = Glibc.open(beside, O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, 0o600)
        guard descriptor >= 0 else { throw fault(beside, "open") }
        if geteuid() == 0, let folder = FileStanding(path: directory) {
            fchown(descriptor, folder.owner, folder.group)
        }
        let count = bytes.withUnsafeBytes { Glibc.write(descriptor, $0.baseAddress, $0.count) }
        let isDurable = count == bytes.count && fsync(descriptor) == 0
        close(descriptor)
        guard isDurable, rename(beside, path) == 0 else {
            unlink(beside)
            throw fault(path, "write")
        }
        let folder = Glibc.open(directory, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
        guard folder >= 0 else { return }
        fsync(folder)
        close(folder)
    }

    private static func fault(_ path: String, _ call: String) -> StaffFault {
        StaffFault("\(path) cannot be written: \(call): \(String(cString: strerror(errno))).")
    }
}
