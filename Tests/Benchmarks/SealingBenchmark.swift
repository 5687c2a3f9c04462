import Foundation
import Sealing
import Secrets
import Synchronization

/// A case with 10 MB of attachments: taken in chunk by chunk, read back, hashed and sealed.
enum SealingBenchmark {
    static func run() throws -> [Measurement] {
        let world = try World.made()
        let content = Data((0..<World.size).map { UInt8(truncatingIfNeeded: $0 &* 31) })
        let chunks = try world.takenIn(content)
        // The peak of one round in a process whose heap has not been stretched yet.
        let before = peak(resetting: true)
        keep(try world.sealedCase(chunks))
        let memory = Double(peak(resetting: false) - before) / 1_000_000
        let sealing = try Measurement.median(runs: 5) { keep(try world.sealedCase(chunks)) }
        let takingIn = try Measurement.median(runs: 5) { keep(try world.takenIn(content)) }
        let hashing = Measurement.median(runs: 5) { keep(ContentHash(of: content)) }
        return [
            Measurement(
                name: "A case with 10 MB of attachments sealed", limit: "≤ 500 ms", isWithin: sealing <= 0.5,
                figure: Measurement.milliseconds(sealing),
                comparison: String(format: "%.1f times SHA-512 alone, ", sealing / hashing)
                    + Measurement.milliseconds(hashing)),
            Measurement(
                name: "Its memory beyond that of the chunks", limit: "≤ 60 MB", isWithin: memory <= 60,
                figure: String(format: "%.0f MB", memory),
                comparison: String(format: "%.1f times the attachments; AES-GCM takes a whole", memory / 10)),
            Measurement(
                name: "10 MB taken into the journal's chunks", limit: "≤ 500 ms", isWithin: takingIn <= 0.5,
                figure: Measurement.milliseconds(takingIn),
                comparison: "\(chunks.count) chunks, memory of one at a time"),
        ]
    }

    /// Bytes of memory at the peak, since the last reset.
    private static func peak(resetting: Bool) -> Int {
        if resetting { try? "5".write(toFile: "/proc/self/clear_refs", atomically: false, encoding: .ascii) }
        let status = (try? String(contentsOfFile: "/proc/self/status", encoding: .utf8)) ?? ""
        let line = status.split(separator: "\n").first { $0.hasPrefix("VmHWM:") } ?? ""
        return (Int(line.filter(\.isNumber)) ?? 0) * 1024
    }

    /// A town hall and a device that trusts it.
    private struct World {
        static let size = 10_000_000

        let sealer: CaseSealer
        let session = UUID()
        let attachment = UUID()
        let journal: Journal

        /// A class, because the key cannot be copied and the world can.
        final class Journal: Sendable {
            let key = SessionKey()
        }

        /// Waits for one, as keys for signatures are made asynchronously and nothing else here is.
        static func made() throws -> World {
            let (done, made) = (DispatchSemaphore(value: 0), Made())
            Task.detached {
                let world = try? await World()
                made.world.withLock { $0 = world }
                done.signal()
            }
            done.wait()
            guard let world = made.world.withLock({ $0 }) else { throw NotSealed() }
            return world
        }

        private final class Made: Sendable {
            let world = Mutex<World?>(nil)
        }

        private init() async throws {
            let desk = try DecryptionKey()
            // Any RSA key will sign.
            let root = try await DecryptionKey().withPrivateKey { SecretBytes(copying: $0) }.signing()
            let (destination, now) = (UUID(), Date())
            let key = try SignedDestinationKey(
                signing: .init(
                    destination: destination, key: desk.publicKey, verificationKeys: [root.publicKey],
                    notBefore: now - 60, notAfter: now + 3600, issuedAt: now), with: root)
            sealer = CaseSealer(
                key: key, root: try await SigningRoot(root.publicKey), destination: destination, training: false,
                now: { now })
            journal = Journal()
        }

        func takenIn(_ content: Data) throws -> [Data] {
            let cipher = AttachmentCipher(attachment: attachment, session: session, key: journal.key)
            let count = AttachmentCipher.chunkCount(forBytes: content.count)
            return try (0..<count).map { index in
                let chunk = content.dropFirst(index * AttachmentCipher.chunkSize).prefix(AttachmentCipher.chunkSize)
                return try cipher.seal(chunk, index: index, isLast: index == count - 1)
            }
        }

        func sealedCase(_ chunks: [Data]) throws -> SealedCase {
            var assembly = try AttachmentAssembly(
                id: attachment, purpose: .attachment, mimeType: "application/pdf", size: Self.size,
                cipher: AttachmentCipher(attachment: attachment, session: session, key: journal.key))
            for chunk in chunks { try assembly.add(chunk) }
            guard case .sealed(let prepared) = try sealer.seal(assembly),
                case .sealed(let sealed) = try sealer.seal(
                    data: SecretBytes(copying: Array(#"{"familienname":"Müller"}"#.utf8)),
                    header: CaseHeader(
                        reference: "KT7A222223QR", serviceIdentifier: "urn:de:fim:leika:leistung:99115005104000",
                        schemaUri: "https://example.org/schema.json"), attachments: [prepared])
            else { throw NotSealed() }
            return sealed
        }

        struct NotSealed: Error {}
    }
}

extension SecretBytes {
    fileprivate consuming func signing() async throws -> SigningKey { try await SigningKey(der: self) }
}
