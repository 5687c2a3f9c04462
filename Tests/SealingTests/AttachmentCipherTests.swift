import Foundation
import Sealing
import Secrets
import Testing

@Suite struct AttachmentCipherTests {
    static let session = UUID()
    static let attachment = UUID()

    /// Two whole chunks and a bit, each chunk of one byte value.
    static let plaintext =
        [UInt8](repeating: 1, count: AttachmentCipher.chunkSize)
        + [UInt8](repeating: 2, count: AttachmentCipher.chunkSize) + [3, 3, 3]

    static func chunks(_ content: [UInt8]) -> [ArraySlice<UInt8>] {
        (0..<AttachmentCipher.chunkCount(forBytes: content.count)).map {
            content[$0 * AttachmentCipher.chunkSize..<min(($0 + 1) * AttachmentCipher.chunkSize, content.count)]
        }
    }

    static func sealed(_ content: [UInt8], _ key: borrowing SessionKey) throws -> [Data] {
        let cipher = AttachmentCipher(attachment: attachment, session: session, key: key)
        let chunks = chunks(content)
        var sealed: [Data] = []
        for (index, chunk) in chunks.enumerated() {
            sealed.append(try cipher.seal(chunk, index: index, isLast: index == chunks.count - 1))
        }
        return sealed
    }

    static func opened(
        _ chunks: [Data], _ key: borrowing SessionKey, attachment: UUID = attachment
    ) throws -> [UInt8]? {
        var reader = AttachmentReader(
            cipher: AttachmentCipher(attachment: attachment, session: session, key: key), count: chunks.count)
        var content: [UInt8] = []
        for chunk in chunks { content += bytes(of: try reader.open(next: chunk)) }
        return reader.isComplete ? content : nil
    }

    @Test(arguments: [
        0, 1, AttachmentCipher.chunkSize - 1, AttachmentCipher.chunkSize, AttachmentCipher.chunkSize + 1,
        2 * AttachmentCipher.chunkSize + 3,
    ])
    func `An attachment comes back whole`(count: Int) throws {
        let key = SessionKey()
        let content = (0..<count).map { UInt8(truncatingIfNeeded: $0 &* 31) }
        #expect(try Self.opened(Self.sealed(content, key), key) == content)
    }

    @Test func `Chunks swapped, repeated, left out or cut off are noticed`() throws {
        let key = SessionKey()
        let sealed = try Self.sealed(Self.plaintext, key)
        for wrong in [
            [sealed[1], sealed[0], sealed[2]], [sealed[0], sealed[0], sealed[2]], [sealed[0], sealed[2]],
            [sealed[0], sealed[1]], [sealed[0]], [sealed[0], sealed[1], sealed[2], sealed[2]],
        ] {
            #expect(throws: SealingError.notAuthentic) { _ = try Self.opened(wrong, key) }
        }
    }

    @Test func `A chunk does not open in another attachment, session or under another key`() throws {
        let key = SessionKey()
        let sealed = try Self.sealed([1], key)
        #expect(throws: SealingError.notAuthentic) { _ = try Self.opened(sealed, key, attachment: UUID()) }
        let elsewhere = AttachmentCipher(attachment: Self.attachment, session: UUID(), key: key)
        #expect(throws: SealingError.notAuthentic) { _ = try elsewhere.open(sealed[0], index: 0, isLast: true) }
        let otherKey = SessionKey()
        #expect(throws: SealingError.notAuthentic) { _ = try Self.opened(sealed, otherKey) }
    }

    @Test func `Nothing is read behind the end`() throws {
        let key = SessionKey()
        let sealed = try Self.sealed([1], key)
        var reader = AttachmentReader(
            cipher: AttachmentCipher(attachment: Self.attachment, session: Self.session, key: key), count: 1)
        let before = reader.isComplete
        _ = try reader.open(next: sealed[0])
        let after = reader.isComplete
        #expect(!before && after)
        do {
            _ = try reader.open(next: sealed[0])
            Issue.record("It was read.")
        } catch {
            #expect(error == .outOfOrder)
        }
    }

    @Test func `A short chunk in the middle is refused when it is sealed`() {
        let key = SessionKey()
        let cipher = AttachmentCipher(attachment: Self.attachment, session: Self.session, key: key)
        #expect(throws: SealingError.malformed("chunk")) { _ = try cipher.seal([1], index: 0, isLast: false) }
    }
}
