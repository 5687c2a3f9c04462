import SmartCard

/// Tags of the universal class, and how their values are written. Source: ITU-T X.690.
package enum DER {
    package static let boolean: UInt32 = 0x01
    package static let integer: UInt32 = 0x02
    package static let bitString: UInt32 = 0x03
    package static let octetString: UInt32 = 0x04
    package static let null: UInt32 = 0x05
    package static let objectIdentifier: UInt32 = 0x06
    package static let utf8String: UInt32 = 0x0C
    package static let numericString: UInt32 = 0x12
    package static let printableString: UInt32 = 0x13
    package static let ia5String: UInt32 = 0x16
    package static let sequence: UInt32 = 0x30
    package static let set: UInt32 = 0x31

    /// Reads an integer from 0 up to `Int32.max`, in its shortest form.
    package static func smallInteger(
        _ value: ArraySlice<UInt8>, _ structure: String
    ) throws(EIDError) -> Int {
        guard let first = value.first, first < 0x80, value.count <= 4,
            !(value.count > 1 && first == 0 && value[value.startIndex + 1] < 0x80)
        else { throw .malformed(structure, .value("INTEGER")) }
        return value.reduce(0) { $0 << 8 | Int($1) }
    }

    package static func sequence(_ parts: [UInt8]...) -> [UInt8] { TLV.encode(sequence, parts: parts) }

    package static func sequenceOf(_ elements: [[UInt8]]) -> [UInt8] { TLV.encode(sequence, parts: elements) }

    package static func octets(_ bytes: [UInt8]) -> [UInt8] { TLV.encode(octetString, bytes) }

    /// A BIT STRING of whole bytes.
    package static func bits(_ bytes: [UInt8]) -> [UInt8] { TLV.encode(bitString, [0] + bytes) }

    package static func tagged(_ tag: UInt32, _ content: [UInt8]) -> [UInt8] { TLV.encode(tag, content) }

    /// A SET OF: DER sorts its elements by their bytes.
    package static func setOf(_ elements: [[UInt8]]) -> [UInt8] {
        TLV.encode(set, parts: elements.sorted { $0.lexicographicallyPrecedes($1) })
    }

    package static func oid(_ oid: OID) -> [UInt8] { TLV.encode(objectIdentifier, oid.content) }

    /// An integer that is not negative.
    package static func integer(_ value: Int) -> [UInt8] {
        var bytes: [UInt8] = []
        var rest = max(value, 0)
        repeat {
            bytes.insert(UInt8(rest & 0xFF), at: 0)
            rest >>= 8
        } while rest > 0
        return unsigned(bytes[...])
    }

    /// An integer that is not negative, from its bytes, the highest first.
    package static func unsigned(_ magnitude: ArraySlice<UInt8>) -> [UInt8] {
        var bytes = magnitude.drop { $0 == 0 }
        if (bytes.first ?? 0x80) >= 0x80 { bytes = [0] + bytes }
        return TLV.encode(integer, bytes)
    }

    package static func boolean(_ value: Bool) -> [UInt8] { TLV.encode(boolean, [value ? 0xFF : 0x00]) }

    package static func utf8(_ text: String) -> [UInt8] { TLV.encode(utf8String, Array(text.utf8)) }

    /// Reads UTF-8. Throws where it is not valid, holds a NUL, or is longer than 64 KiB.
    package static func text(_ bytes: ArraySlice<UInt8>, _ structure: String) throws(EIDError) -> String {
        guard bytes.count <= 65_536 else { throw .malformed(structure, .tooLarge) }
        guard !bytes.contains(0), let text = String(validating: bytes, as: UTF8.self) else {
            throw .malformed(structure, .text)
        }
        return text
    }

    /// Reads a PrintableString's or IA5String's value as ASCII that can be printed.
    package static func ascii(_ bytes: ArraySlice<UInt8>, _ structure: String) throws(EIDError) -> String {
        guard bytes.allSatisfy({ (0x20...0x7E).contains($0) }) else { throw .malformed(structure, .text) }
        return try text(bytes, structure)
    }
}
