package import EID
package import Secrets

/// What the issuer puts into every card of a generation: the signed files, the chip's key, the trust anchors.
package final class ChipCredentials: Sendable {
    /// EF.CardAccess.
    package let cardAccess: [UInt8]
    /// EF.CardSecurity, a CMS signature.
    package let cardSecurity: [UInt8]
    /// The country verifying CA's certificates that the card starts from, the newest of which PACE names first.
    package let trustAnchors: [CVCertificate]
    private let chipAuthenticationKey: SecretBytes

    /// The scalar belongs to the public key in EF.CardSecurity.
    package init(
        cardAccess: [UInt8], cardSecurity: [UInt8], chipAuthenticationKey: consuming SecretBytes,
        trustAnchors: [CVCertificate]
    ) {
        self.cardAccess = cardAccess
        self.cardSecurity = cardSecurity
        self.chipAuthenticationKey = chipAuthenticationKey
        self.trustAnchors = trustAnchors
    }

    /// Reads `ef_cardaccess`, `ef_cardsecurity`, `ca.raw` (the scalar) and every `cvca*.cvcert` of a directory.
    ///
    /// Throws ``SimulatorError`` with the file that is missing or unsound.
    package convenience init(directory: String) throws(SimulatorError) {
        let anchors = try FileSystem.names(in: directory)
            .filter { $0.hasPrefix("cvca") && $0.hasSuffix(".cvcert") }.sorted()
        guard !anchors.isEmpty else {
            throw SimulatorError("\(directory) has no cvca.cvcert: make one with “kioskctl eid demo-pki \(directory)”.")
        }
        var certificates: [CVCertificate] = []
        for name in anchors {
            let path = "\(directory)/\(name)"
            let bytes = try FileSystem.contents(of: path)
            do throws(EIDError) { certificates.append(try CVCertificate(decoding: bytes)) } catch {
                throw SimulatorError("\(path) is no CV certificate (\(error)): make the directory again.")
            }
        }
        self.init(
            cardAccess: try FileSystem.contents(of: "\(directory)/ef_cardaccess"),
            cardSecurity: try FileSystem.contents(of: "\(directory)/ef_cardsecurity"),
            chipAuthenticationKey: SecretBytes(copying: try FileSystem.contents(of: "\(directory)/ca.raw")),
            trustAnchors: certificates)
    }

    /// What a demonstration PKI has for the chip.
    package convenience init(demo: DemoPKI) throws(EIDError) {
        func contents(_ path: String) throws(EIDError) -> [UInt8] {
            guard let file = demo.files.first(where: { $0.path == path }) else { throw .malformed("demonstration") }
            return file.contents
        }
        self.init(
            cardAccess: try contents("ef_cardaccess"), cardSecurity: try contents("ef_cardsecurity"),
            chipAuthenticationKey: SecretBytes(copying: try contents("ca.raw")),
            trustAnchors: [try CVCertificate(decoding: try contents("cvca.cvcert"))])
    }

    /// The chip's key on the curve that EF.CardAccess names for chip authentication.
    func chipAuthenticationKey(on curve: EllipticCurve) throws(EIDError) -> ECPrivateKey {
        try ECPrivateKey(curve: curve, scalar: chipAuthenticationKey.clone())
    }
}
