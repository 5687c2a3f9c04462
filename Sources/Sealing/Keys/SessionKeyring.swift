internal import CSealing
package import Foundation
internal import Glibc
internal import Secrets

/// Keeps session keys beyond the end of the process, but never beyond their time nor beyond power off.
///
/// The kernel's keyring of the terminal's user holds them. Where the kernel refuses, this process's memory does: then a
/// crash ends the visit for good, and `place` says so, for the log. The kernel's expiry follows the wall clock, which
/// can be set back; so each key carries a deadline of CLOCK_BOOTTIME as well, and the earlier of both counts.
/// Source: keyrings(7), user-keyring(7).
package struct SessionKeyring: ~Copyable, Sendable {
    /// Where keys lie.
    package enum Place: Hashable, Sendable {
        case kernel
        /// And why not in the kernel.
        case memory(reason: String)
    }

    /// What looking for a key found.
    package enum Found: ~Copyable {
        case key(SessionKey)
        /// Its time is over; it is gone now.
        case expired
        case absent
    }

    private final class Kept: Sendable {
        let key: SessionKey
        let deadline: Int64
        let note: Data

        init(key: consuming SessionKey, deadline: Int64, note: Data) {
            self.key = key
            self.deadline = deadline
            self.note = note
        }
    }

    /// Where keys lie. Becomes `memory` when the kernel refuses one.
    package private(set) var place: Place

    private let prefix: String
    private let now: @Sendable () -> Int64
    private var memory: [UUID: Kept] = [:]

    /// Opens the keyring and finds out whether the kernel has one.
    /// - Parameters:
    ///   - prefix: Stands before the session's id in the name of a key.
    ///   - usesKernel: False keeps keys in memory at once, for tests and for systems that forbid keyrings.
    ///   - now: Seconds since the start of the system, asleep or awake.
    package init(
        prefix: String = "buergerterminal:session:", usesKernel: Bool = true,
        now: @escaping @Sendable () -> Int64 = { SessionKeyring.bootTime() }
    ) {
        self.prefix = prefix
        self.now = now
        guard usesKernel else {
            place = .memory(reason: "switched off")
            return
        }
        let linked = cse_link_user_keyring()
        place = linked < 0 ? .memory(reason: Self.reason(linked)) : .kernel
    }

    /// CLOCK_BOOTTIME in whole seconds: it goes on in sleep, and nobody sets it.
    package static func bootTime() -> Int64 {
        var time = timespec()
        clock_gettime(CLOCK_BOOTTIME, &time)
        return Int64(time.tv_sec)
    }

    /// The most bytes of a note.
    package static let noteBound = 64

    /// Keeps a key for so many seconds; one that was kept for the session is replaced. Also renews its time.
    /// - Parameters:
    ///   - key: The session's key.
    ///   - session: Whose it is.
    ///   - note: What is to be known beside the key, such as how far the journal has come; at most `noteBound` bytes, more
    ///     are left out.
    ///   - seconds: How long.
    /// - Returns: Where it lies now.
    @discardableResult
    package mutating func keep(
        _ key: borrowing SessionKey, for session: UUID, note: Data = Data(), seconds: Int
    ) -> Place {
        let note = note.count <= Self.noteBound ? note : Data()
        let seconds = min(max(seconds, 1), Int(Int32.max))
        let deadline = now() + Int64(seconds)
        if place == .kernel {
            let refusal = keepInKernel(key, session, note: note, deadline: deadline, seconds: UInt32(seconds))
            if refusal >= 0 { return place }
            // An old copy must not outlive the new one.
            forget(session)
            place = .memory(reason: Self.reason(refusal))
        }
        memory[session] = Kept(key: key.clone(), deadline: deadline, note: note)
        return place
    }

    /// Looks for the key of a session.
    package mutating func find(_ session: UUID) -> Found {
        if let kept = memory[session] {
            guard now() < kept.deadline else {
                forget(session)
                return .expired
            }
            return .key(kept.key.clone())
        }
        cse_link_user_keyring()
        let serial = cse_find(prefix + session.uuidString)
        if serial == -EKEYEXPIRED { return .expired }
        guard serial > 0 else { return .absent }
        let payload = Self.payload(serial)
        let deadline = payload.withUnsafeBytes {
            $0.loadUnaligned(fromByteOffset: SessionKey.byteCount, as: Int64.self)
        }
        guard now() < deadline else {
            forget(session)
            return .expired
        }
        let bytes = SecretBytes(count: SessionKey.byteCount) { target in
            payload.withUnsafeBytes { target.copyBytes(from: $0.prefix(target.count)) }
        }
        guard let key = try? SessionKey(bytes) else { return .absent }
        return .key(key)
    }

    /// What was kept beside the key of a session; nothing where no key is kept.
    package func note(of session: UUID) -> Data? {
        if let kept = memory[session] { return kept.note }
        cse_link_user_keyring()
        let serial = cse_find(prefix + session.uuidString)
        guard serial > 0 else { return nil }
        let payload = Self.payload(serial)
        return payload.withUnsafeBytes { bytes in
            let note = bytes.dropFirst(Self.noteOffset)
            guard let count = note.first, count <= Self.noteBound else { return nil }
            return Data(note.dropFirst().prefix(Int(count)))
        }
    }

    /// Destroys the key of a session, wherever it lies.
    package mutating func forget(_ session: UUID) {
        memory[session] = nil
        cse_link_user_keyring()
        let serial = cse_find(prefix + session.uuidString)
        if serial > 0 { cse_invalidate(serial) }
    }

    /// Key, deadline, then the note with its length before it.
    private static let payloadCount = noteOffset + 1 + noteBound
    private static let noteOffset = SessionKey.byteCount + MemoryLayout<Int64>.size

    private static func payload(_ serial: Int32) -> SecretBytes {
        SecretBytes(count: payloadCount) { target in
            if cse_read(serial, target.baseAddress, target.count) != payloadCount { target.zero() }
        }
    }

    private borrowing func keepInKernel(
        _ key: borrowing SessionKey, _ session: UUID, note: Data, deadline: Int64, seconds: UInt32
    ) -> Int32 {
        cse_link_user_keyring()
        let payload = SecretBytes(count: Self.payloadCount) { target in
            target.zero()
            key.withUnsafeBytes { target.copyBytes(from: $0) }
            target.storeBytes(of: deadline, toByteOffset: SessionKey.byteCount, as: Int64.self)
            target[Self.noteOffset] = UInt8(note.count)
            UnsafeMutableRawBufferPointer(rebasing: target[(Self.noteOffset + 1)...]).copyBytes(from: note)
        }
        let serial = payload.withUnsafeBytes { cse_add(prefix + session.uuidString, $0.baseAddress, $0.count) }
        guard serial > 0 else { return serial }
        let restricted = cse_restrict(serial)
        guard restricted >= 0 else { return restricted }
        return cse_expire_after(serial, seconds)
    }

    private static func reason(_ refusal: Int32) -> String {
        "the kernel's keyring refused: " + String(cString: strerror(-refusal))
    }
}

extension UnsafeMutableRawBufferPointer {
    fileprivate func zero() {
        if let baseAddress { explicit_bzero(baseAddress, count) }
    }
}
