import SmartCard

/// A longer text, on the card as it is or compressed.
///
///     Text ::= CHOICE {
///         uncompressed  [1] UTF8String,
///         compressed    [2] OCTET STRING -- a DEFLATE-compressed UTF8String }
///
/// Source: BSI TR-03110-4, 2.2.3.1.
package struct CardText: Hashable, Sendable {
    package let text: String
    /// Whether the card keeps it compressed.
    package let isCompressed: Bool

    package init(_ text: String, compressed: Bool = false) {
        self.text = text
        isCompressed = compressed
    }

    init(from reader: inout DERReader) throws(EIDError) {
        guard let compressed = try reader.readOptional(0xA2) else {
            self.init(try reader.readText(in: 0xA1))
            return
        }
        var inner = DERReader(compressed, reader.structure)
        let bytes = try Deflate.unpack(try inner.read(DER.octetString))
        try inner.finish()
        self.init(try DER.text(CardText.string(in: bytes[...]), reader.structure), compressed: true)
    }

    /// The compressed bytes are a UTF8String: the text alone, or with tag and length before it. The standard can be
    /// read either way, so both are understood.
    private static func string(in bytes: ArraySlice<UInt8>) -> ArraySlice<UInt8> {
        guard bytes.first == 0x0C, let object = try? TLV.decode(bytes) else { return bytes }
        return object.value
    }

    func encoded() throws(EIDError) -> [UInt8] {
        guard isCompressed else { return TLV.encode(0xA1, DER.utf8(text)) }
        return TLV.encode(0xA2, TLV.encode(DER.octetString, try Deflate.pack(Array(text.utf8))))
    }
}
