import Crypto
import Foundation
import Sealing
import Secrets
import Testing

@Suite struct Base64URLTests {
    @Test(arguments: [
        ("", ""), ("f", "Zg"), ("fo", "Zm8"), ("foo", "Zm9v"), ("foob", "Zm9vYg"), ("fooba", "Zm9vYmE"),
        ("foobar", "Zm9vYmFy"),
    ])
    func `The vectors of RFC 4648, 10 without padding`(plain: String, encoded: String) {
        #expect(Base64URL.text(Data(plain.utf8)) == encoded)
        #expect(Base64URL.decode(encoded) == Data(plain.utf8))
    }

    @Test(arguments: ["Z", "Zh", "Zm9=", "Zg==", "Zm9v\n", " Zm9v", "Zm9+", "Zm9/", "Zm9vY", "Zm9ü"])
    func `Whatever is not the one text of its bytes is refused`(text: String) {
        #expect(Base64URL.decode(text) == nil)
    }

    @Test func `Every value comes back`() {
        var random = Seeded(1)
        for count in 0..<300 {
            let bytes = Data((0..<count).map { _ in UInt8.random(in: 0...255, using: &random) })
            #expect(Base64URL.decode(Base64URL.encode(bytes)) == bytes)
        }
    }
}

@Suite struct JSONWebKeyTests {
    @Test func `The thumbprint of RFC 7638, 3 1`() throws {
        let modulus = """
            0vx7agoebGcQSuuPiLJXZptN9nndrQmbXEps2aiAFbWhM78LhWx4cbbfAAtVT86zwu1RK7aPFFxuhDR1L6tSoc_BJECPebWKRXjBZCiFV4n3ok\
            njhMstn64tZ_2W-5JsGY4Hc5n9yBXArwl93lqt7_RN5w6Cf0h4QyQ5v-65YGjQR0_FDW2QvzqY368QQMicAtaSqzs8KJZgnYb9c7d0zgdAZHzu\
            6qMQvRL5hajrn1n91CbOpbISD08qNLyrdkt-bFTWhAI4vMQFh6WeZu0fM4lFd2NcRwr3XPksINHaQ-G_xBniIqbw0Ls1jF44-csFCur-kEgU8a\
            wapJzKnqDKgw
            """
        let key = JSONWebKey(modulus: try #require(Base64URL.decode(modulus)), use: .verifying)
        #expect(key.thumbprint == "NzbLsXh8uDCcd-6MNwXF4W_7noWXFZAfHkxZsRGC9Xs")
        #expect(key.fault(for: .verifying) == "The key has not 4096 to 8192 bits.")
    }

    @Test func `Another library finds the same thumbprint`() throws {
        let answer = try Independent.ask(["ask": "thumbprint", "key": TestKeys.jwk(.desk)])
        #expect(answer as? String == (try TestKeys.decryption(.desk).publicKey.kid))
    }

    @Test func `What is wrong with a key is said`() throws {
        let sound = try TestKeys.decryption(.desk).publicKey
        #expect(sound.fault(for: .wrapping) == nil)
        #expect(sound.fault(for: .verifying) == "The key's algorithm is not PS512.")
        func changed(_ name: String, _ value: Any) throws -> String? {
            var object = try JSONSerialization.jsonObject(with: JSONEncoder().encode(sound)) as? [String: Any] ?? [:]
            object[name] = value
            return try JSONDecoder().decode(
                JSONWebKey.self, from: JSONSerialization.data(withJSONObject: object)
            ).fault(for: .wrapping)
        }
        #expect(try changed("kty", "EC") == "The key is not an RSA key.")
        #expect(try changed("key_ops", ["verify"]) == "The key's key_ops are not [\"wrapKey\"].")
        #expect(try changed("kid", "short") == "The key's kid has not 8 to 64 characters.")
        #expect(try changed("e", "Aw") == "The key's exponent is not AQAB.")
        #expect(try changed("n", "!") == "The key's modulus is not a sound number.")
        #expect(try changed("n", String(repeating: "A", count: 100_000)) == "The key's modulus is not a sound number.")
        #expect(try changed("n", sound.n.dropLast(2) + "AA") == "The key's modulus is not a sound number.")
    }
}

@Suite struct JWETests {
    static let plaintext = Data("Jürgen Müller, Straße 1".utf8)

    static func sealed(_ plaintext: Data = plaintext) throws -> Data {
        try JWE.seal(plaintext, to: TestKeys.decryption(.desk).publicKey)
    }

    static func opened(
        _ compact: Data, _ name: TestKeys.Name = .desk, bound: Int = JWE.standardBound,
        compression: JWE.Compression = .forbidden
    ) throws -> Data {
        let opened = try JWE.open(compact, with: TestKeys.decryption(name), bound: bound, compression: compression)
        return opened.plaintext.withUnsafeBytes { Data($0) }
    }

