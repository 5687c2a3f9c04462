package import Expressions

/// One version of a service of the town hall, checked: every reference leads somewhere, every expression has its type.
package struct Service: Sendable {
    package enum Kind: Hashable, Sendable {
        case form
        /// The program itself offers it; nothing is stored.
        case changePIN
    }

    package let id: String
    package let version: Int
    package let validFrom: CivilDate
    package let validUntil: CivilDate?
    /// FIM/LeiKa key, 14 digits.
    package let key: String?
    package let kind: Kind
    package let title: LocalizedText
    package let words: [Language: [String]]
    package let category: String
    package let needs: [LocalizedText]
    package let nextSteps: LocalizedText?
    package let decideWithinDays: Int?
    package let legalBasis: LocalizedText?
    package let profiles: [Profile]
    package let staffOnly: Bool
    package let identification: [Profile: Identification]
    package let mode: [Profile: Mode]
    package let privacy: Privacy?
    package let fee: Fee?
    package let availability: Availability
    package let submit: Submit?
    package let retentionDays: Int
    package let codeLists: [String: CodeList]
    /// Pages and questions, each before what is in it, in the order in which they are asked. An element's index is its
    /// slot in expressions.
    package let elements: [Element]
    /// The indices of the pages.
    package let pages: [Int]
    package let checks: [ServiceCheck]
    package let examples: [Example]
    package let location: Location

    /// How it is established who applies. Source: PAuswG §§ 18, 18a.
    package enum Identification: String, Sendable, CaseIterable {
        case none, declaration, eid
        case eidOrDeclaration = "eid_or_declaration"
        /// Staff compare the photo and read the card with the CAN.
        case onSite = "on_site"
        /// Staff compare the photo and type.
        case staff
    }

    package enum Mode: String, Sendable {
        case full
        /// A pre-notice that one completes at the office.
        case preparation
    }

    /// Art. 13 DSGVO.
    package struct Privacy: Sendable {
        /// An office of `terminal.yaml`; nothing means the municipality.
        package let controller: String?
        package let purpose: LocalizedText
        package let recipients: [LocalizedText]
        package let howLong: LocalizedText
        package let legalBasis: LocalizedText?
    }

    package struct Submit: Sendable {
        /// An office of `terminal.yaml`.
        package let destination: String
        package let schemaURI: String
    }

    package struct Availability: Sendable {
        package let from: CivilDate?
        package let until: CivilDate?
        package let closesAt: Rule?
        package let deliverBy: Rule?
    }

    /// What applies on a profile where the file says nothing.
    package func mode(on profile: Profile) -> Mode { mode[profile] ?? .full }

    package func page(at index: Int) -> Page? { elements[index].page }

    package func question(at index: Int) -> Question? { elements[index].question }
}
