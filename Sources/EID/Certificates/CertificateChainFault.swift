/// Why no chain leads from a card's trust anchor to the terminal.
package enum CertificateChainFault: Error, Equatable, Sendable {
    /// There is no certificate of the anchor that the card names, so nothing can be checked against it.
    case anchorUnknown(KeyReference)
    /// No certificates lead from the anchor to the terminal; `missing` is the authority that nobody has certified.
    case broken(anchor: KeyReference, missing: KeyReference)
    /// A signature is not that of the authority that the certificate names.
    case wrongSignature(KeyReference)
    /// A certificate stands where its role may not: a terminal certifies nobody, and a CVCA no terminal.
    case wrongRole(KeyReference)
    case expired(KeyReference, CalendarDate)
    case notYetValid(KeyReference, CalendarDate)
    /// A key that is not of this standard: not for ECDSA, not on a standardized curve, or not on its curve.
    case unusableKey(KeyReference)
}

extension CertificateChainFault {
    /// The fault to tell when every way has one: a certificate that does not hold says more than a way that is not there.
    static func moreTelling(_ one: CertificateChainFault?, _ other: CertificateChainFault) -> CertificateChainFault {
        switch one {
        case nil, .anchorUnknown, .broken:
            switch other {
            case .anchorUnknown, .broken: one ?? other
            default: other
            }
        case .some(let one): one
        }
    }
}

extension CertificateChainFault: CustomStringConvertible {
    package var description: String {
        switch self {
        case .anchorUnknown(let anchor): "There is no certificate of \(anchor), which the card trusts."
        case .broken(let anchor, let missing):
            "The chain to \(anchor) is broken: there is no certificate of \(missing) that leads there."
        case .wrongSignature(let holder):
            "The certificate of \(holder) was not signed by the authority that it names."
        case .wrongRole(let holder): "The certificate of \(holder) may not stand at its place in the chain."
        case .expired(let holder, let date): "The certificate of \(holder) expired on \(date)."
        case .notYetValid(let holder, let date): "The certificate of \(holder) is valid from \(date) on."
        case .unusableKey(let holder): "The key in the certificate of \(holder) is not one of the standard."
        }
    }
}
