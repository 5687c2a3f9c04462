/// Which cards are blocked, by the identifiers that they show to one sector.
///
///     BlackList ::= SEQUENCE {
///         version    INTEGER { v1(0) },
///         type       INTEGER { complete(0), added(1), removed(2) },
///         listID     OCTET STRING,
///         deltaBase  OCTET STRING OPTIONAL, -- for added and removed
///         content    SEQUENCE OF BlackListDetails }
///     BlackListDetails ::= SEQUENCE {
///         sectorID           OCTET STRING,
///         sectorSpecificIDs  SEQUENCE OF OCTET STRING }
///
/// A file holds it as it is, or signed (CMS, id-BlackList). Only complete lists are taken.
///
/// Source: BSI TR-03129, block lists; BSI TR-03110-2, 3.6 (restricted identification and revocation).
package struct BlockList: Sendable {
    /// The longest list that is read: 64 MiB are some two million cards.
    package static let limit = 67_108_864
    /// id-BlackList.
    private static let contentType = OID.bsi.child(3).child(2).child(2)

    /// The list's own number.
    package let listID: [UInt8]
    private let sectors: [[UInt8]: SortedIdentifiers]

    /// Reads a list as it is.
    package init(decoding bytes: ArraySlice<UInt8>) throws(EIDError) {
        guard bytes.count <= BlockList.limit else { throw .malformed("BlackList", .tooLarge) }
        var reader = try DERReader(bytes, tag: DER.sequence, "BlackList")
        guard try reader.readSmallInteger() == 0 else { throw .unsupported("a block list of another version") }
        guard try reader.readSmallInteger() == 0 else { throw .unsupported("a block list that only tells changes") }
        listID = Array(try reader.read(DER.octetString))
        var content = try reader.open(DER.sequence, "BlackList")
        try reader.finish()
        var sectors: [[UInt8]: SortedIdentifiers] = [:]
        while !content.isAtEnd {
            var details = try content.open(DER.sequence, "BlackListDetails")
            let sector = Array(try details.read(DER.octetString))
            guard (1...64).contains(sector.count), sectors[sector] == nil else { throw details.fault("sectorID") }
            var list = try details.open(DER.sequence, "BlackListDetails")
            try details.finish()
            sectors[sector] = try SortedIdentifiers(from: &list)
        }
        self.sectors = sectors
    }

    /// Reads a list as it is or, where it is signed, once its signature holds up to one of the anchors on the day.
    package static func read(
        _ bytes: [UInt8], anchors: DocumentAnchors, at date: CalendarDate
    ) throws(EIDError) -> BlockList {
        // A signed list begins with an object identifier, an unsigned one with its version.
        var outer = try DERReader(bytes[...], tag: DER.sequence, "BlackList")
        guard try outer.peek() == DER.objectIdentifier else { return try BlockList(decoding: bytes[...]) }
        _ = try outer.readOID()
        let content: [UInt8]
        do throws(PassiveAuthenticationFault) {
            let object = try SignedObject(decoding: bytes[...], limit: limit)
            guard object.contentType == contentType else { throw .wrongContentType(object.contentType) }
            content = try object.verifiedContent(anchors: anchors, at: date) { !$0.isCA }.content
        } catch {
            throw .untrusted("\(error)")
        }
        return try BlockList(decoding: content[...])
    }

    /// Makes a complete list, in DER.
    package static func encode(listID: [UInt8], sectors: [(sectorID: [UInt8], identifiers: [[UInt8]])]) -> [UInt8] {
        let content = sectors.map { sector in
            DER.sequence(DER.octets(sector.sectorID), DER.sequenceOf(sector.identifiers.map(DER.octets)))
        }
        return DER.sequence(DER.integer(0), DER.integer(0), DER.octets(listID), DER.sequenceOf(content))
    }

    /// The sectors for which the list holds.
    package var sectorIDs: [[UInt8]] { Array(sectors.keys) }

    /// How many cards are blocked in a sector.
    package func count(inSector sectorID: [UInt8]) -> Int { sectors[sectorID]?.count ?? 0 }

    /// Whether the list has the card with this identifier; nil where it says nothing about the sector.
    ///
    /// `sectorID` is the hash of the sector's public key, as the terminal's certificate carries it. Takes time with the
    /// logarithm of the list's length.
    package func contains(_ identifier: [UInt8], inSector sectorID: [UInt8]) -> Bool? {
        sectors[sectorID]?.contains(identifier)
    }
}
