/// One BER-TLV data object: a tag and a value, which shares the memory of what it was read from.
///
/// Source: ISO/IEC 7816-4, 5.2.2; ITU-T X.690, 8.1.
package struct TLV: Equatable, Sendable {
    /// The tag's bytes as one number: `0x7F21` for the two bytes 7F 21.
    package let tag: UInt32
    package let value: ArraySlice<UInt8>

    package init(tag: UInt32, value: ArraySlice<UInt8>) {
        self.tag = tag
        self.value = value
    }

    /// Whether the value is made of further data objects (bit 6 of the tag's first byte).
    package var isConstructed: Bool {
        var first = tag
        while first > 0xFF { first >>= 8 }
        return first & 0x20 != 0
    }

    /// The data objects inside. Throws ``TLVError`` where the value is not made of such.
    package func children() throws(TLVError) -> [TLV] { try TLV.decodeAll(value) }
}

extension TLV: CustomStringConvertible, CustomDebugStringConvertible {
    /// The tag and the length; never the value.
    package var description: String { "\(String(tag, radix: 16, uppercase: true)), \(value.count) bytes" }
    package var debugDescription: String { description }
}

extension Sequence<TLV> {
    /// The first data object with the tag.
    package func first(_ tag: UInt32) -> TLV? { first { $0.tag == tag } }
}
