/// The variant of chip authentication that will be run, chosen before the card's key is known: terminal authentication
/// already signs the ephemeral key on its curve.
package struct ChipAuthenticationVariant: Equatable, Sendable {
    package let info: ChipAuthenticationInfo
    package let curve: EllipticCurve
    package let cipher: SessionCipher

    /// Chooses the first offer of version 2 over elliptic curves with AES whose domain parameters are announced too.
    ///
    /// Source: BSI TR-03110-3, A.1.1.2. EF.CardAccess is not signed; ``ChipAuthentication`` compares with EF.CardSecurity.
    package init(choosingFrom infos: SecurityInfos) throws(EIDError) {
        for info in infos.chipAuthentication where info.version == 2 {
            guard let variant = info.variant, variant.agreement == .ecdh, let cipher = SessionCipher(variant.cipher),
                let parameters = infos.chipAuthenticationDomainParameters.first(where: { $0.keyID == info.keyID }),
                let curve = try? parameters.domainParameter.curve()
            else { continue }
            self.info = info
            self.curve = curve
            self.cipher = cipher
            return
        }
        throw .unsupported("the card's variants of chip authentication")
    }
}
