package import Catalogue
package import Expressions

/// Whether cards can be read here.
package enum CardTerminal: Hashable, Sendable {
    case notSetUp
    case lapsed(since: CivilDate)
    case ready(CardAuthority)
}

/// Who reads, by the terminal's certificate and its description. Source: PAuswG § 18 (4); BSI TR-03110-3, C.3.1.
package struct CardAuthority: Hashable, Sendable {
    /// The name of whoever reads.
    package let name: String
    /// Address, purpose, supervising authority, as the issuer of the certificate has checked them.
    package let terms: String
    package let issuer: String
    /// What is read, and no more.
    package let fields: [EIDField]
    /// The last day of the certificates.
    package let validUntil: CivilDate

    package init(name: String, terms: String, issuer: String, fields: [EIDField], validUntil: CivilDate) {
        self.name = name
        self.terms = terms
        self.issuer = issuer
        self.fields = fields
        self.validUntil = validUntil
    }
}

/// A card of a person who does not exist, to practise with; only where `training: true`.
package struct PracticeCard: Hashable, Sendable {
    package let id: String
    /// Whose it is.
    package let title: String

    package init(id: String, title: String) {
        self.id = id
        self.title = title
    }
}
