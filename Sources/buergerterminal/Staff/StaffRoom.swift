import Catalogue
import Foundation
import Sealing
import Secrets
import Store
import UnicodeText
import Visit

/// Who works with the case, the key of whoever has signed in, and what that key opens.
final class StaffRoom {
    let passphrase = TypedPassphrase()
    private let directory: StaffDirectory
    private let stateDirectory: String
    private let isTraining: Bool
    private let log: EventLog
    /// The town's, for drafts that nobody else can open any more.
    private let recoveryKey: StaffPublicKey?
    private var records: [StaffRecord] = []
    private var opened: OpenKey?

    /// A key that was opened, wiped when this ends.
    private final class OpenKey {
        let key: StaffKey
        init(_ key: consuming StaffKey) { self.key = key }
    }

    init(stateDirectory: String, isTraining: Bool, recoveryKey: StaffPublicKey?, log: EventLog) {
        self.stateDirectory = stateDirectory
        self.isTraining = isTraining
        self.recoveryKey = recoveryKey
        self.log = log
        directory = StaffDirectory(stateDirectory: stateDirectory)
    }

    /// Who may sign in now, and what to type to practise.
    func members() -> StaffEvent {
        records = directory.members
        let members = records.map {
            StaffMember(id: $0.id, name: Sanitiser.sanitise($0.name), failures: directory.failures(of: $0.id))
        }
        return .members(members, hint: hint)
    }

    /// Only to practise: beside demonstration keys lies what opens them.
    private var hint: String? {
        guard isTraining, let bytes = FileManager.default.contents(atPath: stateDirectory + "/staff/training-hint")
        else { return nil }
        return Sanitiser.sanitise(
            String(decoding: bytes.prefix(100), as: UTF8.self).trimmingCharacters(in: .whitespacesAndNewlines))
    }

    // MARK: The key

    /// Opens somebody's key with what was typed, which is wiped.
    func signIn(_ id: String) -> StaffEvent {
        let typed = passphrase.take()
        guard let record = records.first(where: { $0.id == id }) else { return .unusable }
        do {
            switch try directory.open(record, with: typed) {
            case .opened(let key):
                opened = OpenKey(key)
                log.store("staff.signed_in", ["key": id])
                return .opened
            case .wrongPassphrase:
                let failures = directory.failures(of: id)
                log.store("staff.refused", ["key": id, "failures": String(failures)])
                return .refused(failures: failures)
            }
        } catch {
            log.store("staff.not_opened", ["key": id, "reason": "\(error)"])
            return .unusable
        }
    }

    /// Wipes the key.
    func signOut() {
        passphrase.removeAll()
        guard opened != nil else { return }
        opened = nil
        log.store("staff.signed_out")
    }

    /// Whom a new session's key is wrapped to: whoever is signed in, and the town.
    var recipients: [StaffPublicKey] {
        guard let opened else { return [] }
        return [opened.key.publicKey] + (recoveryKey.map { [$0] } ?? [])
    }

    /// Opens the key of a session; nothing where it is somebody else's, or was changed.
    func unwrap(_ wrapped: WrappedSessionKey, of session: UUID) -> SessionKey? {
        guard let opened else { return nil }
        switch wrapped.unwrap(with: opened.key, session: session) {
        case .key(let key): return key
        case .notForThisKey: return nil
        case .notAuthentic: return nil
        }
    }

    /// The same list of people with others beside whoever began, and the town.
    func recipients(of wrapped: WrappedSessionKey, sharedWith ids: Set<String>) -> [StaffPublicKey] {
        let owner = wrapped.recipients.first.map { [$0] } ?? []
        let others = records.filter { ids.contains($0.id) }.map(\.key.publicKey)
        // Whoever shares goes on having it.
        let own = opened.map { [$0.key.publicKey] } ?? []
        return owner + own + others + (recoveryKey.map { [$0] } ?? [])
    }

    // MARK: What the key opens

    /// A draft as it is listed; nothing where it is none of this person's.
    func draft(_ session: JournalSession, in journal: Journal) -> StaffDraft? {
        guard let wrapped = session.wrapped, let key = unwrap(wrapped, of: session.id) else { return nil }
        var service: String?
        let isWhole =
            (try? journal.events(of: session.id, key: key) { (event: borrowing SecretBytes) in
                guard service == nil else { return }
                if case .began(let id, _, _)? = VisitJournal.entry(event) { service = id }
            }) != nil
        let owner = wrapped.recipients.first
        return StaffDraft(
            id: session.id.uuidString, service: isWhole ? service : nil,
            begun: Clock.minute(of: Date(timeIntervalSince1970: TimeInterval(session.openedAt))),
            owner: records.first { $0.key.publicKey == owner }.map { Sanitiser.sanitise($0.name) },
            colleagues: Set(wrapped.recipients.map(\.fingerprint)))
    }

    /// The appointments of the day.
    func appointments(on today: String) -> [Appointment] {
        guard let opened, let list = DayList(stateDirectory: stateDirectory) else { return [] }
        switch list.open(with: opened.key) {
        case .opened(let text):
            let (rows, faults) = text.withUnsafeBytes { AppointmentList.read(Array($0), file: "appointments") }
            if !faults.isEmpty { log.store("appointments.faulty", ["rows": String(faults.count)]) }
            return rows.filter { $0.day == today }.map {
                Appointment(
                    time: Sanitiser.sanitise($0.time), place: Sanitiser.sanitise($0.place), service: $0.service,
                    name: Sanitiser.sanitise($0.name))
            }
        case .notForThisKey: return []
        case .notAuthentic:
            log.store("appointments.changed")
            return []
        }
    }
}
