/// What a card says about itself, signed by whoever made it. Only ``PassiveAuthentication`` makes such a value.
package struct VerifiedSecurityInfos: Equatable, Sendable {
    package let infos: SecurityInfos
    /// Who signed, for diagnosis.
    package let documentSigner: String
    /// The last day on which the signer's certificate holds.
    package let documentSignerNotAfter: CalendarDate?

    fileprivate init(infos: SecurityInfos, signer: X509Certificate) {
        self.infos = infos
        documentSigner = signer.subject
        documentSignerNotAfter = signer.notAfter
    }
}

/// That EF.CardSecurity is genuine: signed by a document signer whom a configured authority (CSCA) has certified.
///
/// Source: BSI TR-03110-3, A.1.2.2 and A.1.2.5; BSI TR-03110-2, 3.4 (passive authentication); ICAO Doc 9303-11, 5.1.
package enum PassiveAuthentication {
    /// The longest EF.CardSecurity that is read: true ones have some 2000 bytes.
    package static let limit = 65_536

    /// Verifies EF.CardSecurity on a day that the caller trusts, and then that it confirms EF.CardAccess, which was
    /// read before there was any protection.
    package static func verify(
        efCardSecurity: ArraySlice<UInt8>, efCardAccess: SecurityInfos, anchors: DocumentAnchors, at date: CalendarDate
    ) throws(PassiveAuthenticationFault) -> VerifiedSecurityInfos {
        let object = try SignedObject(decoding: efCardSecurity, limit: limit)
        guard object.contentType == .securityObject else { throw .wrongContentType(object.contentType) }
        let (content, signer) = try object.verifiedContent(
            anchors: anchors, at: date, signerMaySign: \.isDocumentSigner)
        let infos: SecurityInfos
        do { infos = try SecurityInfos(decoding: content) } catch { throw .malformed("\(error)") }
        guard confirms(infos, efCardAccess) else { throw .cardAccessDiffers }
        return VerifiedSecurityInfos(infos: infos, signer: signer)
    }

    package static func verify(
        efCardSecurity: [UInt8], efCardAccess: SecurityInfos, anchors: DocumentAnchors, at date: CalendarDate
    ) throws(PassiveAuthenticationFault) -> VerifiedSecurityInfos {
        try verify(efCardSecurity: efCardSecurity[...], efCardAccess: efCardAccess, anchors: anchors, at: date)
    }

    /// Whether the signed file holds all that EF.CardAccess announces, but for what is there for privileged terminals, and
    /// what is not known here and so can lower nothing.
    ///
    /// Source: BSI TR-03110-3, A.1.2.2.
    private static func confirms(_ signed: SecurityInfos, _ access: SecurityInfos) -> Bool {
        access.all.allSatisfy { info in
            switch info {
            case .privilegedTerminal, .other: true
            default: signed.all.contains(info)
            }
        }
    }
}
