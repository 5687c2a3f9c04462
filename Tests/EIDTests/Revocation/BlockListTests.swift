import EID
import Testing

/// Which cards are blocked.
@Suite struct BlockListTests {
    static let sector = [UInt8]("SSSSSSSSSSSSSSSSSSSSSSSSSSSSSSSS".utf8)

    private func anchors(_ name: String = "csca") throws -> DocumentAnchors {
        DocumentAnchors(certificates: X509Certificate.readAll(try Fixture.bytes("cms/\(name).pem")))
    }

    @Test(arguments: ["plain.blocklist", "signed.blocklist"])
    func `A list is read plain and signed, and asked by sector`(file: String) throws {
        let list = try BlockList.read(
            try Fixture.bytes("cms/\(file)"), anchors: try anchors(), at: try Fixture.today())
        #expect(list.listID == [7])
        #expect(list.sectorIDs == [Self.sector])
        #expect(list.count(inSector: Self.sector) == 3)
        for blocked: UInt8 in 1...3 {
            #expect(list.contains([UInt8](repeating: blocked, count: 32), inSector: Self.sector) == true)
        }
        for other: UInt8 in [0, 4, 255] {
            #expect(list.contains([UInt8](repeating: other, count: 32), inSector: Self.sector) == false)
        }
        #expect(list.contains([1], inSector: Self.sector) == false)
        #expect(list.contains([UInt8](repeating: 1, count: 32), inSector: [1]) == nil)
    }

    @Test func `A signed list holds only under the anchor, and with no bit changed`() throws {
        let bytes = try Fixture.bytes("cms/signed.blocklist")
        let anchors = try anchors()
        let today = try Fixture.today()
        #expect(throws: EIDError.self) {
            try BlockList.read(bytes, anchors: try self.anchors("stranger"), at: today)
        }
        for index in stride(from: 60, to: 150, by: 1) {
            var changed = bytes
            changed[index] ^= 0x04
            #expect(throws: EIDError.self) { try BlockList.read(changed, anchors: anchors, at: today) }
        }
    }

    @Test(arguments: [
        // Another version, changes only, identifiers of two lengths, a sector twice, something behind.
        "300A 020101 020100 0400 3000", "300A 020100 020101 0400 3000",
        "3017 020100 020100 0400 300D 300B 0401 53 3006 040101 0402 0101",
        "3017 020100 020100 0400 300D 3005 0401 53 3000 3005 0401 53 3000", "300A 020100 020100 0400 3000 00", "",
    ])
    func `What is no complete list is refused`(hex: String) {
        #expect(throws: EIDError.self) { try BlockList(decoding: Fixture.hex(hex)[...]) }
    }

    @Test func `A long list answers at once`() throws {
        let identifiers = try (0..<20_000).map { try HashFunction.sha256.digest(Array("\($0)".utf8)) }
        let list = try BlockList(
            decoding: BlockList.encode(listID: [1], sectors: [(Self.sector, identifiers)])[...])
        let clock = ContinuousClock()
        let time = clock.measure {
            for identifier in identifiers.prefix(1000) {
                #expect(list.contains(identifier, inSector: Self.sector) == true)
            }
        }
        #expect(time < .seconds(5))
    }
}
