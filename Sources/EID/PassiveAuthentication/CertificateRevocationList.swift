import COpenSSL

/// A list of revoked X.509 certificates, parsed; its signature is checked when it is used.
/// Sendable by hand: OpenSSL guards what it caches inside a list, and nothing else changes it.
package final class CertificateRevocationList: @unchecked Sendable {
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

    /// Whether the list is signed by one of the authorities, those of the certificate's own country only, and has the
    /// certificate's serial number.
    ///
    /// A country has one list for all of its signing authorities, signed with the newest key, whose name may differ from
    /// that of the one that issued the certificate; so names are not compared (ICAO Doc 9303-12, 7.1.4). A list that
    /// should have been replaced by now still counts: what was revoked stays so.
    func revokes(_ certificate: X509Certificate, authorities: [X509Certificate]) -> Bool {
        defer { ERR_clear_error() }
        let country = certificate.country
        let isGenuine = authorities.contains { authority in
            guard authority.country == country, let key = X509_get0_pubkey(authority.pointer) else { return false }
            return X509_NAME_cmp(X509_CRL_get_issuer(pointer), X509_get_subject_name(authority.pointer)) == 0
                && X509_CRL_verify(pointer, key) == 1
        }
        guard isGenuine else { return false }
        var entry: OpaquePointer?
        return X509_CRL_get0_by_serial(pointer, &entry, X509_get_serialNumber(certificate.pointer)) == 1
    }

    /// The day by which a newer list should be there.
    package var nextUpdate: CalendarDate? { X509Certificate.day(X509_CRL_get0_nextUpdate(pointer)) }
}
