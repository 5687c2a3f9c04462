import EID
import Secrets
import SmartCard
import Testing

/// Which of a card's offers is taken. BSI TR-03110-3, A.1.1.
@Suite struct VariantTests {
    static func pace(_ last: UInt, mapping: UInt = 2, parameters: UInt8?, version: UInt8 = 2) -> [UInt8] {
        let number = parameters.map { DER.integer(Int($0)) } ?? []
        return DER.sequence(
            DER.oid(OID.pace.child(mapping).child(last)), DER.integer(Int(version)), number)
    }

    static func choose(_ infos: [UInt8]...) throws -> PACEVariant {
        try PACEVariant(choosingFrom: SecurityInfos(decoding: TLV.encode(DER.set, parts: infos)))
    }

    @Test(arguments: [(2, .aes128, 13), (3, .aes192, 16), (4, .aes256, 17)] as [(UInt, SessionCipher, UInt8)])
    func `TS_PACE_1.5 Every cipher and curve of the standard is taken`(
        last: UInt, cipher: SessionCipher, parameters: UInt8
    ) throws {
        let variant = try VariantTests.choose(VariantTests.pace(last, parameters: parameters))
        #expect(variant.cipher == cipher)
        #expect(variant.curve.standardizedIdentifier == Int(parameters))
    }

    @Test func `TS_PACE_1.6 Of several offers the first that is ours is taken, and the choice is told`() async throws {
        let variant = try VariantTests.choose(
            VariantTests.pace(1, parameters: 13), VariantTests.pace(2, mapping: 4, parameters: 13),
            VariantTests.pace(2, mapping: 1, parameters: 2), VariantTests.pace(4, parameters: 17),
            VariantTests.pace(2, parameters: 13))
        #expect(variant.cipher == .aes256)
        let card = ScriptedCard([(nil, [0x6A, 0x80])])
        _ = try? await PACE(variant: variant, kind: .pin, authorization: nil).run(
            password: SecretBytes(digits: "123456"), on: card)
        #expect(card.received.first.map { Array($0.suffix(3)) } == [0x84, 0x01, 17])
    }

    @Test func `TS_PACE_1.7, 1.10, 1.11 Own domain parameters and what is unknown are passed over`() throws {
        let unknown = DER.sequence(DER.oid(OID(1, 2, 3, 4)), DER.integer(1))
        let variant = try VariantTests.choose(
            unknown, VariantTests.pace(2, parameters: 32), VariantTests.pace(2, parameters: 13))
        #expect(variant.curve.standardizedIdentifier == 13)
    }

    @Test func `TS_PACE_3.1, 3.2, 3.16 A card without a usable offer is told apart`() {
        for offer in [
            VariantTests.pace(2, parameters: 3), VariantTests.pace(2, parameters: nil),
            VariantTests.pace(2, parameters: 13, version: 1), VariantTests.pace(1, parameters: 13),
            VariantTests.pace(2, mapping: 3, parameters: 0), VariantTests.pace(9, parameters: 13),
        ] {
            #expect(throws: EIDError.unsupported("the card's variants of PACE")) { try VariantTests.choose(offer) }
        }
    }

    static func chip(_ last: UInt, version: Int = 2, key: Int) -> [UInt8] {
        DER.sequence(DER.oid(OID.ca.child(2).child(last)), DER.integer(version), DER.integer(key))
    }

    static func parameters(_ identifier: Int, key: Int) -> [UInt8] {
        DER.sequence(
            DER.oid(OID.ca.child(2)), AlgorithmIdentifier(standardizedDomainParameters: identifier).encoded(),
            DER.integer(key))
    }

    @Test func `TS_CA_1.5, 1.6 Of several keys the first that is ours is taken, with its own parameters`() throws {
        let infos = try SecurityInfos(
            decoding: TLV.encode(
                DER.set,
                parts: [
                    VariantTests.chip(1, key: 1), VariantTests.chip(2, version: 3, key: 2),
                    VariantTests.chip(3, key: 0x45), VariantTests.chip(2, key: 0x41),
                    VariantTests.parameters(2, key: 0x45), VariantTests.parameters(13, key: 0x41),
                    VariantTests.parameters(13, key: 1),
                ]))
        let variant = try ChipAuthenticationVariant(choosingFrom: infos)
        #expect(variant.info.keyID == 0x41)
        #expect(variant.cipher == .aes128)
        #expect(variant.curve.standardizedIdentifier == 13)
    }
}