    @Test(arguments: [0, 1, 100, 1 << 20, 3 << 20])
    func `What is sealed to a key its owner opens`(count: Int) throws {
        let plaintext = Data((0..<count).map { UInt8(truncatingIfNeeded: $0 &* 7) })
        #expect(try Self.opened(Self.sealed(plaintext)) == plaintext)
    }

    @Test func `Header and form are those of the interface`() throws {
        let key = try TestKeys.decryption(.desk).publicKey
        let parts = String(
            decoding: try JWE.seal(Self.plaintext, to: key, contentType: "application/pdf"), as: UTF8.self
        )
        .split(separator: ".")
        let header = try JSONSerialization.jsonObject(with: try #require(Base64URL.decode(String(parts[0]))))
        #expect(
            header as? [String: String] == [
                "alg": "RSA-OAEP-256", "enc": "A256GCM", "cty": "application/pdf", "kid": key.kid,
            ])
        #expect(parts.map(\.count)[1...] == [683, 16, Self.plaintext.count * 4 / 3 + 1, 22])
    }

    @Test func `Another key does not open it`() throws {
        #expect(throws: SealingError.unsupported("The key that it names")) {
            _ = try Self.opened(Self.sealed(), .stranger)
        }
    }

    @Test func `The content encryption of RFC 7516, A 1 is what this library does`() throws {
        // The RFC's own key encryption is RSA-OAEP with SHA-1, which is not taken here; the rest is the same.
        let key = Data([
            177, 161, 244, 128, 84, 143, 225, 115, 63, 180, 3, 255, 107, 154, 212, 246, 138, 7, 110, 91, 112, 46, 34,
            105, 47, 130, 203, 46, 122, 234, 64, 252,
        ])
        let nonce = try AES.GCM.Nonce(data: Data([227, 197, 117, 252, 2, 219, 233, 68, 180, 225, 77, 219]))
        let box = try AES.GCM.seal(
            Data("The true sign of intelligence is not knowledge but imagination.".utf8),
            using: SymmetricKey(data: key), nonce: nonce,
            authenticating: Data("eyJhbGciOiJSU0EtT0FFUCIsImVuYyI6IkEyNTZHQ00ifQ".utf8))
        #expect(
            Base64URL.text(Data(box.ciphertext))
                == "5eym8TW_c8SuK0ltJ3rpYIzOeDQz7TALvtu6UG9oMo4vpzs9tX_EFShS8iB7j6jiSdiwkIr3ajwQzaBtQD_A")
        #expect(Base64URL.text(Data(box.tag)) == "XFBoMYUZodetZdvTiFvSkQ")
    }

    @Test func `The token of RFC 7516, A 1 is refused for its algorithm`() throws {
        let token =
            "eyJhbGciOiJSU0EtT0FFUCIsImVuYyI6IkEyNTZHQ00ifQ.AAAA.48V1_ALb6US04U3b.5eym8TW_.XFBoMYUZodetZdvTiFvSkQ"
        #expect(throws: SealingError.unsupported("An algorithm other than RSA-OAEP-256")) {
            _ = try Self.opened(Data(token.utf8))
        }
    }

    @Test func `What is sealed here jwcrypto opens`() throws {
        let answer = try Independent.ask([
            "ask": "jwe_decrypt", "token": String(decoding: try Self.sealed(), as: UTF8.self),
            "key": TestKeys.jwk(.desk),
        ])
        #expect((answer as? [String: Any])?["plaintext"] as? String == Self.plaintext.base64EncodedString())
    }

    static func foreign(_ header: [String: String], _ plaintext: Data = plaintext) throws -> Data {
        let answer = try Independent.ask([
            "ask": "jwe_encrypt", "plaintext": plaintext.base64EncodedString(), "header": header,
            "key": TestKeys.jwk(.desk),
        ])
        return Data(try #require(answer as? String).utf8)
    }

    static let header: [String: String] = ["alg": "RSA-OAEP-256", "enc": "A256GCM"]

    @Test func `What jwcrypto sealed opens here, with and without kid`() throws {
        #expect(try Self.opened(Self.foreign(Self.header)) == Self.plaintext)
        let kid = try TestKeys.decryption(.desk).publicKey.kid
        #expect(
            try Self.opened(Self.foreign(Self.header.merging(["kid": kid, "cty": "application/json"]) { $1 }))
                == Self.plaintext)
    }

    @Test func `What a client of version 1 deflated is inflated where that is allowed`() throws {
        let long = Data((0..<200_000).map { UInt8(truncatingIfNeeded: $0 / 100) })
        for plaintext in [Data(), Self.plaintext, long] {
            let token = try Self.foreign(Self.header.merging(["zip": "DEF"]) { $1 }, plaintext)
            #expect(try Self.opened(token, compression: .allowed) == plaintext)
            #expect(throws: SealingError.unsupported("Compression")) { _ = try Self.opened(token) }
        }
    }

    @Test func `A zip bomb is refused at the bound`() throws {
        let token = try Self.foreign(Self.header.merging(["zip": "DEF"]) { $1 }, Data(count: 30 << 20))
        #expect(token.count < 100_000)
        let clock = ContinuousClock()
        let taken = clock.measure {
            #expect(throws: SealingError.tooLarge(bound: 1 << 20)) {
                _ = try Self.opened(token, bound: 1 << 20, compression: .allowed)
            }
        }
        #expect(taken < .seconds(1))
        #expect(try Self.opened(token, bound: 30 << 20, compression: .allowed).count == 30 << 20)
    }

    @Test(arguments: [
        ["alg": "RSA-OAEP"], ["alg": "RSA1_5"], ["enc": "A128GCM"], ["enc": "A256CBC-HS512"],
    ])
    func `Other algorithms are refused, whoever made them`(change: [String: String]) throws {
        // jwcrypto itself refuses RSA1_5 unless it is asked to take it.
        guard let token = try? Self.foreign(Self.header.merging(change) { $1 }) else { return }
        #expect(throws: SealingError.self) { _ = try Self.opened(token) }
    }

    @Test(arguments: [
        #"{"alg":"RSA-OAEP-256","enc":"A256GCM","crit":["exp"],"exp":1}"#, #"{"alg":"none","enc":"A256GCM"}"#,
        #"{"alg":"RSA-OAEP-256"}"#, #"{"alg":"RSA-OAEP-256","enc":"A256GCM","zip":"GZ"}"#, "[]", "", "{",
        #"{"alg":7,"enc":"A256GCM"}"#, "null", String(repeating: "[", count: 6000),
        #"{"alg":"RSA-OAEP-256","enc":"A256GCM","kid":"somebody"}"#,
    ])
    func `Headers that are not right are refused`(header: String) throws {
        let rest = try Self.sealed().drop { $0 != UInt8(ascii: ".") }
        #expect(throws: SealingError.self) { _ = try Self.opened(Base64URL.encode(Data(header.utf8)) + rest) }
    }

    @Test(arguments: ["", ".", "....", ".....", "a.b.c.d.e", "..x..", String(repeating: ".", count: 10_000)])
    func `What is no token is refused`(text: String) {
        #expect(throws: SealingError.self) { _ = try Self.opened(Data(text.utf8)) }
    }

    @Test func `What is too large is refused before any work`() throws {
        let token = try Self.sealed(Data(count: 2000))
        #expect(throws: SealingError.tooLarge(bound: 1000)) { _ = try Self.opened(token, bound: 1000) }
        #expect(throws: SealingError.tooLarge(bound: 1000)) {
            _ = try Self.opened(Data(repeating: 65, count: 1_000_000), bound: 1000)
        }
        let header = Base64URL.encode(
            Data(#"{"alg":"RSA-OAEP-256","x":"\#(String(repeating: "x", count: 9000))"}"#.utf8))
        #expect(throws: SealingError.tooLarge(bound: 8192)) { _ = try Self.opened(header + Data("....".utf8)) }
    }

    @Test func `A key that is not fit is not sealed to`() async throws {
        let key = try await TestKeys.publicKey(.root, .verifying)
        #expect(throws: SealingError.malformed("key for wrapping")) { _ = try JWE.seal(Self.plaintext, to: key) }
    }

    @Test func `A new key of 4096 bits is made and works`() throws {
        let key = try DecryptionKey()
        let token = try JWE.seal(Self.plaintext, to: key.publicKey)
        #expect(bytes(of: try JWE.open(token, with: key).plaintext) == Array(Self.plaintext))
        let again = try key.withPrivateKey { try DecryptionKey(der: SecretBytes(copying: $0)) }
        #expect(bytes(of: try JWE.open(token, with: again).plaintext) == Array(Self.plaintext))
    }
}

