/// The certificates of the authorities (CSCA) that certify who signs documents, with their lists of revoked ones.
package struct DocumentAnchors: Sendable {
    /// The most certificates that one file or one master list may hold: the world's lists hold some 600.
    package static let limit = 2000

    package let certificates: [X509Certificate]
    package let revocationLists: [CertificateRevocationList]

    /// Takes those of the certificates that may certify others, and leaves the rest out: a signer's own certificate in
    /// the directory does not make it trusted.
    package init(certificates: [X509Certificate], revocationLists: [CertificateRevocationList] = []) {
        self.certificates = certificates.filter(\.isCA)
        self.revocationLists = revocationLists
    }
}
