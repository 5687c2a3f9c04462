internal import Crypto
internal import Foundation
internal import GRDB
internal import Glibc
package import Sealing
internal import Secrets
internal import SubmissionAPI

/// The opened cases, in one SQLite file that holds nothing of a citizen in the clear. The intake and the clerks'
/// commands may work on it at once, each in a process of its own.
package final class CaseStore: Sendable {
    private let queue: DatabaseQueue
    private let key: SessionKey
    private let nameKey: SessionKey

    /// Opens the cases of a desk; makes the file where there is none yet.
    /// - Parameters:
    ///   - path: The file, whose directory is its owner's alone.
    ///   - key: The desk's data key.
    /// - Throws: `file`, `database`, `notDurable`, `unknownVersion`.
    package init(path: String, key: consuming SessionKey) throws(DeskError) {
        let file = Glibc.open(path, O_RDWR | O_CREAT | O_CLOEXEC | O_NOFOLLOW, 0o600)
        guard file >= 0, fchmod(file, 0o600) == 0 else {
            throw .file(path: path, call: "open", reason: String(cString: strerror(errno)))
        }
        Glibc.close(file)
        nameKey = key.derived(for: AssociatedData("desk names"))
        self.key = key
        do {
            var configuration = GRDB.Configuration()
            configuration.busyMode = .timeout(10)
            configuration.label = "desk"
            configuration.foreignKeysEnabled = true
            configuration.prepareDatabase { db in
                // Pages that a deletion frees are overwritten; nothing spills into a temporary file.
                try db.execute(
                    sql: "PRAGMA secure_delete = ON; PRAGMA temp_store = MEMORY; PRAGMA cell_size_check = ON")
            }
            queue = try DatabaseQueue(path: path, configuration: configuration)
            try queue.inDatabase { db in
                // After opening: GRDB's own journal mode sets NORMAL, which forgets the last transactions in a power cut.
                try db.execute(sql: "PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL")
                guard try Int.fetchOne(db, sql: "PRAGMA synchronous") == 2,
                    try String.fetchOne(db, sql: "PRAGMA journal_mode") == "wal"
                else { throw DeskError.notDurable }
            }
            try DeskSchema.migrate(queue)
        } catch {
            throw DeskError(any: error)
        }
    }

    /// One durable transaction, or nothing.
    func write<Result>(_ body: (Database) throws -> Result) throws(DeskError) -> Result {
        do { return try queue.write(body) } catch { throw DeskError(any: error) }
    }

    /// One view at one moment.
    func read<Result>(_ body: (Database) throws -> Result) throws(DeskError) -> Result {
        do { return try queue.read(body) } catch { throw DeskError(any: error) }
    }

    /// Moves the log into the database and empties it, so that nothing older stays in it. Where a reader is in the way
    /// it happens another time.
    func emptyLog() { try? queue.inDatabase { db in try db.execute(sql: "PRAGMA wal_checkpoint(TRUNCATE)") } }

    /// Closes the file; what comes after throws.
    package func close() { try? queue.close() }

    // MARK: What is sealed

    /// Where a sealed column belongs.
    enum Column: Sendable {
        case head(Data)
        case metadata(Data)
        case data(Data)
        case attachment(submission: ResourceID, ordinal: Int)
        case step(Data)
        case message(ResourceID)
        case audit

        fileprivate var place: AssociatedData {
            switch self {
            case .head(let name): AssociatedData("desk head", .bytes(name))
            case .metadata(let name): AssociatedData("desk metadata", .bytes(name))
            case .data(let name): AssociatedData("desk data", .bytes(name))
            case .attachment(let submission, let ordinal):
                AssociatedData("desk attachment", .id(submission.uuid), .number(Int64(ordinal)))
            case .step(let name): AssociatedData("desk step", .bytes(name))
            case .message(let id): AssociatedData("desk message", .id(id.uuid))
            case .audit: AssociatedData("desk audit")
            }
        }
    }

    func seal(_ plaintext: borrowing SecretBytes, for column: Column) throws(DeskError) -> Data {
        do { return try key.seal(plaintext, associatedData: column.place) } catch { throw .sealing(error) }
    }

    func seal(_ value: some Encodable, for column: Column) throws(DeskError) -> Data {
        guard var json = try? JSONEncoder().encode(value) else { throw .sealing(.malformed("row")) }
        defer { json.resetBytes(in: 0..<json.count) }
        do { return try key.seal(json, associatedData: column.place) } catch { throw .sealing(error) }
    }

    func open(_ sealed: Data, of column: Column) throws(DeskError) -> SecretBytes {
        do { return try key.open(sealed, associatedData: column.place) } catch { throw .sealing(error) }
    }

    func open<Value: Decodable>(_ sealed: Data, of column: Column, as type: Value.Type) throws(DeskError) -> Value {
        let plaintext = try open(sealed, of: column)
        guard let value = plaintext.withUnsafeBytes({ try? JSONDecoder().decode(type, from: Data($0)) }) else {
            throw .sealing(.malformed("row"))
        }
        return value
    }

    /// The name under which a case lies: the same for the same destination and reference.
    func name(destination: ResourceID, reference: String) -> Data {
        keyedHash([Data(destination.description.utf8), Data(reference.utf8)])
    }

    /// The same for the same contents.
    func fingerprint(_ hashes: [String]) -> Data { keyedHash(hashes.map { Data($0.utf8) }) }

    private func keyedHash(_ parts: [Data]) -> Data {
        nameKey.withUnsafeBytes { bytes in
            var hash = HMAC<SHA256>(key: SymmetricKey(data: bytes))
            for part in parts {
                withUnsafeBytes(of: UInt32(clamping: part.count).bigEndian) { hash.update(data: Data($0)) }
                hash.update(data: part)
            }
            return Data(hash.finalize())
        }
    }
}

extension DeskError {
    /// What SQLite says, as the desk says it.
    init(any error: any Error) {
        switch error {
        case let error as DeskError: self = error
        case let error as DatabaseError: self = .database(code: error.resultCode.rawValue)
        default: self = .database(code: 1)
        }
    }
}
