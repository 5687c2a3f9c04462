import COpenSSL
import Secrets

/// A number of OpenSSL's that is wiped when it ends, and worked with in constant time.
struct BigNumber: ~Copyable {
    let pointer: OpaquePointer

    init() throws(EIDError) {
        guard let pointer = BN_secure_new() else { throw .cryptography }
        BN_set_flags(pointer, BN_FLG_CONSTTIME)
        self.pointer = pointer
    }

    /// Reads an unsigned number, most significant byte first.
    init(_ secret: borrowing SecretBytes) throws(EIDError) {
        guard let pointer = BN_secure_new() else { throw .cryptography }
        BN_set_flags(pointer, BN_FLG_CONSTTIME)
        let read = secret.withUnsafeBytes {
            BN_bin2bn($0.bindMemory(to: UInt8.self).baseAddress, Int32($0.count), pointer) != nil
        }
        guard read else {
            BN_clear_free(pointer)
            throw .cryptography
        }
        self.pointer = pointer
    }

    deinit { BN_clear_free(pointer) }

    /// The number in exactly so many bytes, most significant first. Throws where it has more.
    borrowing func bytes(count: Int) throws(EIDError) -> [UInt8] {
        var bytes = [UInt8](repeating: 0, count: count)
        guard BN_bn2binpad(pointer, &bytes, Int32(count)) == Int32(count) else { throw .cryptography }
        return bytes
    }

    /// The same, where nobody may see it.
    borrowing func secretBytes(count: Int) throws(EIDError) -> SecretBytes {
        try SecretBytes(count: count) { (target) throws(EIDError) in
            let start = target.bindMemory(to: UInt8.self).baseAddress
            guard BN_bn2binpad(pointer, start, Int32(count)) == Int32(count) else { throw .cryptography }
        }
    }
}
