internal import Crypto
package import Foundation
internal import Glibc
package import Secrets

/// The key of one visit, AES-256: what is kept of the visit is encrypted with it, and it never touches the disk.
///
/// Nonces of 96 bits are drawn at random, so a key may seal 2³² messages, which no visit reaches.
/// The key lives in `SecretBytes`. For the length of one call the library holds copies on the heap: what it does not wipe
/// itself is wiped after it, see `FreedMemory`.
/// Source: NIST SP 800-38D, 8.2.2.
package struct SessionKey: ~Copyable, Sendable {
    /// Length of the key in bytes.
    package static let byteCount = 32

    /// How many bytes a ciphertext is longer than its plaintext: nonce and tag.
    package static let overhead = 12 + 16

    private let bytes: SecretBytes

    /// Draws a new key.
    package init() {
        bytes = Self.random(count: Self.byteCount)
    }

    /// Takes a key that was kept elsewhere.
    /// - Throws: `malformed` where it is not 32 bytes long.
    package init(_ bytes: consuming SecretBytes) throws(SealingError) {
        guard bytes.count == Self.byteCount else { throw .malformed("session key") }
        self.bytes = bytes
    }

    /// Random bytes from the system, never on the heap but in a generator's own wiped buffer.
    static func random(count: Int) -> SecretBytes {
        SecretBytes(count: count) { target in
            SymmetricKey(size: SymmetricKeySize(bitCount: count * 8)).withUnsafeBytes { target.copyMemory(from: $0) }
        }
    }

    /// Lends the key's bytes, for a keyring or for wrapping.
    package borrowing func withUnsafeBytes<Result: ~Copyable, Failure: Error>(
        _ body: (UnsafeRawBufferPointer) throws(Failure) -> Result
    ) throws(Failure) -> Result {
        try bytes.withUnsafeBytes(body)
    }

    /// A second value with the same key, for two owners.
    package borrowing func clone() -> SessionKey {
        SessionKey(trusting: bytes.clone())
    }

    private init(trusting bytes: consuming SecretBytes) {
        self.bytes = bytes
    }

    /// A key of its own for one purpose, from which this key cannot be found.
    /// Source: RFC 5869, with SHA-256 and no salt.
    package borrowing func derived(for purpose: AssociatedData) -> SessionKey {
        let derived = withSymmetricKey {
            HKDF<SHA256>.deriveKey(inputKeyMaterial: $0, info: purpose.encoded, outputByteCount: Self.byteCount)
        }
        return SessionKey(
            trusting: SecretBytes(count: Self.byteCount) { target in
                derived.withUnsafeBytes { target.copyMemory(from: $0) }
            })
    }

    /// Encrypts and binds.
    /// - Parameters:
    ///   - plaintext: At most 64 MB. The caller's memory stays the caller's to wipe.
    ///   - associatedData: Where the ciphertext belongs.
    /// - Returns: Nonce (12 bytes), ciphertext, tag (16 bytes).
    /// - Throws: `tooLarge`; `unavailable` where the library refuses, which it never should.
    package borrowing func seal(
        _ plaintext: some DataProtocol, associatedData: AssociatedData
    ) throws(SealingError) -> Data {
        guard plaintext.count <= Self.bound else { throw .tooLarge(bound: Self.bound) }
        let sealed = withSymmetricKey { key in
            try? AES.GCM.seal(plaintext, using: key, authenticating: associatedData.encoded).combined
        }
        guard let sealed else { throw .unavailable("AES-GCM") }
        return sealed
    }

    /// Encrypts and binds what lies in a secret.
    /// - Throws: As `seal(_:associatedData:)` of bytes.
    package borrowing func seal(
        _ plaintext: borrowing SecretBytes, associatedData: AssociatedData
    ) throws(SealingError) -> Data {
        guard plaintext.count <= Self.bound else { throw .tooLarge(bound: Self.bound) }
        let sealed = plaintext.withUnsafeBytes { bytes in
            withSymmetricKey { key in
                try? AES.GCM.seal(bytes, using: key, authenticating: associatedData.encoded).combined
            }
        }
        guard let sealed else { throw .unavailable("AES-GCM") }
        return sealed
    }

    /// Decrypts what `seal` made for the same place.
    /// - Throws: `notAuthentic` where key, place or a single bit differ; `malformed` where it is too short; `tooLarge`.
    package borrowing func open(_ sealed: Data, associatedData: AssociatedData) throws(SealingError) -> SecretBytes {
        guard sealed.count >= Self.overhead else { throw .malformed("ciphertext") }
        guard sealed.count <= Self.bound + Self.overhead else { throw .tooLarge(bound: Self.bound + Self.overhead) }
        let opened = withSymmetricKey { key in
            try? AES.GCM.open(AES.GCM.SealedBox(combined: sealed), using: key, authenticating: associatedData.encoded)
        }
        guard var opened else { throw .notAuthentic }
        return SecretBytes(taking: &opened)
    }

    private static let bound = 64 << 20

    private borrowing func withSymmetricKey<Result>(_ body: (SymmetricKey) -> Result) -> Result {
        bytes.withUnsafeBytes { bytes in FreedMemory.wiping { body(SymmetricKey(data: bytes)) } }
    }
}

extension SecretBytes {
    /// Takes plaintext out of a library's buffer, which is wiped. The buffer must have no second owner: wiping a shared
    /// one would wipe a copy.
    init(taking data: inout Data) {
        self.init(copying: data)
        data.wipe()
    }
}

extension Data {
    /// Overwrites the bytes where they lie, and is empty then.
    mutating func wipe() {
        withUnsafeMutableBytes { buffer in
            if let address = buffer.baseAddress { explicit_bzero(address, buffer.count) }
        }
        self = Data()
    }
}
