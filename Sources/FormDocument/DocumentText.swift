/// What the document says besides the form, by the keys of `Config/texts`; always in German, the office's language.
package enum DocumentText: String, CaseIterable, Sendable {
    case reference = "document.reference"
    case service = "document.service"
    case version = "document.version"
    case received = "document.received"
    case device = "document.device"
    case identification = "document.identification"
    case fromCard = "document.from_card"
    case disputed = "document.disputed"
    case cost = "document.cost"
    case total = "document.total"
    case totalUnknown = "document.total_unknown"
    case footer = "document.footer"
    case preparation = "document.preparation"
    case wording = "document.wording"
    case identifiedNone = "document.identified.none"
    case identifiedDeclaration = "document.identified.declaration"
    case identifiedEid = "document.identified.eid"
    case identifiedOnSite = "document.identified.on_site"
    case identifiedStaff = "document.identified.staff"

    package static let keys = Set(allCases.map(\.rawValue))
}
