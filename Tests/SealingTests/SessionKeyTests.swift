import Foundation
import Sealing
import Secrets
import Testing

/// The bytes of a secret, for comparing in tests.
func bytes(of secret: borrowing SecretBytes) -> [UInt8] { secret.withUnsafeBytes { Array($0) } }

@Suite struct SessionKeyTests {
    static let place = AssociatedData("test", .id(UUID()), .number(7))

    @Test func `What a key seals it opens, at the same place only`() throws {
        let key = SessionKey()
        let sealed = try key.seal(Data("Müller".utf8), associatedData: Self.place)
        #expect(bytes(of: try key.open(sealed, associatedData: Self.place)) == Array("Müller".utf8))
        #expect(sealed.count == 7 + SessionKey.overhead)
        #expect(throws: SealingError.notAuthentic) {
            _ = try key.open(sealed, associatedData: AssociatedData("test", .number(7)))
        }
        let other = SessionKey()
        #expect(throws: SealingError.notAuthentic) { _ = try other.open(sealed, associatedData: Self.place) }
    }

    @Test func `A secret is sealed as bytes are`() throws {
        let key = SessionKey()
        let sealed = try key.seal(SecretBytes(copying: [1, 2, 3]), associatedData: Self.place)
        #expect(bytes(of: try key.open(sealed, associatedData: Self.place)) == [1, 2, 3])
    }

    @Test func `The same plaintext is never the same ciphertext`() throws {
        let key = SessionKey()
        let sealed = try (0..<100).map { _ in try key.seal(Data([1]), associatedData: Self.place) }
        #expect(Set(sealed).count == 100)
    }

    @Test func `A flipped bit anywhere is noticed`() throws {
        let key = SessionKey()
        let sealed = try key.seal(Data("Anna".utf8), associatedData: Self.place)
        for bit in 0..<sealed.count * 8 {
            var torn = sealed
            torn[bit / 8] ^= 1 << (bit % 8)
            #expect(throws: SealingError.notAuthentic) { _ = try key.open(torn, associatedData: Self.place) }
        }
        for count in 0..<sealed.count {
            #expect(throws: SealingError.self) { _ = try key.open(sealed.prefix(count), associatedData: Self.place) }
        }
    }

    @Test func `Parts of associated data do not run into one another`() {
        #expect(AssociatedData("a", .text("bc")) != AssociatedData("a", .text("b"), .text("c")))
        #expect(AssociatedData("a", .text("b")) != AssociatedData("ab"))
        #expect(AssociatedData("a", .bytes(Data("b".utf8))) != AssociatedData("a", .text("b")))
    }

    @Test func `A derived key is another key, and the same each time`() throws {
        let key = SessionKey()
        let first = key.derived(for: Self.place)
        let sealed = try first.seal(Data([9]), associatedData: Self.place)
        let again = key.derived(for: Self.place)
        #expect(bytes(of: try again.open(sealed, associatedData: Self.place)) == [9])
        #expect(throws: SealingError.notAuthentic) { _ = try key.open(sealed, associatedData: Self.place) }
    }

    @Test func `A key of another length is refused`() {
        #expect(throws: SealingError.malformed("session key")) { _ = try SessionKey(SecretBytes(copying: [1])) }
    }
}
