import SmartCard

/// The certificate holder authorization template of an authentication terminal: who it is in the chain, and what it may.
///
///     7F4C  certificate holder authorization template
///       06  id-AT 0.4.0.127.0.7.3.1.2.2
///       53  five bytes: bits 39 and 38 the role, the others ``TerminalRights``
///
/// Source: BSI TR-03110-3, C.1.5 and C.4; BSI TR-03110-4, 2.2.3.2.
package struct CHAT: Equatable, Sendable {
    package enum Role: UInt8, Sendable {
        case terminal = 0
        /// A document verifier that is not official, or a foreign one.
        case documentVerifierNonOfficial = 1
        case documentVerifierOfficial = 2
        case countryVerifyingCA = 3
    }

    package static let tag: UInt32 = 0x7F4C

    package let role: Role
    package let rights: TerminalRights

    package init(role: Role, rights: TerminalRights) {
        self.role = role
        self.rights = rights
    }

    /// Reads the template from the value of its data object. Throws ``EIDError/unsupported(_:)`` where it is that of an
    /// inspection system or a signature terminal.
    package init(value: ArraySlice<UInt8>) throws(EIDError) {
        var reader = DERReader(value, "CertificateHolderAuthorizationTemplate")
        let type = try reader.readOID()
        let bits = try reader.read(0x53)
        try reader.finish()
        guard type == .authenticationTerminal else {
            throw .unsupported("certificates for another kind of terminal than an authentication terminal")
        }
        guard bits.count == 5, let first = bits.first, let role = Role(rawValue: first >> 6) else {
            throw reader.fault("authorization")
        }
        self.role = role
        rights = TerminalRights(rawValue: bits.reduce(0) { $0 << 8 | UInt64($1) })
    }

    /// Reads the template with its tag and length.
    package init(decoding bytes: [UInt8]) throws(EIDError) {
        var reader = DERReader(bytes[...], "CertificateHolderAuthorizationTemplate")
        let value = try reader.read(CHAT.tag)
        try reader.finish()
        try self.init(value: value)
    }

    /// The five bytes.
    package var authorization: [UInt8] {
        let bits = UInt64(role.rawValue) << 38 | rights.rawValue
        return [32, 24, 16, 8, 0].map { UInt8(truncatingIfNeeded: bits >> $0) }
    }

    /// The template with its tag and length, as PACE sends it and a certificate holds it.
    package func encoded() -> [UInt8] {
        TLV.encode(CHAT.tag, parts: [DER.oid(.authenticationTerminal), TLV.encode(0x53, authorization)])
    }

    /// The same role with those of the rights that are also in `others`.
    package func restricted(to others: TerminalRights) -> CHAT {
        CHAT(role: role, rights: rights.intersection(others))
    }
}
