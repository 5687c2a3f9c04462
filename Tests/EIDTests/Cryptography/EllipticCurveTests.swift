import EID
import Secrets
import Testing

/// Public vectors for the curves of the German card: RFC 7027 (brainpool), RFC 5903 (NIST).
@Suite struct EllipticCurveTests {
    struct Agreement: Sendable, CustomTestStringConvertible {
        let curve: Int
        let first: String
        let firstPublic: String
        let second: String
        let secondPublic: String
        let shared: String
        var testDescription: String { "domain parameters \(curve)" }
    }

    static let agreements = [
        Agreement(
            curve: 13, first: "81DB1EE100150FF2EA338D708271BE38300CB54241D79950F77B063039804F1D",
            firstPublic: """
                04 44106E913F92BC02A1705D9953A8414DB95E1AAA49E81D9E85F929A8E3100BE5
                8AB4846F11CACCB73CE49CBDD120F5A900A69FD32C272223F789EF10EB089BDC
                """,
            second: "55E40BC41E37E3E2AD25C3C6654511FFA8474A91A0032087593852D3E7D76BD3",
            secondPublic: """
                04 8D2D688C6CF93E1160AD04CC4429117DC2C41825E1E9FCA0ADDD34E6F1B39F7B
                990C57520812BE512641E47034832106BC7D3E8DD0E4C7F1136D7006547CEC6A
                """,
            shared: "89AFC39D41D3B327814B80940B042590F96556EC91E6AE7939BCE31F3A18BF2B"),
        Agreement(
            curve: 16,
            first: "1E20F5E048A5886F1F157C74E91BDE2B98C8B52D58E5003D57053FC4B0BD65D6F15EB5D1EE1610DF870795143627D042",
            firstPublic: """
                04 68B665DD91C195800650CDD363C625F4E742E8134667B767B1B476793588F885AB698C852D4A6E77A252D6380FCAF068
                55BC91A39C9EC01DEE36017B7D673A931236D2F1F5C83942D049E3FA20607493E0D038FF2FD30C2AB67D15C85F7FAA59
                """,
            second: "032640BC6003C59260F7250C3DB58CE647F98E1260ACCE4ACDA3DD869F74E01F8BA5E0324309DB6A9831497ABAC96670",
            secondPublic: """
                04 4D44326F269A597A5B58BBA565DA5556ED7FD9A8A9EB76C25F46DB69D19DC8CE6AD18E404B15738B2086DF37E71D1EB4
                62D692136DE56CBE93BF5FA3188EF58BC8A3A0EC6C1E151A21038A42E9185329B5B275903D192F8D4E1F32FE9CC78C48
                """,
            shared: "0BD9D3A7EA0B3D519D09D8E48D0785FB744A6B355E6304BC51C229FBBCE239BBADF6403715C35D4FB2A5444F575D4F42"),
        Agreement(
            curve: 17,
            first: """
                16302FF0DBBB5A8D733DAB7141C1B45ACBC8715939677F6A56850A38BD87BD59
                B09E80279609FF333EB9D4C061231FB26F92EEB04982A5F1D1764CAD57665422
                """,
            firstPublic: """
                04 0A420517E406AAC0ACDCE90FCD71487718D3B953EFD7FBEC5F7F27E28C614999
                9397E91E029E06457DB2D3E640668B392C2A7E737A7F0BF04436D11640FD09FD
                72E6882E8DB28AAD36237CD25D580DB23783961C8DC52DFA2EC138AD472A0FCE
                F3887CF62B623B2A87DE5C588301EA3E5FC269B373B60724F5E82A6AD147FDE7
                """,
            second: """
                230E18E1BCC88A362FA54E4EA3902009292F7F8033624FD471B5D8ACE49D12CF
                ABBC19963DAB8E2F1EBA00BFFB29E4D72D13F2224562F405CB80503666B25429
                """,
            secondPublic: """
                04 9D45F66DE5D67E2E6DB6E93A59CE0BB48106097FF78A081DE781CDB31FCE8CCB
                AAEA8DD4320C4119F1E9CD437A2EAB3731FA9668AB268D871DEDA55A5473199F
                2FDC313095BCDD5FB3A91636F07A959C8E86B5636A1E930E8396049CB481961D
                365CC11453A06C719835475B12CB52FC3C383BCE35E27EF194512B71876285FA
                """,
            shared: """
                A7927098655F1F9976FA50A9D566865DC530331846381C87256BAF3226244B76
                D36403C024D7BBF0AA0803EAFF405D3D24F11A9B5C0BEF679FE1454B21C4CD1F
                """),
        Agreement(
            curve: 12, first: "C88F01F510D9AC3F70A292DAA2316DE544E9AAB8AFE84049C62A9C57862D1433",
            firstPublic: """
                04 DAD0B65394221CF9B051E1FECA5787D098DFE637FC90B9EF945D0C3772581180
                5271A0461CDB8252D61F1C456FA3E59AB1F45B33ACCF5F58389E0577B8990BB3
                """,
            second: "C6EF9C5D78AE012A011164ACB397CE2088685D8F06BF9BE0B283AB46476BEE53",
            secondPublic: """
                04 D12DFB5289C8D4F81208B70270398C342296970A0BCCB74C736FC7554494BF63
                56FBF3CA366CC23E8157854C13C58D6AAC23F046ADA30F8353E74F33039872AB
                """,
            shared: "D6840F6B42F6EDAFD13116E0E12565202FEF8E9ECE7DCE03812464D04B9442DE"),
    ]

