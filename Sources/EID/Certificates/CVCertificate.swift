import SmartCard

/// A card-verifiable certificate. It is parsed, and nothing more is known of it: ``CertificateChain`` verifies.
///
///     7F21  CV certificate
///       7F4E  certificate body
///       5F37  signature, r and s plain
///
/// Source: BSI TR-03110-3, C.1 and D.2.
package struct CVCertificate: Equatable, Sendable {
    package static let tag: UInt32 = 0x7F21
    /// The longest certificate that is read: with domain parameters of 521 bits and extensions they stay below 1200 bytes.
    package static let limit = 4096

    package let body: CertificateBody
    /// The certificate body as it was signed, with tag and length: what PSO: Verify Certificate sends.
    package let encodedBody: [UInt8]
    /// The signature's value.
    package let signature: [UInt8]

    /// Reads a certificate with its tag and length.
    package init(decoding bytes: ArraySlice<UInt8>) throws(EIDError) {
        guard bytes.count <= CVCertificate.limit else { throw .malformed("CVCertificate", .tooLarge) }
        var reader = try DERReader(bytes, tag: CVCertificate.tag, "CVCertificate")
        let encoded = try reader.readEncoded()
        var inner = DERReader(encoded, "CVCertificate")
        body = try CertificateBody(value: try inner.read(CertificateBody.tag))
        encodedBody = Array(encoded)
        let signature = try reader.read(0x5F37)
        guard (40...160).contains(signature.count), signature.count % 2 == 0 else { throw reader.fault("signature") }
        self.signature = Array(signature)
        try reader.finish()
    }

    package init(decoding bytes: [UInt8]) throws(EIDError) { try self.init(decoding: bytes[...]) }

    /// Issues a certificate: signs the body with the private key whose reference the body names. Throws where the
    /// curve is unusable to OpenSSL.
    package init(
        signing body: CertificateBody, with key: borrowing ECPrivateKey, hash: HashFunction
    ) throws(EIDError) {
        self.body = body
        encodedBody = try body.encoded()
        signature = try key.sign(digest: try hash.digest(encodedBody))
    }

    /// The certificate with its tag and length.
    package func encoded() -> [UInt8] {
        TLV.encode(CVCertificate.tag, parts: [encodedBody, encodedSignature])
    }

    /// The signature with its tag and length, as PSO: Verify Certificate sends it.
    package var encodedSignature: [UInt8] { TLV.encode(0x5F37, signature) }

    /// Whether it was signed with the private half of `key`, which hashes with `hash`.
    package func isSigned(by key: ECPublicKey, hash: HashFunction) throws(EIDError) -> Bool {
        try key.verifies(signature: signature, digest: try hash.digest(encodedBody))
    }

    /// Whether it names itself as its authority: the anchor of a chain, which no card is ever sent.
    package var isSelfSigned: Bool {
        body.certificationAuthorityReference == body.certificateHolderReference
    }

    /// The hash of the certificate's description, where it has one.
    package var descriptionHash: [UInt8]? {
        for case .description(let hash) in body.extensions { return hash }
        return nil
    }

    /// The hashes of the sector public keys, where it has them.
    package var sectorHashes: (first: [UInt8], second: [UInt8]?)? {
        for case .sector(let first, let second) in body.extensions { return (first, second) }
        return nil
    }
}
