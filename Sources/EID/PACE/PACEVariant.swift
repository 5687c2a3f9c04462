/// The variant of PACE that is run: the card's offer, as far as it is one of ours.
package struct PACEVariant: Equatable, Sendable {
    package let info: PACEInfo
    package let curve: EllipticCurve
    package let cipher: SessionCipher
    /// Whether the card offers more than one set of domain parameters, so that the choice must be told.
    let isAmbiguous: Bool

    /// Chooses the first offer with generic mapping over elliptic curves, AES and standardized domain parameters.
    ///
    /// Domain parameters that EF.CardAccess writes out are not used: nothing vouches for that file, and whoever could
    /// choose a weak curve could find out the PIN. Source: BSI TR-03110-3, A.1.1.1, A.3.
    package init(choosingFrom infos: SecurityInfos) throws(EIDError) {
        let parameters = Set(infos.pace.map(\.parameterID))
        for info in infos.pace where info.version == 2 {
            guard let variant = info.variant, variant.agreement == .ecdh, variant.mapping == .generic,
                let cipher = SessionCipher(variant.cipher), let identifier = info.parameterID,
                let curve = try? EllipticCurve(standardized: identifier)
            else { continue }
            self.info = info
            self.curve = curve
            self.cipher = cipher
            isAmbiguous = parameters.count > 1
            return
        }
        throw .unsupported(infos.pace.isEmpty ? "a card without PACE" : "the card's variants of PACE")
    }
}

extension SessionCipher {
    /// The cipher of a protocol; nil for 3DES.
    package init?(_ cipher: MessagingCipher) {
        switch cipher {
        case .tripleDES: return nil
        case .aes128: self = .aes128
        case .aes192: self = .aes192
        case .aes256: self = .aes256
        }
    }
}
