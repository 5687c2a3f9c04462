import EID
import Testing

/// EF.CardAccess and what EF.CardSecurity holds.
@Suite struct SecurityInfosTests {
    @Test func `EF CardAccess of a card is read, with what is announced beyond the standard`() throws {
        let infos = try SecurityInfos(decoding: try Fixture.bytes("cms/ef_cardaccess"))
        let pace = try #require(infos.pace.first)
        #expect(infos.pace.count == 1)
        #expect(pace.version == 2 && pace.parameterID == 13)
        let variant = try #require(pace.variant)
        #expect(variant.agreement == .ecdh && variant.mapping == .generic && variant.cipher == .aes128)
        #expect(infos.chipAuthentication.map(\.version).sorted() == [2, 3])
        let chip = try #require(infos.chipAuthenticationDomainParameters.first)
        #expect(chip.keyID == 0x41)
        #expect(try chip.domainParameter.curve() == EllipticCurve(standardized: 13))
        #expect(infos.terminalAuthentication.map(\.version) == [2])
        #expect(infos.all.count == 7)
        #expect(infos.all.contains { if case .privilegedTerminal = $0 { true } else { false } })
        #expect(infos.all.contains { if case .other(.cardInfo, _) = $0 { true } else { false } })
    }

    @Test func `What was read is written again byte for byte`() throws {
        let bytes = try Fixture.bytes("cms/ef_cardaccess")
        #expect(try SecurityInfos(decoding: bytes).encoded() == bytes)
    }

    @Test func `The worked example's EF CardAccess of TR-03110 is read`() throws {
        // BSI TR-03110 worked example for PACE with ECDH: one PACEInfo.
        let bytes = Fixture.hex("3114 3012 060A 04007F0007020204 0202 020102 02010D")
        let infos = try SecurityInfos(decoding: bytes)
        #expect(infos.pace == [PACEInfo(protocolID: .paceECDHGenericMapping(.aes128), parameterID: 13)])
        #expect(infos.encoded() == bytes)
    }

    @Test func `Domain parameters written out are recognised, and only standardized ones taken`() throws {
        for identifier in EllipticCurve.standardizedIdentifiers {
            let curve = try EllipticCurve(standardized: identifier)
            let parameters = AlgorithmIdentifier(algorithm: .ecPublicKey, parameters: try curve.ecParameters())
            #expect(try parameters.curve() == curve)
            #expect(try AlgorithmIdentifier(standardizedDomainParameters: identifier).curve() == curve)
        }
        var weak = try EllipticCurve(standardized: 13).ecParameters()
        weak[60] ^= 1
        let algorithm = AlgorithmIdentifier(algorithm: .ecPublicKey, parameters: weak)
        #expect(throws: EIDError.self) { try algorithm.curve() }
        #expect(throws: EIDError.self) { try AlgorithmIdentifier(standardizedDomainParameters: 2).curve() }
    }

    @Test(arguments: [
        "", "3100", "3000", "3102 3000", "3104 30020500",
        // PACEInfo: version missing, trailing, negative parameter.
        "310E 300C 060A 04007F00070202040202", "3116 3014 060A 04007F00070202040202 020102 02010D 0500",
        "3114 3012 060A 04007F00070202040202 020102 0201FF",
        // Bytes behind the set.
        "3114 3012 060A 04007F00070202040202 020102 02010D 00",
        // Terminal authentication version 2 with a file, restricted identification with a BOOLEAN of 1.
        "3115 3013 0608 04007F0007020202 020102 3004 0402011C",
        "3119 3017 060A 04007F00070202050203 3009 020101 020101 010101",
    ])
    func `Structures that the standard does not have are refused`(hex: String) {
        #expect(throws: EIDError.self) { try SecurityInfos(decoding: Fixture.hex(hex)) }
    }

    @Test func `No changed bit and no cut makes reading crash, and what is read is written again`() throws {
        let bytes = try Fixture.bytes("cms/ef_cardaccess")
        for changed in Fixture.flipped(bytes) {
            if let infos = try? SecurityInfos(decoding: changed) {
                #expect((try? SecurityInfos(decoding: infos.encoded()))?.all.count == infos.all.count)
            }
        }
        for length in 0..<bytes.count {
            #expect(throws: EIDError.self) { try SecurityInfos(decoding: Array(bytes.prefix(length))) }
        }
    }
}
