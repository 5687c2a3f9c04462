import Crypto
package import Foundation
import Glibc
import SwiftASN1
import X509

/// The town hall's own certificate authority, for the one connection that matters: device to service. Its certificate
/// is carried to each device by hand, with the enrolment bundle.
///
/// Keys are EC P-256. Source: RFC 5280, 4.2; CA/Browser Forum has no say here, browsers use the desk only.
package struct CertificateAuthority: Sendable, CustomStringConvertible {
    /// A certificate with its key, both PEM.
    package struct Issued: Sendable, CustomStringConvertible {
        /// One certificate.
        package let certificate: String
        /// PKCS #8; to be kept where only the service reads.
        package let privateKey: String

        /// Says nothing of the key.
        package var description: String { "Issued(redacted)" }
    }

    /// Why there is no certificate.
    package enum Fault: Error, Hashable, Sendable, CustomStringConvertible {
        /// The files are not a certificate authority's.
        case unreadable
        /// It is neither a name nor an address.
        case host(String)
        /// The library refused.
        case refused

        /// A sentence for administrators.
        package var description: String {
            switch self {
            case .unreadable: "The certificate authority's files cannot be read. Take them from the backup."
            case .host(let host): "“\(host)” is neither a host name nor an address."
            case .refused: "The certificate could not be made."
            }
        }
    }

    /// PEM.
    package let certificate: String
    /// PEM, PKCS #8; to be kept where only the administrator reads.
    package let privateKey: String

    private let issuer: Certificate
    private let key: P256.Signing.PrivateKey

    /// Makes a new authority, good for twenty years.
    /// - Parameters:
    ///   - name: Whose it is, in words.
    ///   - notBefore: The beginning; an hour earlier is taken, for clocks that are behind.
    /// - Returns: The authority, with its key.
    /// - Throws: `refused`.
    package static func create(name: String, notBefore: Date) throws(Fault) -> CertificateAuthority {
        let key = P256.Signing.PrivateKey()
        do {
            let subject = try DistinguishedName {
                OrganizationName(name)
                CommonName("\(name) CA")
            }
            let certificate = try Certificate(
                version: .v3, serialNumber: .init(), publicKey: .init(key.publicKey),
                notValidBefore: notBefore - 3600, notValidAfter: notBefore + 20 * year, issuer: subject,
                subject: subject, signatureAlgorithm: .ecdsaWithSHA256,
                extensions: try .init {
                    Critical(BasicConstraints.isCertificateAuthority(maxPathLength: 0))
                    Critical(KeyUsage(keyCertSign: true, cRLSign: true))
                    SubjectKeyIdentifier(hash: .init(key.publicKey))
                }, issuerPrivateKey: .init(key))
            return CertificateAuthority(
                certificate: try certificate.serializeAsPEM().pemString, privateKey: key.pemRepresentation,
                issuer: certificate, key: key)
        } catch {
            throw .refused
        }
    }

    /// Takes an authority from its files.
    /// - Throws: `unreadable`.
    package static func load(certificate: String, privateKey: String) throws(Fault) -> CertificateAuthority {
        guard let issuer = try? Certificate(pemEncoded: certificate),
            let key = try? P256.Signing.PrivateKey(pemRepresentation: privateKey),
            issuer.publicKey == .init(key.publicKey)
        else { throw .unreadable }
        return CertificateAuthority(certificate: certificate, privateKey: privateKey, issuer: issuer, key: key)
    }

    /// Makes a server's certificate with a new key.
    /// - Parameters:
    ///   - host: Its name or address. For `localhost` 127.0.0.1 and ::1 are certified too.
    ///   - notBefore: The beginning; an hour earlier is taken.
    ///   - notAfter: The end; two years later where none is given.
    /// - Returns: The certificate, with its key.
    /// - Throws: `host`, `refused`.
    package func issue(host: String, notBefore: Date, notAfter: Date? = nil) throws(Fault) -> Issued {
        let names = try Self.names(of: host)
        let serverKey = P256.Signing.PrivateKey()
        do {
            let certificate = try Certificate(
                version: .v3, serialNumber: .init(), publicKey: .init(serverKey.publicKey),
                notValidBefore: notBefore - 3600, notValidAfter: notAfter ?? notBefore + 2 * Self.year,
                issuer: issuer.subject, subject: try DistinguishedName { CommonName(host) },
                signatureAlgorithm: .ecdsaWithSHA256,
                extensions: try .init {
                    Critical(BasicConstraints.notCertificateAuthority)
                    Critical(KeyUsage(digitalSignature: true))
                    try ExtendedKeyUsage([.serverAuth])
                    SubjectAlternativeNames(names)
                    SubjectKeyIdentifier(hash: .init(serverKey.publicKey))
                    try AuthorityKeyIdentifier(
                        keyIdentifier: issuer.extensions.subjectKeyIdentifier?.keyIdentifier)
                }, issuerPrivateKey: .init(key))
            return Issued(
                certificate: try certificate.serializeAsPEM().pemString, privateKey: serverKey.pemRepresentation)
        } catch {
            throw .refused
        }
    }

    /// Says nothing of the key.
    package var description: String { "CertificateAuthority(redacted)" }

    private static let year: TimeInterval = 365.25 * 86_400

    private static func names(of host: String) throws(Fault) -> [GeneralName] {
        if let address = address(host) { return [.ipAddress(ASN1OctetString(contentBytes: address))] }
        let allowed = host.utf8.allSatisfy {
            switch $0 {
            case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
                UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "-"), UInt8(ascii: "."):
                true
            default: false
            }
        }
        guard allowed, (1...253).contains(host.utf8.count) else { throw .host(host) }
        guard host == "localhost" else { return [.dnsName(host)] }
        return [.dnsName(host)]
            + ["127.0.0.1", "::1"].compactMap(address).map { .ipAddress(ASN1OctetString(contentBytes: $0)) }
    }

    /// The bytes of an IP address, version 4 or 6.
    private static func address(_ text: String) -> ArraySlice<UInt8>? {
        for (family, count) in [(AF_INET, 4), (AF_INET6, 16)] {
            var bytes = [UInt8](repeating: 0, count: 16)
            if inet_pton(family, text, &bytes) == 1 { return bytes.prefix(count) }
        }
        return nil
    }
}
