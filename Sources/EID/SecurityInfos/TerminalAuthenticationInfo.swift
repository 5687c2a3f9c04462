import SmartCard

/// That the card supports terminal authentication.
///
///     TerminalAuthenticationInfo ::= SEQUENCE {
///         protocol  OBJECT IDENTIFIER(id-TA),
///         version   INTEGER, -- MUST be 1 for TAv1 or 2 for TAv2
///         efCVCA    FileID OPTIONAL -- MUST NOT be used for version 2 }
///
/// Source: BSI TR-03110-3, A.1.1.3.
package struct TerminalAuthenticationInfo: Equatable, Sendable {
    package let version: Int
    /// Of version 1 only: where the file of trust anchors is; the FileID as encoded.
    package let efCVCA: [UInt8]?

    package init(version: Int = 2) {
        self.version = version
        efCVCA = nil
    }

    init(from reader: inout DERReader) throws(EIDError) {
        version = try reader.readSmallInteger()
        efCVCA = reader.isAtEnd ? nil : Array(try reader.readEncoded())
        try reader.finish()
        guard version != 2 || efCVCA == nil else { throw reader.fault("efCVCA") }
    }

    func encoded() -> [UInt8] { DER.sequence(DER.oid(.ta), DER.integer(version), efCVCA ?? []) }
}
