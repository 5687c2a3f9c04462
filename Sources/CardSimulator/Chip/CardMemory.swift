import EID
import Secrets

/// What one card remembers for good.
final class CardMemory {
    let passwords: Passwords
    /// The card's own idea of today: the newest effective date that it has seen in a certificate it trusts.
    /// Source: BSI TR-03110-3, 2.5.
    var currentDate: CalendarDate
    var trustPoints: TrustPoints
    /// The content of the data groups by number; none where the card does not have the group.
    var dataGroups: [Int: [UInt8]]
    /// What the comparison of auxiliary data goes by.
    let comparison: AuxiliaryComparison
    let keys: ChipKeys
    let files: MasterFile

    init(
        passwords: Passwords, currentDate: CalendarDate, trustPoints: TrustPoints, dataGroups: [Int: [UInt8]],
        comparison: AuxiliaryComparison, keys: ChipKeys, files: MasterFile
    ) {
        self.passwords = passwords
        self.currentDate = currentDate
        self.trustPoints = trustPoints
        self.dataGroups = dataGroups
        self.comparison = comparison
        self.keys = keys
        self.files = files
    }
}

/// The private keys of the chip.
///
/// The one for chip authentication is the same for a whole generation of cards; those for restricted identification are
/// the card's own. Source: BSI TR-03127, 3.4.5.
final class ChipKeys {
    let chipAuthentication: ECPrivateKey
    private let restrictedIdentification: [Int: RestrictedIdentificationKey]

    init(
        chipAuthentication: consuming ECPrivateKey, restrictedIdentification: [Int: RestrictedIdentificationKey]
    ) {
        self.chipAuthentication = chipAuthentication
        self.restrictedIdentification = restrictedIdentification
    }

    func restrictedIdentification(_ identifier: Int) -> RestrictedIdentificationKey? {
        restrictedIdentification[identifier]
    }
}
