/// Why a signed object is not trusted.
package enum PassiveAuthenticationFault: Error, Equatable, Sendable {
    /// There is no authority's certificate to lead anything to.
    case noAnchors
    /// It is no SignedData of the standard; the text says what is missing.
    case malformed(String)
    /// It is signed, but as something else.
    case wrongContentType(OID)
    /// The certificate of who signed is not with it.
    case signerCertificateMissing
    /// The signature or the digest does not fit the content.
    case wrongSignature
    /// The content was digested with a function that is no longer safe.
    case weakDigest
    /// Who signed is not allowed to sign documents.
    case notADocumentSigner(String)
    /// No configured authority has certified who signed.
    case unknownIssuer(String)
    case expired(String)
    case notYetValid(String)
    case revoked(String)
    /// Another reason why the signer's certificate does not hold, in OpenSSL's words.
    case signerCertificate(String)
    /// EF.CardAccess, which nobody signed, offers something that the signed EF.CardSecurity does not: somebody may have
    /// lowered the protection on the way.
    case cardAccessDiffers
}

extension PassiveAuthenticationFault: CustomStringConvertible {
    package var description: String {
        switch self {
        case .noAnchors: "There is no certificate of a country signing authority (csca/*.pem)."
        case .malformed(let what): "The signed object does not follow the standard: \(what)."
        case .wrongContentType(let type): "What is signed is of the kind \(type), which does not belong here."
        case .signerCertificateMissing: "The signer's certificate is not in the signed object."
        case .wrongSignature: "The signature does not fit what is signed."
        case .weakDigest: "The signature uses a hash function that is no longer safe."
        case .notADocumentSigner(let name): "\(name) may not sign documents."
        case .unknownIssuer(let name): "None of the configured country signing authorities has certified \(name)."
        case .expired(let name): "The certificate of \(name), or that of its authority, has expired."
        case .notYetValid(let name): "The certificate of \(name), or that of its authority, is not valid yet."
        case .revoked(let name): "The certificate of \(name) is revoked."
        case .signerCertificate(let reason): "The signer's certificate does not hold: \(reason)."
        case .cardAccessDiffers: "EF.CardAccess differs from the signed EF.CardSecurity."
        }
    }
}