    @Test(arguments: agreements) func `Both sides of a published key agreement come to the same secret`(
        vector: Agreement
    ) throws {
        let curve = try EllipticCurve(standardized: vector.curve)
        let first = try ECPrivateKey(curve: curve, scalar: SecretBytes(copying: hex(vector.first)))
        let second = try ECPrivateKey(curve: curve, scalar: SecretBytes(copying: hex(vector.second)))
        #expect(first.publicKey.encoded == hex(vector.firstPublic))
        #expect(second.publicKey.encoded == hex(vector.secondPublic))
        let expected = SecretBytes(copying: hex(vector.shared))
        let one = try first.sharedSecret(with: second.publicKey).equals(expected)
        let other = try second.sharedSecret(with: first.publicKey).equals(expected)
        #expect(one && other)
    }

    @Test(arguments: EllipticCurve.standardizedIdentifiers) func `A signature holds on every standardized curve`(
        identifier: Int
    ) throws {
        let curve = try EllipticCurve(standardized: identifier)
        let key = try ECPrivateKey.generate(on: curve)
        for hash in HashFunction.allCases {
            let digest = try hash.digest(Array("a message".utf8))
            let signature = try key.sign(digest: digest)
            #expect(signature.count == 2 * curve.orderSize)
            #expect(try key.publicKey.verifies(signature: signature, digest: digest))
            var other = signature
            other[0] ^= 1
            #expect(try !key.publicKey.verifies(signature: other, digest: digest))
            #expect(try !key.publicKey.verifies(signature: signature, digest: hash.digest(Array("another".utf8))))
            #expect(try !key.publicKey.verifies(signature: Array(signature.dropLast()), digest: digest))
            let zeros = [UInt8](repeating: 0, count: signature.count)
            #expect(try !key.publicKey.verifies(signature: zeros, digest: digest))
        }
    }

    /// RFC 6979, A.2.5: P-256 with SHA-256, message “sample”.
    @Test func `A published signature is verified`() throws {
        let key = try ECPublicKey(
            curve: EllipticCurve(standardized: 12),
            encoded: hex(
                """
                04 60FED4BA255A9D31C961EB74C6356D68C049B8923B61FA6CE669622E60F29FB6
                7903FE1008B8BC99A41AE9E95628BC64F2F1B20C2D7E9F5177A3C294D4462299
                """))
        let signature = hex(
            """
            EFD48B2AACB6A8FD1140DD9CD45E81D69D2C877B56AAF991C34D0EA84EAF3716
            F7CB1C942D657C41D436C7A1B6E29F65F3E900DBB9AFF4064DC4AB2F843ACDA8
            """)
        #expect(try key.verifies(signature: signature, digest: HashFunction.sha256.digest(Array("sample".utf8))))
    }

    @Test func `A point off the curve, infinity, and a compressed one are no public keys`() throws {
        let curve = try EllipticCurve(standardized: 13)
        var encoded = try ECPrivateKey.generate(on: curve).publicKey.encoded
        encoded[encoded.count - 1] ^= 1
        let others: [[UInt8]] = [encoded, [0x00], [], [0x02] + encoded[1...32], encoded + [0]]
        for bytes in others {
            #expect(throws: EIDError.self) { try ECPublicKey(curve: curve, encoded: bytes) }
        }
    }

    @Test func `Zero, the order and what is beyond are no private keys`() throws {
        let curve = try EllipticCurve(standardized: 13)
        for scalar in [[UInt8](repeating: 0, count: 32), curve.order, [UInt8](repeating: 0xFF, count: 32)] {
            #expect(throws: EIDError.malformed("private key")) {
                _ = try ECPrivateKey(curve: curve, scalar: SecretBytes(copying: scalar))
            }
        }
    }

    @Test func `A key of another curve is no partner`() throws {
        let key = try ECPrivateKey.generate(on: EllipticCurve(standardized: 13))
        let other = try ECPrivateKey.generate(on: EllipticCurve(standardized: 12)).publicKey
        #expect(throws: EIDError.self) { _ = try key.sharedSecret(with: other) }
    }

    @Test(arguments: EllipticCurve.standardizedIdentifiers) func `Written-out domain parameters are recognised`(
        identifier: Int
    ) throws {
        let curve = try EllipticCurve(standardized: identifier)
        var parameters = try curve.explicitParameters()
        #expect(try EllipticCurve(explicit: parameters) == curve)
        parameters.coefficientA.insert(0, at: 0)
        #expect(try EllipticCurve(explicit: parameters) == curve)
    }

    @Test func `Domain parameters with one number changed are refused`() throws {
        let sound = try EllipticCurve(standardized: 13).explicitParameters()
        func refuses(_ change: (inout EllipticCurve.ExplicitParameters) -> Void) {
            var parameters = sound
            change(&parameters)
            #expect(throws: EIDError.self) { try EllipticCurve(explicit: parameters) }
        }
        refuses { $0.prime[5] ^= 1 }
        refuses { $0.coefficientA[5] ^= 1 }
        refuses { $0.coefficientB[5] ^= 1 }
        refuses { $0.order[5] ^= 1 }
        refuses { $0.cofactor = [2] }
        // The generator of the published forgeries: any point one likes, with a known private key.
        refuses { parameters in
            guard let key = try? ECPrivateKey.generate(on: EllipticCurve(standardized: 13)) else { return }
            parameters.generator = key.publicKey.encoded
        }
    }

    @Test(arguments: [0, 1, 2, 3, 7, 19, 31, 32, 255, -1]) func `Other domain parameters are not supported`(id: Int) {
        #expect(throws: EIDError.unsupported("domain parameters \(id)")) { try EllipticCurve(standardized: id) }
    }
}
