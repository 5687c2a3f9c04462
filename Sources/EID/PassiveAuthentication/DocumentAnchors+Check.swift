import COpenSSL

extension DocumentAnchors {
    /// That one of the anchors itself has certified a signer, that both hold on the day, and that nobody has revoked it.
    ///
    /// The path has always two certificates, so it is walked here and not by OpenSSL's general search, which refuses
    /// curves written out in numbers: country signing authorities must write them so (ICAO Doc 9303-12, 7.1.1).
    /// Source: RFC 5280, 6.1, for a path of this length.
    func check(_ signer: X509Certificate, at date: CalendarDate) throws(PassiveAuthenticationFault) {
        defer { ERR_clear_error() }
        let issuers = certificates.filter { issuer in
            guard X509_check_issued(issuer.pointer, signer.pointer) == X509_V_OK,
                let key = X509_get0_pubkey(issuer.pointer)
            else { return false }
            return X509_verify(signer.pointer, key) == 1
        }
        guard !issuers.isEmpty else { throw .unknownIssuer(signer.subject) }
        guard signer.hasOnlyKnownExtensions else {
            throw .signerCertificate("it has a critical extension that is not known here, or an invalid one")
        }
        // An authority may have certified itself anew with the same key: any that holds will do.
        if signer.validity(at: date) == .over || issuers.allSatisfy({ $0.validity(at: date) == .over }) {
            throw .expired(signer.subject)
        }
        guard signer.validity(at: date) == .given, issuers.contains(where: { $0.validity(at: date) == .given }) else {
            throw .notYetValid(signer.subject)
        }
        if revocationLists.contains(where: { $0.revokes(signer, authorities: certificates) }) {
            throw .revoked(signer.subject)
        }
    }
}
