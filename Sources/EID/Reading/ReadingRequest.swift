/// What a service wants to know of a card, and no more.
package struct ReadingRequest: Equatable, Sendable {
    /// In any order; they are read in that of their numbers.
    package var dataGroups: Set<DataGroup>
    /// Whether the holder has at least this age in years.
    package var minimumAge: Int?
    /// Whether the holder lives in this municipality, or in the area that a shorter number names.
    package var municipality: MunicipalityID?
    /// Whether the card is to make the service's pseudonym of its holder.
    package var wantsPseudonym: Bool
    /// A day that the caller trusts: certificates and the card must be valid on it.
    package var today: CalendarDate
    /// Whether the card is asked if it is still valid, and looked up in the block lists. Off for measuring only.
    package var checksDocument: Bool

    package init(
        dataGroups: Set<DataGroup>, minimumAge: Int? = nil, municipality: MunicipalityID? = nil,
        wantsPseudonym: Bool = false, today: CalendarDate, checksDocument: Bool = true
    ) {
        self.dataGroups = dataGroups
        self.minimumAge = minimumAge
        self.municipality = municipality
        self.wantsPseudonym = wantsPseudonym
        self.today = today
        self.checksDocument = checksDocument
    }

    /// The rights that this needs and no others; the CAN needs one more.
    package func rights(openedWith kind: PasswordKind) -> TerminalRights {
        var rights = TerminalRights.read(dataGroups)
        if minimumAge != nil { rights.insert(.ageVerification) }
        if municipality != nil { rights.insert(.municipalityIDVerification) }
        if wantsPseudonym { rights.insert(.restrictedIdentification) }
        if kind == .can { rights.insert(.canAllowed) }
        return rights
    }

    /// The comparison that age verification needs; nil where no age is asked, or one that no calendar knows.
    var ageComparison: AuxiliaryData.Comparison? {
        minimumAge.flatMap { today.birth(forAge: $0) }.map { .dateOfBirth($0) }
    }

    var municipalityComparison: AuxiliaryData.Comparison? { municipality.map { .municipality($0) } }

    var validityComparison: AuxiliaryData.Comparison { .dateOfExpiry(today) }

    /// All that is signed along in terminal authentication, as far as the rights allow it to be asked.
    func auxiliaryData(allowed rights: TerminalRights) -> AuxiliaryData {
        var comparisons: [AuxiliaryData.Comparison] = []
        if let age = ageComparison, rights.contains(.ageVerification) { comparisons.append(age) }
        if checksDocument { comparisons.append(validityComparison) }
        if let municipality = municipalityComparison, rights.contains(.municipalityIDVerification) {
            comparisons.append(municipality)
        }
        return AuxiliaryData(comparisons)
    }
}
