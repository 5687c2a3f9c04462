internal import ClerkDesk
internal import Crypto
internal import Foundation
internal import Synchronization

/// Who is signed in. Only in memory: when the desk starts anew everybody signs in again.
final class Sessions: Sendable {
    /// Seconds without a request.
    static let idle: TimeInterval = 30 * 60
    /// Seconds in all: a working day.
    static let longest: TimeInterval = 10 * 3600
    /// The most at once; the one that was seen longest ago makes place.
    static let bound = 1000

    /// By the hash of what the browser holds.
    private let sessions = Mutex<[Data: Session]>([:])

    /// Begins a session under a name that never was one before.
    /// - Returns: What the browser keeps: 256 bits, Base64.
    func begin(_ account: Account, at now: Date) -> String {
        let id = Self.random()
        let session = Session(
            account: account.name, passphrase: account.passphrase, formToken: Self.random(), startedAt: now,
            lastSeenAt: now)
        sessions.withLock { sessions in
            sessions = sessions.filter { Self.lives($1, at: now) }
            if sessions.count >= Self.bound,
                let oldest = sessions.min(by: { $0.value.lastSeenAt < $1.value.lastSeenAt })
            {
                sessions[oldest.key] = nil
            }
            sessions[Self.key(id)] = session
        }
        return id
    }

    /// The session of a browser, which is seen herewith; nothing where it is over.
    func find(_ id: String, at now: Date) -> Session? {
        sessions.withLock { sessions in
            let key = Self.key(id)
            guard var session = sessions[key] else { return nil }
            guard Self.lives(session, at: now) else {
                sessions[key] = nil
                return nil
            }
            session.lastSeenAt = now
            sessions[key] = session
            return session
        }
    }

    /// Changes a session that lives.
    func change(_ id: String, _ change: (inout Session) -> Void) {
        sessions.withLock { sessions in
            let key = Self.key(id)
            guard var session = sessions[key] else { return }
            change(&session)
            sessions[key] = session
        }
    }

    /// Ends a session.
    func end(_ id: String) { sessions.withLock { $0[Self.key(id)] = nil } }

    private static func lives(_ session: Session, at now: Date) -> Bool {
        let (seen, started) = (now.timeIntervalSince(session.lastSeenAt), now.timeIntervalSince(session.startedAt))
        // A clock that was set back ends it too.
        return (-60...idle).contains(seen) && (-60...longest).contains(started)
    }

    private static func key(_ id: String) -> Data { Data(SHA256.hash(data: Data(id.utf8))) }

    /// 256 bits, fit for a cookie and a form.
    static func random() -> String {
        SymmetricKey(size: .bits256).withUnsafeBytes { Data($0) }.base64EncodedString()
            .replacingOccurrences(of: "+", with: "-").replacingOccurrences(of: "/", with: "_")
            .replacingOccurrences(of: "=", with: "")
    }

    /// Compares without telling by the time where they differ.
    static func isSame(_ left: String, _ right: String) -> Bool {
        // The hashes are compared: who sends `left` cannot choose them byte by byte.
        key(left) == key(right)
    }
}
