import COpenSSL

/// The certificates of the authorities (CSCA) that certify who signs documents, with their lists of revoked ones.
package struct DocumentAnchors: Sendable {
    /// The most certificates that one file or one master list may hold: the world's lists hold some 600.
    package static let limit = 2000

    /// OpenSSL's store, freed with the last anchors that use it.
    final class Store: @unchecked Sendable {
        // Sendable by hand: the store has a lock of its own and is only read from once it is filled.
        let pointer: OpaquePointer

        init(_ certificates: [X509Certificate]) throws(EIDError) {
            guard let store = X509_STORE_new() else { throw .cryptography }
            pointer = store
            for certificate in certificates {
                guard X509_STORE_add_cert(store, certificate.pointer) == 1 else { throw .cryptography }
            }
        }

        deinit { X509_STORE_free(pointer) }
    }

    let store: Store
    package let certificates: [X509Certificate]
    package let revocationLists: [CertificateRevocationList]

    /// Takes those of the certificates that may certify others, and leaves the rest out: a signer's own certificate in
    /// the directory does not make it trusted.
    package init(
        certificates: [X509Certificate], revocationLists: [CertificateRevocationList] = []
    ) throws(EIDError) {
        self.certificates = certificates.filter(\.isCA)
        self.revocationLists = revocationLists
        store = try Store(self.certificates)
    }
}
