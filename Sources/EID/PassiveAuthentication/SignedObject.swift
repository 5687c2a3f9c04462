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
        try SignedObject.check(signer, anchors: anchors, at: date)
        return (content, signer)
    }

    /// The certificate in the message that its one signature names.
    private borrowing func signerCertificate() throws(PassiveAuthenticationFault) -> X509Certificate {
        guard let infos = CMS_get0_SignerInfos(message), OPENSSL_sk_num(infos) == 1,
            let info = OPENSSL_sk_value(infos, 0).map({ OpaquePointer($0) })
        else { throw .malformed("it has not exactly one signature") }
        var digest: UnsafeMutablePointer<X509_ALGOR>?
        CMS_SignerInfo_get0_algs(info, nil, nil, &digest, nil)
        var algorithm: OpaquePointer?
        X509_ALGOR_get0(&algorithm, nil, nil, digest)
        guard let algorithm,
            [NID_sha224, NID_sha256, NID_sha384, NID_sha512].contains(OBJ_obj2nid(algorithm))
        else { throw .weakDigest }
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

    /// Leads a signer's certificate to an anchor, at noon of the day.
    private static func check(
        _ signer: X509Certificate, anchors: DocumentAnchors, at date: CalendarDate
    ) throws(PassiveAuthenticationFault) {
        defer { ERR_clear_error() }
        guard let context = X509_STORE_CTX_new(),
            X509_STORE_CTX_init(context, anchors.store.pointer, signer.pointer, nil) == 1,
            let parameters = X509_STORE_CTX_get0_param(context)
        else { throw .signerCertificate("there is no memory to check it") }
        defer { X509_STORE_CTX_free(context) }
        X509_VERIFY_PARAM_set_time(parameters, date.dayNumber * 86_400 + 43_200)
        // An authority that is configured is trusted, also where another has certified it in turn.
        X509_VERIFY_PARAM_set_flags(parameters, UInt(X509_V_FLAG_PARTIAL_CHAIN))
        guard X509_verify_cert(context) == 1 else {
            let code = X509_STORE_CTX_get_error(context)
            switch code {
            case X509_V_ERR_CERT_HAS_EXPIRED: throw .expired(signer.subject)
            case X509_V_ERR_CERT_NOT_YET_VALID: throw .notYetValid(signer.subject)
            case X509_V_ERR_UNABLE_TO_GET_ISSUER_CERT, X509_V_ERR_UNABLE_TO_GET_ISSUER_CERT_LOCALLY,
                X509_V_ERR_UNABLE_TO_VERIFY_LEAF_SIGNATURE, X509_V_ERR_DEPTH_ZERO_SELF_SIGNED_CERT,
                X509_V_ERR_SELF_SIGNED_CERT_IN_CHAIN, X509_V_ERR_CERT_SIGNATURE_FAILURE:
                throw .unknownIssuer(signer.subject)
            default:
                throw .signerCertificate(X509_verify_cert_error_string(Int(code)).map { String(cString: $0) } ?? "")
            }
        }
        guard let chain = X509_STORE_CTX_get0_chain(context), OPENSSL_sk_num(chain) >= 2,
            let issuer = OPENSSL_sk_value(chain, 1).map({ OpaquePointer($0) })
        else { throw .unknownIssuer(signer.subject) }
        if anchors.revocationLists.contains(where: { $0.revokes(signer.pointer, issuedBy: issuer) }) {
            throw .revoked(signer.subject)
        }
    }
}