@Suite struct JWEFuzzTests {
    @Test func `A flipped bit in any byte of a token never opens, and never crashes`() throws {
        let key = try TestKeys.decryption(.desk)
        let token = try JWETests.sealed()
        var opened = 0
        var random = Seeded(5)
        for index in token.indices {
            var torn = token
            torn[index] ^= 1 << UInt8.random(in: 0..<8, using: &random)
            if (try? JWE.open(torn, with: key, compression: .allowed)) != nil { opened += 1 }
        }
        print("⇒ JWE: \(token.count) bytes flipped, \(opened) opened")
        #expect(opened == 0)
    }

    @Test func `Random bytes, cut and doubled tokens never open`() throws {
        let key = try TestKeys.decryption(.desk)
        let token = try JWETests.sealed()
        var random = Seeded(6)
        var opened = 0
        for round in 0..<300 {
            let torn: Data =
                switch round % 3 {
                case 0: token.prefix(Int.random(in: 0..<token.count, using: &random))
                case 1: token + token.prefix(Int.random(in: 1..<token.count, using: &random))
                default:
                    Data(
                        (0..<Int.random(in: 0..<2000, using: &random)).map { _ in
                            UInt8.random(in: 0...255, using: &random)
                        })
                }
            if (try? JWE.open(torn, with: key, compression: .allowed)) != nil { opened += 1 }
        }
        #expect(opened == 0)
    }
}
