package import Foundation
internal import Sealing
package import Secrets

/// The encrypted copy of everything at the desk that must not be lost, for a second place.
///
/// It is sealed to the town's recovery key, whose private half lies in the copy itself, locked with a passphrase
/// (scrypt): so a new generation of keys is copied at once, without anybody typing the passphrase, and only the
/// passphrase opens the copy.
package struct KeyBackup: Codable, Sendable {
    /// Names the format.
    package static let format = "rathaus-key-backup"
    private static let newest = 1
    /// The copy's file.
    package static let fileName = "rathaus-keys.json"

    /// How a copy stands beside the desk.
    package struct Comparison: Hashable, Sendable {
        /// How many files the copy holds.
        package let files: Int
        /// Files of the desk that the copy has not, or has otherwise, relative to the town hall's directory.
        package let stale: [String]
        /// Offices whose key was tried: something was sealed to it and opened with the copy's private half.
        package let opened: [String]
        /// Whether the copy holds the signing root.
        package let holdsRoot: Bool
    }

    private let format: String
    private let version: Int
    private let id: UUID
    /// Seconds since 1970.
    package let createdAt: Int64
    private let recoveryKey: LockedStaffKey
    private let wrapped: WrappedSessionKey
    private let sealed: Data

    /// Copies a desk as it is.
    /// - Throws: As `DeskDirectory.precious`; `sealing`.
    package init(of directory: DeskDirectory, now: Date) throws(DeskError) {
        let recoveryKey = try directory.settings().recoveryKey
        let archive = try Self.archive(directory)
        let id = UUID()
        let session = SessionKey()
        do {
            wrapped = try WrappedSessionKey(wrapping: session, of: id, to: [recoveryKey.publicKey])
            sealed = try session.seal(archive, associatedData: Self.place(id))
        } catch {
            throw .sealing(error)
        }
        self.recoveryKey = recoveryKey
        self.id = id
        createdAt = Int64(now.timeIntervalSince1970)
        format = Self.format
        version = Self.newest
    }

    /// Writes the copy into a directory, whole or not at all.
    /// - Returns: The file.
    /// - Throws: `file`, `openToOthers`.
    package func write(into folder: String) throws(DeskError) -> String {
        if !SecretFile.exists(folder) { try SecretFile.makeDirectory(folder) }
        let file = folder + "/" + Self.fileName
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
        guard let json = try? encoder.encode(self) else { throw .damaged(path: file) }
        try SecretFile.write(SecretBytes(copying: json), to: file)
        return file
    }

    /// Reads a copy, which may lie on a stick where everything is open to others.
    /// - Throws: `damaged` where it is none.
    package init(file: String) throws(DeskError) {
        guard let json = FileManager.default.contents(atPath: file), json.count <= 256 << 20,
            let copy = try? JSONDecoder().decode(Self.self, from: json), copy.format == Self.format,
            copy.version == Self.newest
        else { throw .damaged(path: file) }
        self = copy
    }

    /// Opens the copy and compares it with the desk: every file byte by byte, and every office's key by use.
    /// - Throws: `wrongPassphrase`, `sealing`, and what reading the desk throws.
    package func compare(
        with directory: DeskDirectory, passphrase: borrowing SecretBytes
    ) throws(DeskError) -> Comparison {
        let files = try open(passphrase: passphrase)
        var stale: [String] = []
        for name in try directory.precious() {
            let current = try directory.content(name)
            let isSame = files[name].map { copy in copy.secret.equals(current) } ?? false
            if !isSame { stale.append(name) }
        }
        var opened: [String] = []
        for office in try directory.offices() where office.generations.allSatisfy({ Self.opens($0.decryption, files) })
        {
            opened.append(office.id)
        }
        return Comparison(
            files: files.count, stale: stale, opened: opened,
            holdsRoot: files.keys.contains { $0.hasPrefix("root/") && $0.hasSuffix(".der") })
    }

    /// Puts the files of the copy into a directory where no desk is, when the first was lost.
    /// - Throws: `exists`, `wrongPassphrase`, `file`.
    package func restore(into directory: DeskDirectory, passphrase: borrowing SecretBytes) throws(DeskError) -> Int {
        let files = try open(passphrase: passphrase)
        // Only a copy made by a desk opens, but what it names is made nowhere else than where it belongs.
        let folders =
            ["desk", "desk/keys", "root"]
            + ["ca", "serve", "desk/accounts"].filter { folder in files.keys.contains { $0.hasPrefix(folder + "/") } }
        for folder in folders where SecretFile.exists(directory.path + "/" + folder) {
            throw .exists(path: directory.path + "/" + folder)
        }
        try SecretFile.makeDirectory(directory.path)
        for folder in folders { try SecretFile.makeDirectory(directory.path + "/" + folder) }
        for (name, file) in files { try SecretFile.write(file.secret, to: directory.path + "/" + name) }
        return files.count
    }

    /// A file's content, shared.
    private final class Copied: Sendable {
        let secret: SecretBytes
        init(_ secret: consuming SecretBytes) { self.secret = secret }
    }

    private func open(passphrase: borrowing SecretBytes) throws(DeskError) -> [String: Copied] {
        do {
            switch try recoveryKey.open(with: passphrase) {
            case .wrongPassphrase: throw DeskError.wrongPassphrase
            case .opened(let key):
                guard case .key(let session) = wrapped.unwrap(with: key, session: id) else {
                    throw DeskError.wrongPassphrase
                }
                let archive = try session.open(sealed, associatedData: Self.place(id))
                guard let files = Self.files(archive) else { throw DeskError.wrongPassphrase }
                return files
            }
        } catch let error as DeskError {
            throw error
        } catch let error as SealingError {
            throw error == .notAuthentic ? .wrongPassphrase : .sealing(error)
        } catch {
            throw .wrongPassphrase
        }
    }

    private static func opens(_ key: JSONWebKey, _ files: [String: Copied]) -> Bool {
        let probe = Data(UUID().uuidString.utf8)
        guard let file = files["desk/keys/\(key.kid).der"], let sealed = try? JWE.seal(probe, to: key),
            let opening = try? DecryptionKey(der: file.secret.clone()),
            let opened = try? JWE.open(sealed, with: opening)
        else { return false }
        return opened.plaintext.withUnsafeBytes { Data($0) } == probe
    }

    private static func place(_ id: UUID) -> AssociatedData { AssociatedData("key backup", .id(id)) }

    // MARK: Archive: length, name, length, content, for each file

    private static func archive(_ directory: DeskDirectory) throws(DeskError) -> SecretBytes {
        // Accounts change with every new passphrase: they are in the copy, and no reason to call it old.
        let names = try directory.precious() + AccountDirectory(directory).files
        var size = 0
        for name in names {
            size += 8 + name.utf8.count + (try directory.content(name)).count
        }
        var archive = SecretBytes(capacity: size)
        for name in names {
            let content = try directory.content(name)
            append(UInt32(clamping: name.utf8.count), to: &archive)
            for byte in name.utf8 { archive.append(byte) }
            append(UInt32(clamping: content.count), to: &archive)
            guard content.withUnsafeBytes({ archive.append(contentsOf: $0) }) else { throw .damaged(path: name) }
        }
        return archive
    }

    private static func append(_ number: UInt32, to archive: inout SecretBytes) {
        withUnsafeBytes(of: number.bigEndian) { _ = archive.append(contentsOf: $0) }
    }

    private static func files(_ archive: borrowing SecretBytes) -> [String: Copied]? {
        archive.withUnsafeBytes { bytes in
            var rest = bytes[...]
            func take() -> Slice<UnsafeRawBufferPointer>? {
                guard rest.count >= 4 else { return nil }
                let count = rest.prefix(4).reduce(0) { $0 << 8 | Int($1) }
                guard rest.count - 4 >= count else { return nil }
                defer { rest = rest.dropFirst(4 + count) }
                return rest.dropFirst(4).prefix(count)
            }
            var files: [String: Copied] = [:]
            while !rest.isEmpty {
                guard let name = take(), let content = take() else { return nil }
                let text = String(decoding: name, as: UTF8.self)
                guard !text.hasPrefix("/"), !text.contains("..") else { return nil }
                files[text] = Copied(SecretBytes(copying: content))
            }
            return files
        }
    }
}
