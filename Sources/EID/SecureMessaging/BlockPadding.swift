package import Secrets

/// Padding to whole blocks: one byte 80, then zeros.
///
/// Source: ISO/IEC 7816-4, 10.2.3.1; BSI TR-03110-3, F.3.3.
package enum BlockPadding {
    package static func pad(_ bytes: [UInt8]) -> [UInt8] {
        let rest = SessionCipher.blockLength - bytes.count % SessionCipher.blockLength
        return bytes + [0x80] + [UInt8](repeating: 0, count: rest - 1)
    }

    /// The same for a secret, which is copied from one locked page to another.
    package static func pad(_ secret: borrowing SecretBytes) -> SecretBytes {
        let count = secret.count
        let length = (count / SessionCipher.blockLength + 1) * SessionCipher.blockLength
        return SecretBytes(count: length) { target in
            secret.withUnsafeBytes { target.copyMemory(from: $0) }
            target[count] = 0x80
        }
    }

    /// How many bytes stand before the padding; nil where there is none, or more than one block of it.
    package static func unpaddedLength(_ bytes: UnsafeRawBufferPointer) -> Int? {
        guard let end = bytes.lastIndex(where: { $0 != 0 }), bytes[end] == 0x80,
            bytes.count - end <= SessionCipher.blockLength
        else { return nil }
        return end
    }
}
