import COpenSSL

/// A list of revoked X.509 certificates, parsed; its signature is checked when it is used.
package final class CertificateRevocationList: @unchecked Sendable {
    // Sendable by hand: OpenSSL guards what it caches inside a list, and nothing else changes it.
    private let pointer: OpaquePointer

    private init(owning pointer: OpaquePointer) { self.pointer = pointer }

    deinit { X509_CRL_free(pointer) }

    /// All lists of a file: any number in PEM, or one in DER.
    package static func readAll(_ bytes: [UInt8]) -> [CertificateRevocationList] {
        defer { ERR_clear_error() }
        let one = bytes.withUnsafeBufferPointer { buffer in
            var cursor = buffer.baseAddress
            return d2i_X509_CRL(nil, &cursor, buffer.count)
        }
        if let one { return [CertificateRevocationList(owning: one)] }
        guard let source = BIO_new_mem_buf(bytes, Int32(clamping: bytes.count)) else { return [] }
        defer { BIO_free(source) }
        var lists: [CertificateRevocationList] = []
        while lists.count < DocumentAnchors.limit, let next = PEM_read_bio_X509_CRL(source, nil, nil, nil) {
            lists.append(CertificateRevocationList(owning: next))
        }
        return lists
    }

    /// Whether the list comes from `issuer`, by name and by signature, and names `certificate`.
    ///
    /// A list that should have been replaced by now still counts: what was revoked stays so.
    func revokes(_ certificate: OpaquePointer, issuedBy issuer: OpaquePointer) -> Bool {
        guard X509_NAME_cmp(X509_CRL_get_issuer(pointer), X509_get_issuer_name(certificate)) == 0,
            let key = X509_get0_pubkey(issuer), X509_CRL_verify(pointer, key) == 1
        else {
            ERR_clear_error()
            return false
        }
        var entry: OpaquePointer?
        return X509_CRL_get0_by_cert(pointer, &entry, certificate) == 1
    }

    /// The day by which a newer list should be there.
    package var nextUpdate: CalendarDate? { X509Certificate.day(X509_CRL_get0_nextUpdate(pointer)) }
}
