/// Something about a terminal directory that staff must know.
package struct TerminalFinding: Equatable, Sendable, CustomStringConvertible {
    package enum Severity: String, Sendable {
        /// No card can be read.
        case error
        /// Cards can be read, but something is missing or will be soon.
        case warning
    }

    package enum Kind: Equatable, Sendable {
        case unreadable(file: String, reason: String)
        case noCertificates
        case noKey
        case key(PrivateKeyFile.Fault)
        case keyDoesNotFit
        case chain(CertificateChainFault)
        case expiresSoon(holder: KeyReference, date: CalendarDate, days: Int)
        case rightsMissing(TerminalRights)
        case descriptionMissing(KeyReference)
        case descriptionDoesNotMatch(file: String)
        case noAnchors
        case anchorExpired(String)
        case masterList(file: String, PassiveAuthenticationFault)
        case revocationListOverdue(CalendarDate)
        case noBlockList
        case blockListWithoutSector
        case sectorKeyMissing
    }

    package let kind: Kind

    package init(_ kind: Kind) { self.kind = kind }

    package var severity: Severity {
        switch kind {
        case .noCertificates, .noKey, .key, .keyDoesNotFit, .chain, .rightsMissing, .noAnchors: .error
        case .unreadable, .expiresSoon, .descriptionMissing, .descriptionDoesNotMatch, .anchorExpired, .masterList,
            .revocationListOverdue,
            .noBlockList, .blockListWithoutSector, .sectorKeyMissing:
            .warning
        }
    }

    /// A sentence: what is wrong, where, and what to do.
    package var description: String {
        switch kind {
        case .unreadable(let file, let reason): "\(file) is left out: \(reason)."
        case .noCertificates: "There is no certificate of a terminal (*.cvcert): get one from the certificate provider."
        case .noKey: "The private key terminal.pkcs8 is missing: without it no card answers."
        case .key(.unreadable): "terminal.pkcs8 is no private key in DER or PEM."
        case .key(.passphraseMissing): "terminal.pkcs8 is encrypted, and no passphrase was given."
        case .key(.wrongPassphrase): "The passphrase does not open terminal.pkcs8."
        case .key(.unusable(let reason)): "terminal.pkcs8 cannot be used: \(reason)"
        case .keyDoesNotFit:
            "terminal.pkcs8 does not belong to any of the terminal certificates: put the newest beside it."
        case .chain(let fault): "\(fault) No card will answer: get the current certificates."
        case .expiresSoon(let holder, let date, let days):
            "The certificate of \(holder) expires in \(days) day\(days == 1 ? "" : "s"), on \(date): renew it before."
        case .rightsMissing(let rights): "The certificates do not give these rights: \(rights)."
        case .descriptionMissing(let holder):
            "There is no description (*.desc) for the certificate of \(holder): before a PIN is asked, nobody could be "
                + "told who reads."
        case .descriptionDoesNotMatch(let file): "\(file) does not belong to the terminal's certificate."
        case .noAnchors:
            "There is no certificate of a country signing authority (csca/*.pem): no card could be told from a forged one."
        case .anchorExpired(let name):
            "The authority's certificate \(name) has expired: cards signed under it are refused."
        case .masterList(let file, let fault): "\(file) is left out. \(fault)"
        case .revocationListOverdue(let date):
            "A list of revoked document signers (csca/*.crl) should have been replaced by \(date): get the newest."
        case .noBlockList: "There is no block list (*.blocklist): a card reported as lost is not noticed."
        case .blockListWithoutSector:
            "No block list is made for a sector of the terminal's certificate: a card reported as lost is not noticed."
        case .sectorKeyMissing:
            "A sector's public key (*.sector) that the certificate names is missing: no identifier can be asked for it."
        }
    }
}
