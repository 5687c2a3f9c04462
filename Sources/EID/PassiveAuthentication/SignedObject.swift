import COpenSSL

/// A CMS SignedData with exactly one signature, as cards, master lists and block lists carry it.
///
/// Source: RFC 5652, 5; BSI TR-03110-3, A.1.2.5.
struct SignedObject: ~Copyable {
    private let message: OpaquePointer
    let contentType: OID

    /// Reads one object and nothing behind it.
    init(decoding bytes: ArraySlice<UInt8>, limit: Int) throws(PassiveAuthenticationFault) {
        guard bytes.count <= limit else { throw .malformed("it is larger than any that is issued") }
        defer { ERR_clear_error() }
        let parsed = bytes.withUnsafeBufferPointer { buffer -> OpaquePointer? in
            var cursor = buffer.baseAddress
            guard let message = d2i_CMS_ContentInfo(nil, &cursor, buffer.count) else { return nil }
            guard cursor == buffer.baseAddress.map({ $0 + buffer.count }) else {
                CMS_ContentInfo_free(message)
                return nil
            }
            return message
        }
        guard let parsed else { throw .malformed("it is no CMS message") }
        guard let kind = CMS_get0_type(parsed), OBJ_obj2nid(kind) == NID_pkcs7_signed,
            let type = CMS_get0_eContentType(parsed), let content = OBJ_get0_data(type)
        else {
            CMS_ContentInfo_free(parsed)
            throw .malformed("it is no SignedData")
        }
        let octets = Array(UnsafeBufferPointer(start: content, count: OBJ_length(type)))
        guard let oid = try? OID(content: octets[...]) else {
            CMS_ContentInfo_free(parsed)
            throw .malformed("its content has no type")
        }
        message = parsed
        contentType = oid
    }

    deinit { CMS_ContentInfo_free(message) }

    /// The content, once its signature and its signer hold up to one of the anchors on the day; and who signed.
    ///
    /// The signer must be certified by an anchor itself: what lies between in the message is not asked.
    borrowing func verifiedContent(
        anchors: DocumentAnchors, at date: CalendarDate, signerMaySign: (X509Certificate) -> Bool
    ) throws(PassiveAuthenticationFault) -> (content: [UInt8], signer: X509Certificate) {
        guard !anchors.certificates.isEmpty else { throw .noAnchors }
        let signer = try signerCertificate()
        let content = try contentWithRightSignature()
        guard signerMaySign(signer) else { throw .notADocumentSigner(signer.subject) }
        try anchors.check(signer, at: date)
        return (content, signer)
    }

    /// The certificate in the message that its one signature names.
    private borrowing func signerCertificate() throws(PassiveAuthenticationFault) -> X509Certificate {
        guard let infos = CMS_get0_SignerInfos(message), OPENSSL_sk_num(infos) == 1,
            let info = OPENSSL_sk_value(infos, 0).map({ OpaquePointer($0) })
        else { throw .malformed("it has not exactly one signature") }
        try SignedObject.checkAlgorithms(of: info)
        guard let certificates = CMS_get1_certs(message) else { throw .signerCertificateMissing }
        defer { OPENSSL_sk_pop_free(certificates) { X509_free($0.map { OpaquePointer($0) }) } }
        for index in 0..<OPENSSL_sk_num(certificates) {
            guard let candidate = OPENSSL_sk_value(certificates, index).map({ OpaquePointer($0) }),
                CMS_SignerInfo_cert_cmp(info, candidate) == 0
            else { continue }
            X509_up_ref(candidate)
            return X509Certificate(owning: candidate)
        }
        throw .signerCertificateMissing
    }

    /// The content, when digest and signature fit it. The signer's certificate is not looked at here.
    private borrowing func contentWithRightSignature() throws(PassiveAuthenticationFault) -> [UInt8] {
        defer { ERR_clear_error() }
        guard let output = BIO_new(BIO_s_mem()) else { throw .malformed("there is no memory for its content") }
        defer { BIO_free(output) }
        let flags = UInt32(CMS_NO_SIGNER_CERT_VERIFY | CMS_BINARY)
        guard CMS_verify(message, nil, nil, nil, output, flags) == 1 else { throw .wrongSignature }
        var content = [UInt8](repeating: 0, count: BIO_ctrl_pending(output))
        guard !content.isEmpty, BIO_read(output, &content, Int32(clamping: content.count)) == content.count else {
            throw .malformed("it has no content")
        }
        return content
    }

    /// That the content is digested safely and, where the signature is ECDSA, that it says so of the same digest.
    private static func checkAlgorithms(of info: OpaquePointer) throws(PassiveAuthenticationFault) {
        var digest: UnsafeMutablePointer<X509_ALGOR>?
        var signature: UnsafeMutablePointer<X509_ALGOR>?
        CMS_SignerInfo_get0_algs(info, nil, nil, &digest, &signature)
        var algorithm: OpaquePointer?
        X509_ALGOR_get0(&algorithm, nil, nil, digest)
        let digestKind = algorithm.map { OBJ_obj2nid($0) } ?? NID_undef
        guard [NID_sha224, NID_sha256, NID_sha384, NID_sha512].contains(digestKind) else { throw .weakDigest }
        X509_ALGOR_get0(&algorithm, nil, nil, signature)
        let signatureKind = algorithm.map { OBJ_obj2nid($0) } ?? NID_undef
        // The plain names of a kind of key say nothing of a digest, so there is nothing to contradict.
        guard ![NID_rsaEncryption, NID_rsassaPss].contains(signatureKind) else { return }
        var digestOfSignature = NID_undef
        guard OBJ_find_sigid_algs(signatureKind, &digestOfSignature, nil) == 1, digestOfSignature == digestKind else {
            throw .malformed("its signature algorithm does not fit its digest")
        }
    }
}
