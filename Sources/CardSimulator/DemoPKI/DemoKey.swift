import COpenSSL
import EID
import Secrets

/// A private key of the demonstration. It protects nothing, so it is kept as plain bytes and written to files.
struct DemoKey {
    let curve: EllipticCurve
    /// The scalar in the order's full length.
    let scalar: [UInt8]
    let publicKey: ECPublicKey

    /// A new key from the system's randomness.
    init(on curve: EllipticCurve) throws(EIDError) {
        var scalar: [UInt8] = []
        var publicKey: ECPublicKey?
        // A random number can be above the order; then another is drawn.
        for _ in 0..<1000 where publicKey == nil {
            scalar = try RandomBytes.challenge(count: curve.orderSize)
            publicKey = try? ECPrivateKey(curve: curve, scalar: SecretBytes(copying: scalar)).publicKey
        }
        guard let publicKey else { throw .cryptography }
        self.curve = curve
        self.scalar = scalar
        self.publicKey = publicKey
    }

    func privateKey() throws(EIDError) -> ECPrivateKey {
        try ECPrivateKey(curve: curve, scalar: SecretBytes(copying: scalar))
    }

    /// PKCS #8 in DER, with the curve's numbers written out as certificate providers do. Source: RFC 5208, RFC 5915.
    func pkcs8() throws(EIDError) -> [UInt8] {
        let key = DER.sequence(
            DER.integer(1), DER.octets(scalar),
            DER.tagged(0xA1, DER.bits(publicKey.encoded)))
        return DER.sequence(
            DER.integer(0),
            AlgorithmIdentifier(algorithm: .ecPublicKey, parameters: try curve.ecParameters()).encoded(),
            DER.octets(key))
    }

    /// Lends the key in OpenSSL's form.
    func withOpenSSL<Result>(_ body: (OpaquePointer) throws(EIDError) -> Result) throws(EIDError) -> Result {
        guard let group = EC_KEY_new() else { throw .cryptography }
        defer { EC_KEY_free(group) }
        guard let named = EC_GROUP_new_by_curve_name(try curve.openSSLName()) else { throw .cryptography }
        defer { EC_GROUP_free(named) }
        let number = scalar.withUnsafeBufferPointer { BN_bin2bn($0.baseAddress, Int32($0.count), nil) }
        defer { BN_clear_free(number) }
        guard EC_KEY_set_group(group, named) == 1, EC_KEY_set_private_key(group, number) == 1,
            EC_KEY_oct2key(group, publicKey.encoded, publicKey.encoded.count, nil) == 1, let key = EVP_PKEY_new()
        else { throw .cryptography }
        defer { EVP_PKEY_free(key) }
        guard EVP_PKEY_set1_EC_KEY(key, group) == 1 else { throw .cryptography }
        return try body(key)
    }
}

extension EllipticCurve {
    /// OpenSSL's number of the curves that the demonstration uses.
    fileprivate func openSSLName() throws(EIDError) -> Int32 {
        switch standardizedIdentifier {
        case 12: NID_X9_62_prime256v1
        case 13: NID_brainpoolP256r1
        case 16: NID_brainpoolP384r1
        case 17: NID_brainpoolP512r1
        default: throw .unsupported("the curve \(standardizedIdentifier) in the demonstration")
        }
    }
}
