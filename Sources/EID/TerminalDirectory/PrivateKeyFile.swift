import COpenSSL
package import Secrets

/// A private key on an elliptic curve as files hold it.
///
/// Understood are PKCS #8 and the older SEC 1 form, each in DER and in PEM, with the curve's name or its numbers, and
/// encrypted (PKCS #5) with a passphrase.
package enum PrivateKeyFile {
    package enum Fault: Error, Equatable, Sendable {
        case unreadable
        case passphraseMissing
        case wrongPassphrase
        /// Not on an elliptic curve, or not on one of the standard.
        case unusable(String)
    }

    /// The longest file that is read.
    package static let limit = 65_536

    /// Reads a key. Its bytes and the passphrase are borrowed; OpenSSL wipes its own copies when it frees them.
    package static func read(
        _ contents: borrowing SecretBytes, passphrase: borrowing SecretBytes?
    ) throws(Fault) -> ECPrivateKey {
        defer { ERR_clear_error() }
        let request = PassphraseRequest()
        let key =
            switch passphrase {
            case .some(let passphrase):
                passphrase.withUnsafeBytes { bytes in parse(contents, request, answer: bytes) }
            case .none: parse(contents, request, answer: nil)
            }
        guard let key else {
            guard request.wasAsked else { throw .unreadable }
            throw request.wasAnswered ? .wrongPassphrase : .passphraseMissing
        }
        defer { EVP_PKEY_free(key) }
        return try privateKey(from: key)
    }

    /// What OpenSSL's callback is given, and what it tells.
    private final class PassphraseRequest {
        var answer: UnsafeRawBufferPointer?
        var wasAsked = false
        var wasAnswered = false
    }

    private static func parse(
        _ contents: borrowing SecretBytes, _ request: PassphraseRequest, answer: UnsafeRawBufferPointer?
    ) -> OpaquePointer? {
        request.answer = answer
        defer { request.answer = nil }
        // Without a callback of ours OpenSSL would ask at the terminal, which is the citizen's screen.
        let callback: @convention(c) (UnsafeMutablePointer<CChar>?, Int32, Int32, UnsafeMutableRawPointer?) -> Int32 = {
            target, size, _, context in
            guard let target, let context else { return -1 }
            let request = Unmanaged<PassphraseRequest>.fromOpaque(context).takeUnretainedValue()
            request.wasAsked = true
            guard let answer = request.answer, answer.count <= Int(size) else { return -1 }
            request.wasAnswered = true
            UnsafeMutableRawBufferPointer(start: target, count: Int(size)).copyMemory(from: answer)
            return Int32(answer.count)
        }
        let context = Unmanaged.passUnretained(request).toOpaque()
        return contents.withUnsafeBytes { bytes -> OpaquePointer? in
            func attempt(_ read: (OpaquePointer) -> OpaquePointer?) -> OpaquePointer? {
                guard let source = BIO_new_mem_buf(bytes.baseAddress, Int32(clamping: bytes.count)) else { return nil }
                defer { BIO_free(source) }
                return read(source)
            }
            return attempt { PEM_read_bio_PrivateKey($0, nil, callback, context) }
                ?? attempt { d2i_PrivateKey_bio($0, nil) }
                ?? attempt { d2i_PKCS8PrivateKey_bio($0, nil, callback, context) }
        }
    }

    private static func privateKey(from key: OpaquePointer) throws(Fault) -> ECPrivateKey {
        guard let ec = EVP_PKEY_get0_EC_KEY(key), let number = EC_KEY_get0_private_key(ec),
            let group = EC_KEY_get0_group(ec)
        else { throw .unusable("It is no private key on an elliptic curve.") }
        let count = i2d_ECPKParameters(group, nil)
        guard count > 0 else { throw .unusable("Its curve cannot be told.") }
        var parameters = [UInt8](repeating: 0, count: Int(count))
        parameters.withUnsafeMutableBufferPointer { target in
            var cursor = target.baseAddress
            i2d_ECPKParameters(group, &cursor)
        }
        do throws(EIDError) {
            let curve = try EllipticCurve(ecParameters: parameters[...])
            let scalar = try SecretBytes(count: curve.orderSize) { (target) throws(EIDError) in
                let start = target.bindMemory(to: UInt8.self).baseAddress
                guard BN_bn2binpad(number, start, Int32(target.count)) == Int32(target.count) else {
                    throw .malformed("private key")
                }
            }
            return try ECPrivateKey(curve: curve, scalar: scalar)
        } catch {
            throw .unusable("Its curve is not one of the standard.")
        }
    }
}
