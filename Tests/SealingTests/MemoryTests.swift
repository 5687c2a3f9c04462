import Foundation
import Sealing
import Secrets
import Testing

@Suite(.serialized) struct MemoryTests {
    static let place = AssociatedData("memory")

    static func secret(_ needle: MemorySearch.Needle) -> SecretBytes {
        SecretBytes(count: needle.count) { needle.write(to: $0) }
    }

    @Test func `The search finds what is there, and nothing after it was wiped`() throws {
        let needle = MemorySearch.Needle(count: 32)
        var secret = Self.secret(needle)
        let before = try MemorySearch.count(needle)
        secret.removeAll()
        let after = try MemorySearch.count(needle)
        #expect(before == 1 && after == 0)
    }

    @Test func `Of a session's key and of what it sealed nothing stays`() throws {
        let (key, plaintext) = (MemorySearch.Needle(count: 32), MemorySearch.Needle(count: 300))
        func work() throws {
            let session = try SessionKey(Self.secret(key))
            for _ in 0..<20 {
                let sealed = try session.seal(Self.secret(plaintext), associatedData: Self.place)
                _ = try session.open(sealed, associatedData: Self.place)
            }
            let attachment = AttachmentCipher(attachment: UUID(), session: UUID(), key: session)
            let chunk = try attachment.seal(Self.secret(plaintext), index: 0, isLast: true)
            _ = try attachment.open(chunk, index: 0, isLast: true)
        }
        try work()
        let (keys, plaintexts) = (try MemorySearch.count(key), try MemorySearch.count(plaintext))
        print("⇒ after the wipe: \(keys) copies of the key, \(plaintexts) of the plaintext")
        #expect(keys == 0 && plaintexts == 0)
    }

    @Test func `Of a sealed and an opened case nothing stays`() throws {
        let plaintext = MemorySearch.Needle(count: 5000)
        let key = try TestKeys.decryption(.desk)
        func work() throws {
            for _ in 0..<5 {
                let sealed = try JWE.seal(Self.secret(plaintext), to: key.publicKey)
                _ = try JWE.open(sealed, with: key)
            }
        }
        try work()
        #expect(try MemorySearch.count(plaintext) == 0)
    }

    @Test func `Of a wrapped key and a passphrase nothing stays`() throws {
        let (needle, passphrase) = (MemorySearch.Needle(count: 32), MemorySearch.Needle(count: 40))
        let session = UUID()
        func work() throws {
            let locked = try StaffKey().locked(with: Self.secret(passphrase), cost: StaffKeyTests.cheap)
            guard case .opened(let staff) = try locked.open(with: Self.secret(passphrase)) else {
                Issue.record("It did not open.")
                return
            }
            let key = try SessionKey(Self.secret(needle))
            let wrapped = try WrappedSessionKey(wrapping: key, of: session, to: [staff.publicKey])
            guard case .key(let again) = wrapped.unwrap(with: staff, session: session) else {
                Issue.record("It was not unwrapped.")
                return
            }
            _ = try again.seal(Data([1]), associatedData: Self.place)
        }
        try work()
        #expect(try MemorySearch.count(needle) == 0)
        #expect(try MemorySearch.count(passphrase) == 0)
    }

    @Test func `Of a key in the keyring nothing stays in the process`() throws {
        let needle = MemorySearch.Needle(count: 32)
        let session = UUID()
        func work() throws {
            var keyring = SessionKeyring()
            keyring.keep(try SessionKey(Self.secret(needle)), for: session, seconds: 60)
            _ = keyring.find(session)
            keyring.forget(session)
        }
        try work()
        #expect(try MemorySearch.count(needle) == 0)
    }
}
