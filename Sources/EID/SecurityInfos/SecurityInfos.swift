import SmartCard

/// What the card says about itself: the content of EF.CardAccess, where nothing vouches for it, and of EF.CardSecurity,
/// where it is signed.
///
///     SecurityInfos ::= SET OF SecurityInfo
///
/// Source: BSI TR-03110-3, A.1.
package struct SecurityInfos: Equatable, Sendable {
    /// The longest file that is read: true ones have 200 to 1500 bytes.
    package static let limit = 16_384

    /// In the order of the file.
    package let all: [SecurityInfo]

    package init(_ all: [SecurityInfo]) { self.all = all }

    /// Reads the set. What a card announces beyond this standard is kept as it is and used for nothing.
    ///
    /// The order of a SET OF is not insisted on: cards in circulation do not sort.
    package init(decoding bytes: ArraySlice<UInt8>) throws(EIDError) {
        guard bytes.count <= SecurityInfos.limit else { throw .malformed("SecurityInfos", .tooLarge) }
        var reader = try DERReader(bytes, tag: DER.set, "SecurityInfos")
        var infos: [SecurityInfo] = []
        while !reader.isAtEnd { infos.append(try SecurityInfo(encoded: try reader.readEncoded())) }
        guard !infos.isEmpty else { throw reader.fault("number of elements") }
        all = infos
    }

    package init(decoding bytes: [UInt8]) throws(EIDError) { try self.init(decoding: bytes[...]) }

    /// The set in DER.
    package func encoded() -> [UInt8] { DER.setOf(all.map { $0.encoded() }) }

    package var pace: [PACEInfo] {
        all.compactMap { if case .pace(let info) = $0 { info } else { nil } }
    }
    package var paceDomainParameters: [PACEDomainParameterInfo] {
        all.compactMap { if case .paceDomainParameter(let info) = $0 { info } else { nil } }
    }
    package var chipAuthentication: [ChipAuthenticationInfo] {
        all.compactMap { if case .chipAuthentication(let info) = $0 { info } else { nil } }
    }
    package var chipAuthenticationDomainParameters: [ChipAuthenticationDomainParameterInfo] {
        all.compactMap { if case .chipAuthenticationDomainParameter(let info) = $0 { info } else { nil } }
    }
    package var chipAuthenticationPublicKeys: [ChipAuthenticationPublicKeyInfo] {
        all.compactMap { if case .chipAuthenticationPublicKey(let info) = $0 { info } else { nil } }
    }
    package var terminalAuthentication: [TerminalAuthenticationInfo] {
        all.compactMap { if case .terminalAuthentication(let info) = $0 { info } else { nil } }
    }
    package var restrictedIdentification: [RestrictedIdentificationInfo] {
        all.compactMap { if case .restrictedIdentification(let info) = $0 { info } else { nil } }
    }
    package var restrictedIdentificationDomainParameters: [RestrictedIdentificationDomainParameterInfo] {
        all.compactMap { if case .restrictedIdentificationDomainParameter(let info) = $0 { info } else { nil } }
    }
}
