import SmartCard

/// One thing that the card says about itself.
///
///     SecurityInfo ::= SEQUENCE {
///         protocol      OBJECT IDENTIFIER,
///         requiredData  ANY DEFINED BY protocol,
///         optionalData  ANY DEFINED BY protocol OPTIONAL }
///
/// Source: BSI TR-03110-3, A.1.1.
package enum SecurityInfo: Equatable, Sendable {
    case pace(PACEInfo)
    case paceDomainParameter(PACEDomainParameterInfo)
    case chipAuthentication(ChipAuthenticationInfo)
    case chipAuthenticationDomainParameter(ChipAuthenticationDomainParameterInfo)
    case chipAuthenticationPublicKey(ChipAuthenticationPublicKeyInfo)
    case terminalAuthentication(TerminalAuthenticationInfo)
    case restrictedIdentification(RestrictedIdentificationInfo)
    case restrictedIdentificationDomainParameter(RestrictedIdentificationDomainParameterInfo)
    /// What only a privileged terminal may use, as encoded: a kiosk is none.
    case privilegedTerminal(encoded: [UInt8])
    /// A protocol that is not known here, as encoded. The standard asks to skip it.
    case other(OID, encoded: [UInt8])

    init(encoded: ArraySlice<UInt8>) throws(EIDError) {
        var reader = try DERReader(encoded, tag: DER.sequence, "SecurityInfo")
        let id = try reader.readOID()
        let parent = id.parent
        // What a protocol looks like hangs on its place in the tree: a variant, or the key agreement above it.
        switch (id, parent, parent.parent) {
        case (.ta, _, _):
            self = .terminalAuthentication(try TerminalAuthenticationInfo(from: &reader))
        case (.privilegedTerminal, _, _):
            self = .privilegedTerminal(encoded: Array(encoded))
        case (_, .pk, _):
            self = .chipAuthenticationPublicKey(try ChipAuthenticationPublicKeyInfo(protocolID: id, from: &reader))
        case (_, .pace, _):
            self = .paceDomainParameter(try PACEDomainParameterInfo(protocolID: id, from: &reader))
        case (_, _, .pace):
            self = .pace(try PACEInfo(protocolID: id, from: &reader))
        case (_, .ca, _):
            self = .chipAuthenticationDomainParameter(
                try ChipAuthenticationDomainParameterInfo(protocolID: id, from: &reader))
        case (_, _, .ca):
            self = .chipAuthentication(try ChipAuthenticationInfo(protocolID: id, from: &reader))
        case (_, .ri, _):
            self = .restrictedIdentificationDomainParameter(
                try RestrictedIdentificationDomainParameterInfo(protocolID: id, from: &reader))
        case (_, _, .ri):
            self = .restrictedIdentification(try RestrictedIdentificationInfo(protocolID: id, from: &reader))
        default:
            self = .other(id, encoded: Array(encoded))
        }
    }

    package func encoded() -> [UInt8] {
        switch self {
        case .pace(let info): info.encoded()
        case .paceDomainParameter(let info): info.encoded()
        case .chipAuthentication(let info): info.encoded()
        case .chipAuthenticationDomainParameter(let info): info.encoded()
        case .chipAuthenticationPublicKey(let info): info.encoded()
        case .terminalAuthentication(let info): info.encoded()
        case .restrictedIdentification(let info): info.encoded()
        case .restrictedIdentificationDomainParameter(let info): info.encoded()
        case .privilegedTerminal(let encoded), .other(_, let encoded): encoded
        }
    }
}
