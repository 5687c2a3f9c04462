import Foundation
import Sealing
import Synchronization
import Testing

@Suite struct SessionKeyringTests {
    /// A clock that a test sets.
    final class Clock: Sendable {
        let time = Atomic<Int64>(1000)
        func read() -> Int64 { time.load(ordering: .relaxed) }
        func advance(_ seconds: Int64) { time.add(seconds, ordering: .relaxed) }
    }

    static func text(_ key: borrowing SessionKey) -> String { key.withUnsafeBytes { Data($0).base64EncodedString() } }

    static func found(_ keyring: inout SessionKeyring, _ session: UUID) -> String {
        switch keyring.find(session) {
        case .key(let key): text(key)
        case .expired: "expired"
        case .absent: "absent"
        }
    }

    @Test(arguments: [true, false])
    func `A kept key is found until its time is over`(usesKernel: Bool) {
        let clock = Clock()
        var keyring = SessionKeyring(usesKernel: usesKernel) { clock.read() }
        let session = UUID()
        let key = SessionKey()
        let before = Self.found(&keyring, session)
        keyring.keep(key, for: session, seconds: 60)
        clock.advance(59)
        let during = Self.found(&keyring, session)
        clock.advance(1)
        let after = Self.found(&keyring, session)
        let later = Self.found(&keyring, session)
        #expect(before == "absent" && during == Self.text(key) && after == "expired" && later == "absent")
    }

    @Test(arguments: [true, false])
    func `Keeping again renews the time, and a newer key replaces`(usesKernel: Bool) {
        let clock = Clock()
        var keyring = SessionKeyring(usesKernel: usesKernel) { clock.read() }
        let session = UUID()
        let first = SessionKey()
        let second = SessionKey()
        keyring.keep(first, for: session, seconds: 60)
        clock.advance(50)
        keyring.keep(second, for: session, seconds: 60)
        clock.advance(50)
        let found = Self.found(&keyring, session)
        #expect(found == Self.text(second))
        keyring.forget(session)
    }

    @Test(arguments: [true, false])
    func `A forgotten key is gone`(usesKernel: Bool) {
        var keyring = SessionKeyring(usesKernel: usesKernel)
        let session = UUID()
        let key = SessionKey()
        keyring.keep(key, for: session, seconds: 60)
        keyring.forget(session)
        let found = Self.found(&keyring, session)
        #expect(found == "absent")
        keyring.forget(session)
    }

    @Test(arguments: [true, false])
    func `What is noted beside a key goes with it, and is what was noted last`(usesKernel: Bool) {
        var keyring = SessionKeyring(prefix: "buergerterminal:test:", usesKernel: usesKernel)
        let session = UUID()
        let key = SessionKey()
        let before = keyring.note(of: session)
        #expect(before == nil)
        keyring.keep(key, for: session, note: Data([1, 2, 3]), seconds: 60)
        let first = keyring.note(of: session)
        keyring.keep(key, for: session, note: Data(repeating: 7, count: SessionKeyring.noteBound), seconds: 60)
        let second = keyring.note(of: session)
        #expect(first == Data([1, 2, 3]) && second == Data(repeating: 7, count: SessionKeyring.noteBound))
        let found = Self.found(&keyring, session)
        #expect(found == Self.text(key))
        keyring.forget(session)
        let after = keyring.note(of: session)
        #expect(after == nil)
    }

    @Test func `Memory says that it is memory, and the kernel outlives the value`() {
        let memory = SessionKeyring(usesKernel: false).place
        #expect(memory == .memory(reason: "switched off"))
        var keyring = SessionKeyring()
        let session = UUID()
        let key = SessionKey()
        let place = keyring.keep(key, for: session, seconds: 30)
        var other = SessionKeyring()
        let found = Self.found(&other, session)
        switch place {
        case .kernel: #expect(found == Self.text(key))
        case .memory(let reason):
            print("The kernel's keyring is not to be had here: \(reason)")
            #expect(found == "absent")
        }
        other.forget(session)
    }

    @Test func `A process that comes after the crash reads the key, once the user's keyring is linked to its session`()
        throws
    {
        var keyring = SessionKeyring(prefix: "buergerterminal:test:")
        let session = UUID()
        let key = SessionKey()
        #if arch(x86_64)  // The other library calls the kernel by number.
            guard keyring.keep(key, for: session, seconds: 30) == .kernel else { return }
            let answer = try Independent.ask([
                "ask": "keyring", "description": "buergerterminal:test:" + session.uuidString,
            ])
            let found = try #require(answer as? [String: Any])
            #expect(found["without"] as? Int == -13)
            let payload = try #require(Data(base64Encoded: found["with"] as? String ?? ""))
            #expect(payload.prefix(32).base64EncodedString() == Self.text(key))
            keyring.forget(session)
        #endif
    }

    @Test func `The kernel lets a key expire by itself`() async throws {
        var keyring = SessionKeyring { 0 }
        let session = UUID()
        let key = SessionKey()
        guard keyring.keep(key, for: session, seconds: 1) == .kernel else { return }
        try await Task.sleep(for: .milliseconds(2100))
        let found = Self.found(&keyring, session)
        #expect(found == "expired" || found == "absent")
    }
}
