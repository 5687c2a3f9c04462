internal import Crypto
package import Foundation

/// The SHA-512 of a plaintext. It is as private as the plaintext where that can be guessed: it travels encrypted only.
package struct ContentHash: Hashable, Sendable {
    /// Computes a hash piece by piece.
    package struct Computation: Sendable {
        private var hash = SHA512()

        /// Begins.
        package init() {}

        /// Adds bytes.
        package mutating func update(_ bytes: UnsafeRawBufferPointer) { hash.update(bufferPointer: bytes) }

        /// The hash of all that was added.
        package func result() -> ContentHash { ContentHash(bytes: Data(hash.finalize())) }
    }

    let bytes: Data

    /// Hashes bytes.
    package init(of content: some DataProtocol) {
        bytes = Data(SHA512.hash(data: content))
    }

    private init(bytes: Data) { self.bytes = bytes }

    /// 128 lower-case digits.
    package var hexadecimal: String {
        let digits = Array("0123456789abcdef".utf8)
        return String(decoding: bytes.flatMap { [digits[Int($0 >> 4)], digits[Int($0 & 15)]] }, as: UTF8.self)
    }
}
