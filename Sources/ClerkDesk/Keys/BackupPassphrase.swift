internal import Crypto
internal import Foundation
package import Secrets

/// Passphrases for the copy of the keys.
package enum BackupPassphrase {
    /// The fewest bytes of one that somebody chose.
    package static let shortest = 12

    /// Without look-alikes: 32 characters.
    private static let alphabet = Array("ABCDEFGHJKLMNPQRSTUVWXYZ23456789".utf8)

    /// Draws one of 150 bits: six groups of five characters with hyphens.
    package static func make() -> SecretBytes {
        let drawn = SymmetricKey(size: SymmetricKeySize(bitCount: 30 * 8))
        return SecretBytes(count: 35) { target in
            drawn.withUnsafeBytes { random in
                for index in 0..<30 {
                    target[index + index / 5] = alphabet[Int(random[index] & 31)]
                    if index % 5 == 4, index < 29 { target[index + index / 5 + 1] = UInt8(ascii: "-") }
                }
            }
        }
    }

    /// What a file or standard input holds: its first line, without the end.
    /// - Returns: Nothing where it is shorter than so many bytes.
    package static func firstLine(of bytes: borrowing SecretBytes, shortest: Int = shortest) -> SecretBytes? {
        bytes.withUnsafeBytes { bytes in
            let line = bytes.prefix { $0 != UInt8(ascii: "\n") && $0 != UInt8(ascii: "\r") }
            return line.count < shortest ? nil : SecretBytes(copying: line)
        }
    }
}
