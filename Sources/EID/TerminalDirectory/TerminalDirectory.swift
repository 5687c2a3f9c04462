package import Secrets

/// The directory in which a terminal's certificates, key and trust anchors lie: by default `eid/` in the state directory.
///
/// - `*.cvcert`: CV certificates in any order and number: authorities', document verifiers', terminals'
/// - `terminal.pkcs8`: the terminal's private key (see ``PrivateKeyFile``)
/// - `*.desc`: certificate descriptions
/// - `*.sector`: public keys of sectors
/// - `*.blocklist`: block lists (see ``BlockList``)
/// - `csca/*.pem`, `*.crt`, `*.cer`: country signing authorities; `csca/*.crl`: their lists of revoked certificates;
///   `csca/*.ml`: master lists signed under one of the former
///
/// Where there are several certificates for the key, as after a renewal, the one that holds longest is taken.
package struct TerminalDirectory: Sendable {
    /// From how many days before the end of a certificate a warning is due: a week, and for one that is renewed every few
    /// days the last quarter of its time.
    static func warningDays(for certificate: CVCertificate) -> Int {
        min(7, certificate.body.effectiveDate.days(until: certificate.body.expirationDate) / 4)
    }

    package let path: String
    /// The terminal, complete as far as it could be read; nil where certificate or key are missing or do not fit.
    package let terminal: Terminal?
    /// What was found while reading, errors first.
    package let findings: [TerminalFinding]

    /// Reads the directory on a day that the caller trusts. Nothing is thrown: what is wrong is among the ``findings``.
    package static func load(
        _ path: String, passphrase: consuming SecretBytes? = nil, at date: CalendarDate
    ) -> TerminalDirectory {
        var reading = TerminalDirectoryReading(path: path, date: date)
        let terminal = reading.read(passphrase: passphrase)
        let findings = reading.findings.map(TerminalFinding.init)
        return TerminalDirectory(
            path: path, terminal: terminal,
            findings: findings.filter { $0.severity == .error } + findings.filter { $0.severity == .warning })
    }

    /// Whether cards can be read.
    package var isUsable: Bool { terminal != nil && findings.allSatisfy { $0.severity != .error } }

    /// What the terminal may do, toward the anchor that grants most; and until when.
    package func chains(at date: CalendarDate) -> [CertificateChain] {
        guard let terminal else { return [] }
        return TerminalDirectory.authorities(in: terminal.certificates).compactMap {
            try? terminal.chain(toward: [$0], at: date)
        }
    }

    /// The rights among `wanted` that no chain gives.
    package func missing(_ wanted: TerminalRights, at date: CalendarDate) -> TerminalFinding? {
        let given = chains(at: date).reduce(into: TerminalRights()) { $0.formUnion($1.effectiveRights) }
        let missing = wanted.subtracting(given)
        return missing.isEmpty ? nil : TerminalFinding(.rightsMissing(missing))
    }

    /// The keys of country verifying authorities that cards may name as their anchors.
    static func authorities(in certificates: [CVCertificate]) -> [KeyReference] {
        var references: [KeyReference] = []
        for certificate in certificates where certificate.body.authorization.role == .countryVerifyingCA {
            let reference = certificate.body.certificateHolderReference
            if !references.contains(reference) { references.append(reference) }
        }
        return references
    }
}
