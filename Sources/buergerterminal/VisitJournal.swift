import Foundation
import Sealing
import Secrets
import Store
import Visit

/// Writes a visit down as it goes, so that neither a crash nor a power cut loses an answer, and nobody else can read it.
///
/// The key lies in the kernel's keyring for as long as somebody could come back to the visit; after that, and after power
/// off, what is on the disk is noise. In the case the key is wrapped to staff instead, beside the draft, and no keyring has it:
/// whoever goes on has to sign in first.
struct VisitJournal: ~Copyable {
    /// The visit that is being written down.
    private struct Open: ~Copyable {
        let session: UUID
        let key: SessionKey
        var head: JournalHead
        /// Whether the key lies wrapped beside the draft.
        let isWrapped: Bool
    }

    let store: TerminalStore
    private var keyring: SessionKeyring
    private var open: Open?
    /// Seconds that a key is kept after the last entry.
    private let keeping: Int
    private let configuration: String

    /// Those to whom the keys of new sessions are wrapped; nobody on a kiosk.
    var recipients: [StaffPublicKey] = []

    /// Begins with nothing open.
    /// - Parameters:
    ///   - store: where it is written.
    ///   - keeping: seconds that somebody may take between two entries, and to come back after a crash.
    ///   - configuration: names the configuration that the visit is held with.
    init(store: TerminalStore, keeping: Int, configuration: String) {
        self.store = store
        self.keeping = keeping
        self.configuration = configuration
        keyring = SessionKeyring()
    }

    /// Where the keys lie, for the log.
    var place: SessionKeyring.Place { keyring.place }

    /// The session that is being written down.
    private(set) var session: UUID?

    /// What a start found.
    enum Interrupted {
        /// Nothing that anybody could go on with.
        case nothing
        /// What a crash interrupted.
        case visit([JournalEntry])
        /// What lies on the disk is not what was written last: it was put back or changed from outside.
        case changed(StoreError)
    }

    /// What a crash interrupted, if somebody can still go on with it; all else is deleted.
    mutating func interrupted() throws(StoreError) -> Interrupted {
        var found = Interrupted.nothing
        // What is wrapped to people waits for them.
        for session in try store.journal.sessions().reversed() where session.wrappedKey == nil {
            // How far it had come lies beside the key: an older copy of the database that was put back does not pass.
            let head = keyring.note(of: session.id).flatMap(JournalHead.init(bytes:))
            guard case .nothing = found, case .key(let key) = keyring.find(session.id) else {
                try delete(session.id)
                continue
            }
            do throws(StoreError) {
                guard let head else { throw .changed(.older) }
                let (last, entries) = try read(session.id, key, expecting: head)
                self.session = session.id
                open = Open(session: session.id, key: key, head: last, isWrapped: false)
                found = .visit(entries)
            } catch {
                found = .changed(error)
                try delete(session.id)
            }
        }
        return found
    }

    /// The entries of a session.
    /// - Throws: `changed` where they are not what was written.
    private func read(
        _ session: UUID, _ key: borrowing SessionKey, expecting head: JournalHead?
    ) throws(StoreError) -> (JournalHead, [JournalEntry]) {
        var entries: [JournalEntry] = []
        var isWhole = true
        let contents = try store.journal.events(of: session, key: key, expecting: head) {
            (event: borrowing SecretBytes) in
            if let entry = Self.entry(event) { entries.append(entry) } else { isWhole = false }
        }
        guard isWhole, !entries.isEmpty else { throw .changed(.notAuthentic) }
        return (contents.head, entries)
    }

    /// An entry as it was written down; nothing where it is none.
    static func entry(_ event: borrowing SecretBytes) -> JournalEntry? {
        event.withUnsafeBytes { bytes in
            bytes.baseAddress.flatMap { address in
                let json = Data(
                    bytesNoCopy: UnsafeMutableRawPointer(mutating: address), count: bytes.count, deallocator: .none)
                return try? JSONDecoder().decode(JournalEntry.self, from: json)
            }
        }
    }

    // MARK: Drafts of staff

    /// Goes on with a draft.
    /// - Throws: `changed` where it is not what was written.
    mutating func resume(_ session: UUID, key: consuming SessionKey) throws(StoreError) -> [JournalEntry] {
        let (head, entries) = try read(session, key, expecting: nil)
        self.session = session
        open = Open(session: session, key: key, head: head, isWrapped: true)
        return entries
    }

    /// Puts the visit aside: the key leaves the memory, the draft stays. Which it was; nothing where nothing was written.
    mutating func suspend() -> UUID? {
        guard let current = open.take() else { return session.take() }
        guard current.isWrapped else {
            // Nobody could open it again.
            open = consume current
            return nil
        }
        return session.take()
    }

    /// Writes an entry down; when this returns, no power cut takes it away.
    mutating func append(_ entry: JournalEntry) throws {
        var json = try JSONEncoder().encode(entry)
        defer { json.resetBytes(in: json.startIndex..<json.endIndex) }
        var current = try open.take() ?? begin()
        do {
            current.head = try store.journal.append(
                json, to: current.session, after: current.head, key: current.key)
            if !current.isWrapped {
                keyring.keep(current.key, for: current.session, note: current.head.bytes, seconds: keeping)
            }
            open = consume current
        } catch {
            // The session stays, so that it can be wiped.
            open = consume current
            throw error
        }
    }

    private mutating func begin() throws -> Open {
        let session = UUID()
        let key = SessionKey()
        let wrapped =
            recipients.isEmpty
            ? nil : try JSONEncoder().encode(WrappedSessionKey(wrapping: key, of: session, to: recipients))
        self.session = session
        let head = try store.journal.begin(
            session, configuration: configuration, wrappedKey: wrapped, at: .now(), key: key)
        return Open(session: session, key: key, head: head, isWrapped: wrapped != nil)
    }

    /// Forgets the visit: first the key, then the rows.
    mutating func end() throws(StoreError) {
        open = nil
        guard let ended = session.take() else { return }
        try delete(ended)
    }

    private mutating func delete(_ session: UUID) throws(StoreError) {
        keyring.forget(session)
        try store.journal.delete(session)
    }
}
