import Secrets
import Synchronization

/// The passphrase that is typed, in locked memory and nowhere else: the visit knows how many characters there are.
final class TypedPassphrase: Sendable {
    private struct Contents: ~Copyable {
        var bytes = SecretBytes(capacity: 256)
        /// Where each character begins, to take the last one back.
        var count = 0
    }

    private let contents = Mutex(Contents())

    /// Adds a character in UTF-8, as long as there is room; how many there are then.
    func append(_ character: Character) -> Int {
        contents.withLock { contents in
            let size = character.utf8.count
            guard contents.bytes.count + size <= contents.bytes.capacity, contents.count < 200 else {
                return contents.count
            }
            for byte in character.utf8 { contents.bytes.append(byte) }
            contents.count += 1
            return contents.count
        }
    }

    /// Takes the last character back; how many are left.
    func removeLast() -> Int {
        contents.withLock { contents in
            guard contents.count > 0 else { return 0 }
            var isWhole = false
            while !isWhole, contents.bytes.count > 0 {
                // The first byte of a scalar is none that continues one. Source: RFC 3629, 3.
                isWhole = contents.bytes.withUnsafeBytes { ($0.last ?? 0) & 0xC0 != 0x80 }
                contents.bytes.removeLast()
            }
            contents.count -= 1
            return contents.count
        }
    }

    /// Wipes it.
    func removeAll() {
        contents.withLock { contents in
            contents.bytes.removeAll()
            contents.count = 0
        }
    }

    /// Hands it over, and keeps nothing.
    func take() -> SecretBytes {
        contents.withLock { contents in
            let taken = contents.bytes.clone()
            contents.bytes.removeAll()
            contents.count = 0
            return taken
        }
    }
}
