import SmartCard

/// A place, by its parts or in a text.
///
///     GeneralPlace ::= CHOICE {
///         structuredPlace      Place,
///         freetextPlace    [1] UTF8String,
///         noPlaceInfo      [2] UTF8String }
///
/// Source: BSI TR-03110-4, 2.2.3.1.
package enum GeneralPlace: Hashable, Sendable {
    case structured(Place)
    case freeText(String)
    /// There is none; the text says so (“keine Hauptwohnung in Deutschland”).
    case none(String)

    init(from reader: inout DERReader) throws(EIDError) {
        switch try reader.peek() {
        case DER.sequence:
            self = .structured(try Place(from: &reader))
        case 0xA1:
            self = .freeText(try reader.readText(in: 0xA1))
        case 0xA2:
            self = .none(try reader.readText(in: 0xA2))
        default:
            throw .malformed(reader.structure, .missing(tag: DER.sequence))
        }
    }

    func encoded() -> [UInt8] {
        switch self {
        case .structured(let place): place.encoded()
        case .freeText(let text): TLV.encode(0xA1, DER.utf8(text))
        case .none(let text): TLV.encode(0xA2, DER.utf8(text))
        }
    }
}

/// A place by its parts.
///
///     Place ::= SEQUENCE {
///         street   [10] UTF8String OPTIONAL,
///         city     [11] UTF8String,
///         state    [12] UTF8String OPTIONAL,
///         country  [13] ICAOCountry,
///         zipcode  [14] PrintableString OPTIONAL }
///
/// Source: BSI TR-03110-4, 2.2.3.1.
package struct Place: Hashable, Sendable {
    /// With the house number.
    package var street: String?
    package var city: String
    package var state: String?
    /// ICAO's code of one or three letters: “D” for Germany.
    package var country: String
    package var zipCode: String?

    package init(street: String?, city: String, state: String? = nil, country: String, zipCode: String?) {
        self.street = street
        self.city = city
        self.state = state
        self.country = country
        self.zipCode = zipCode
    }

    init(from outer: inout DERReader) throws(EIDError) {
        var reader = try outer.open(DER.sequence, "Place")
        street = try reader.peek() == 0xAA ? try reader.readText(in: 0xAA) : nil
        city = try reader.readText(in: 0xAB)
        state = try reader.peek() == 0xAC ? try reader.readText(in: 0xAC) : nil
        country = try reader.readASCII(in: 0xAD)
        zipCode = try reader.peek() == 0xAE ? try reader.readASCII(in: 0xAE) : nil
        try reader.finish()
    }

    func encoded() -> [UInt8] {
        func text(_ tag: UInt32, _ text: String?) -> [UInt8] { text.map { TLV.encode(tag, DER.utf8($0)) } ?? [] }
        func ascii(_ tag: UInt32, _ text: String?) -> [UInt8] {
            text.map { TLV.encode(tag, TLV.encode(DER.printableString, Array($0.utf8))) } ?? []
        }
        return DER.sequence(
            text(0xAA, street), text(0xAB, city), text(0xAC, state), ascii(0xAD, country), ascii(0xAE, zipCode))
    }
}

extension DERReader {
    /// The UTF-8 text inside an explicitly tagged object.
    mutating func readText(in tag: UInt32) throws(EIDError) -> String {
        var inner = try open(tag, structure)
        let text = try DER.text(try inner.read(DER.utf8String), structure)
        try inner.finish()
        return text
    }

    /// The PrintableString inside an explicitly tagged object. UTF-8 that is ASCII is taken as well: cards have it.
    mutating func readASCII(in tag: UInt32) throws(EIDError) -> String {
        var inner = try open(tag, structure)
        let string = try inner.peek() == DER.utf8String ? DER.utf8String : DER.printableString
        let text = try DER.ascii(try inner.read(string), structure)
        try inner.finish()
        return text
    }
}
