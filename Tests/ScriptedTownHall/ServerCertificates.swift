import Crypto
import Foundation
import SwiftASN1
import X509

/// An authority and a server's certificate, as they should be or not.
package struct ServerCertificates: Sendable {
    /// What is wrong.
    package enum Fault: Sendable, CaseIterable { case none, expired, notYetValid, anotherName, anotherAuthority }

    /// PEM, what the client is told to trust.
    package let authority: String
    let chain: String
    let privateKey: String

    /// Makes them anew.
    package init(_ fault: Fault = .none) throws {
        let (authority, authorityKey) = try Self.authority()
        let (signer, signerKey) = fault == .anotherAuthority ? try Self.authority() : (authority, authorityKey)
        let key = P256.Signing.PrivateKey()
        let now = Date()
        let (begin, end) =
            switch fault {
            case .expired: (now - 86_400, now - 3600)
            case .notYetValid: (now + 86_400, now + 2 * 86_400)
            case .none, .anotherName, .anotherAuthority: (now - 3600, now + 86_400)
            }
        let name = fault == .anotherName ? "elsewhere.example.org" : "localhost"
        let certificate = try Certificate(
            version: .v3, serialNumber: .init(), publicKey: .init(key.publicKey), notValidBefore: begin,
            notValidAfter: end, issuer: signer.subject, subject: try DistinguishedName { CommonName(name) },
            signatureAlgorithm: .ecdsaWithSHA256,
            extensions: try .init {
                Critical(BasicConstraints.notCertificateAuthority)
                Critical(KeyUsage(digitalSignature: true))
                try ExtendedKeyUsage([.serverAuth])
                SubjectAlternativeNames([.dnsName(name)])
            }, issuerPrivateKey: .init(signerKey))
        self.authority = try authority.serializeAsPEM().pemString
        chain = try certificate.serializeAsPEM().pemString
        privateKey = key.pemRepresentation
    }

    private static func authority() throws -> (Certificate, P256.Signing.PrivateKey) {
        let key = P256.Signing.PrivateKey()
        let subject = try DistinguishedName { CommonName("Scripted CA") }
        let certificate = try Certificate(
            version: .v3, serialNumber: .init(), publicKey: .init(key.publicKey), notValidBefore: Date() - 86_400,
            notValidAfter: Date() + 86_400, issuer: subject, subject: subject, signatureAlgorithm: .ecdsaWithSHA256,
            extensions: try .init {
                Critical(BasicConstraints.isCertificateAuthority(maxPathLength: 0))
                Critical(KeyUsage(keyCertSign: true, cRLSign: true))
            }, issuerPrivateKey: .init(key))
        return (certificate, key)
    }
}
