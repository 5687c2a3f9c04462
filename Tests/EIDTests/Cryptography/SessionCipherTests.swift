import EID
import Secrets
import Testing

/// Public vectors: RFC 4493 and NIST SP 800-38B (CMAC), NIST SP 800-38A (CBC), FIPS 180 (hashes).
@Suite struct SessionCipherTests {
    static let message = hex(
        """
        6BC1BEE22E409F96E93D7E117393172A AE2D8A571E03AC9C9EB76FAC45AF8E51
        30C81C46A35CE411E5FBC1191A0A52EF F69F2445DF4F9B17AD2B417BE66C3710
        """)

    static let keys: [SessionCipher: String] = [
        .aes128: "2B7E151628AED2A6ABF7158809CF4F3C",
        .aes192: "8E73B0F7DA0E6452C810F32B809079E562F8EAD2522C6B7B",
        .aes256: "603DEB1015CA71BE2B73AEF0857D77811F352C073B6108D72D9810A30914DFF4",
    ]

    static func key(_ cipher: SessionCipher) -> SecretBytes { SecretBytes(copying: hex(keys[cipher] ?? "")) }

    @Test(
        arguments: [
            (.aes128, 0, "BB1D6929E95937287FA37D129B756746"), (.aes128, 16, "070A16B46B4D4144F79BDD9DD04A287C"),
            (.aes128, 40, "DFA66747DE9AE63030CA32611497C827"), (.aes128, 64, "51F0BEBF7E3B9D92FC49741779363CFE"),
            (.aes192, 0, "D17DDF46ADAACDE531CAC483DE7A9367"), (.aes192, 16, "9E99A7BF31E710900662F65E617C5184"),
            (.aes192, 40, "8A1DE5BE2EB31AAD089A82E6EE908B0E"), (.aes192, 64, "A1D5DF0EED790F794D77589659F39A11"),
            (.aes256, 0, "028962F61B7BF89EFC6B551F4667D983"), (.aes256, 16, "28A7023F452E8F82BD4BF28D8C37C35C"),
            (.aes256, 40, "AAF3D8F1DE5640C232F5B169B9C911E6"), (.aes256, 64, "E1992190549F6ED5696A2C056C315410"),
        ] as [(SessionCipher, Int, String)]) func `Published codes come out`(
            cipher: SessionCipher, length: Int, code: String
        ) throws
    {
        let message = Array(SessionCipherTests.message.prefix(length))
        #expect(try cipher.fullCode(message, key: SessionCipherTests.key(cipher)) == hex(code))
        #expect(
            try cipher.authenticationCode(message, key: SessionCipherTests.key(cipher)) == Array(hex(code).prefix(8)))
    }

    @Test(
        arguments: [
            (.aes128, "7649ABAC8119B246CEE98E9B12E9197D"), (.aes192, "4F021DB243BC633D7178183A9FA071E8"),
            (.aes256, "F58C4C04D6E5F1BA779EABFB5F7BFBD6"),
        ] as [(SessionCipher, String)]) func `A published first block comes out, and goes back`(
            cipher: SessionCipher, block: String
        ) throws
    {
        let vector = hex("000102030405060708090A0B0C0D0E0F")
        let key = SessionCipherTests.key(cipher)
        let output = try cipher.encrypt(SessionCipherTests.message, key: key, initializationVector: vector)
        #expect(Array(output.prefix(16)) == hex(block))
        let input = SecretBytes(copying: SessionCipherTests.message)
        #expect(try cipher.encrypt(input, key: key, initializationVector: vector) == output)
        let back = try cipher.decrypt(output, key: key, initializationVector: vector)
        let isSame = back.equals(input)
        #expect(isSame)
    }

    @Test func `A key of the wrong length, and half a block, are refused`() throws {
        let vector = [UInt8](repeating: 0, count: 16)
        #expect(throws: EIDError.malformed("cipher input")) {
            try SessionCipher.aes256.encrypt(vector, key: SessionCipherTests.key(.aes128), initializationVector: vector)
        }
        #expect(throws: EIDError.malformed("cipher input")) {
            try SessionCipher.aes128.encrypt([1], key: SessionCipherTests.key(.aes128), initializationVector: vector)
        }
        #expect(throws: EIDError.malformed("cipher input")) {
            _ = try SessionCipher.aes128.fullCode([], key: SessionCipherTests.key(.aes192))
        }
    }

    @Test(
        arguments: [
            (.sha1, "A9993E364706816ABA3E25717850C26C9CD0D89D"),
            (.sha224, "23097D223405D8228642A477BDA255B32AADBCE4BDA0B3F7E36C9DA7"),
            (.sha256, "BA7816BF8F01CFEA414140DE5DAE2223B00361A396177A9CB410FF61F20015AD"),
            (
                .sha384,
                """
                CB00753F45A35E8BB5A03D699AC65007272C32AB0EDED1631A8B605A43FF5BED
                8086072BA1E7CC2358BAECA134C825A7
                """
            ),
            (
                .sha512,
                """
                DDAF35A193617ABACC417349AE20413112E6FA4E89A97EA20A9EEEE64B55D39A
                2192992A274FC1A836BA3C23A3FEEBBD454D4423643CE80E2A9AC94FA54CA49F
                """
            ),
        ] as [(HashFunction, String)]) func `Published digests come out`(hash: HashFunction, digest: String) throws
    {
        #expect(try hash.digest(Array("abc".utf8)) == hex(digest))
        #expect(hash.length == hex(digest).count)
    }

    /// ICAO Doc 9303-11, appendix G.1: the session keys from the shared secret, the password's key from the hashed MRZ.
    @Test func `Keys are derived as published`() throws {
        let seed = SecretBytes(
            copying: hex("28768D20701247DAE81804C9E780EDE582A9996DB4A315020B2733197DB84925"))
        let encryption = try KeyDerivation.encryptionKey(for: .aes128, from: seed)
        let authentication = try KeyDerivation.authenticationKey(for: .aes128, from: seed)
        let password = try KeyDerivation.passwordKey(
            for: .aes128, from: SecretBytes(copying: hex("7E2D2A41C74EA0B38CD36F863939BFA8E9032AAD")))
        let first = encryption.equals(SecretBytes(copying: hex("F5F0E35C0D7161EE6724EE513A0D9A7F")))
        let second = authentication.equals(SecretBytes(copying: hex("FE251C7858B356B24514B3BD5F4297D1")))
        let third = password.equals(SecretBytes(copying: hex("89DED1B26624EC1E634C1989302849DD")))
        #expect(first && second && third)
        let lengths = [
            try KeyDerivation.encryptionKey(for: .aes192, from: seed).count,
            try KeyDerivation.encryptionKey(for: .aes256, from: seed).count,
        ]
        #expect(lengths == [24, 32])
    }

    @Test func `Comparison sees every difference and every length`() {
        #expect(ConstantTime.equal([1, 2, 3], [1, 2, 3]))
        #expect(!ConstantTime.equal([1, 2, 3], [1, 2, 4]))
        #expect(!ConstantTime.equal([1, 2, 3], [1, 2]))
        #expect(ConstantTime.equal([UInt8](), []))
    }

    @Test func `Code after code is the same, on every thread, whatever lies in memory beside it`() async throws {
        let bytes = hex("FE251C7858B356B24514B3BD5F4297D1")
        let expected = try SessionCipher.aes128.fullCode(bytes, key: SecretBytes(copying: bytes))
        let wrong = try await withThrowingTaskGroup(of: Int.self) { group in
            for _ in 0..<8 {
                group.addTask {
                    let key = SecretBytes(copying: bytes)
                    var wrong = 0
                    for round in 0..<4000 {
                        let noise = String(repeating: "x", count: round % 40)
                        if try SessionCipher.aes128.fullCode(bytes, key: key) != expected
                            || noise.isEmpty != (round % 40 == 0)
                        {
                            wrong += 1
                        }
                    }
                    return wrong
                }
            }
            return try await group.reduce(0, +)
        }
        #expect(wrong == 0)
    }
}
