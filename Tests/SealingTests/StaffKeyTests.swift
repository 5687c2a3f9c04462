import Crypto
import Foundation
import Sealing
import Secrets
import Testing

extension Data {
    init(hex: String) {
        let digits = hex.compactMap(\.hexDigitValue).map { UInt8($0) }
        self.init(stride(from: 0, to: digits.count - 1, by: 2).map { digits[$0] << 4 | digits[$0 + 1] })
    }
}

@Suite struct StaffKeyTests {
    /// As cheap as is allowed.
    static let cheap = LockedStaffKey.Cost(rounds: 1 << 14, blockSize: 8, parallelism: 1)

    static func passphrase(_ text: String) -> SecretBytes { SecretBytes(copying: Array(text.utf8)) }

    @Test(arguments: [
        (
            "", "", 16, 1, 1,
            """
            77d6576238657b203b19ca42c18a0497f16b4844e3074ae8dfdffa3fede21442\
            fcd0069ded0948f8326a753a0fc81f17e8d3e0fb2e0d3628cf35e20c38d18906
            """
        ),
        (
            "password", "NaCl", 1024, 8, 16,
            """
            fdbabe1c9d3472007856e7190d01e9fe7c6ad7cbc8237830e77376634b373162\
            2eaf30d92e22a3886ff109279d9830dac727afb94a83ee6d8360cbdfa2cc0640
            """
        ),
        (
            "pleaseletmein", "SodiumChloride", 16384, 8, 1,
            """
            7023bdcb3afd7348461c06cd81fd38ebfda8fbba904f8e3ea9b543f6545da1f2\
            d5432955613f0fcf62d49705242a9af9e61e85dc0d651e40dfcf017b45575887
            """
        ),
    ])
    func `Scrypt gives what RFC 7914, 12 prints`(
        passphrase: String, salt: String, rounds: Int, blockSize: Int, parallelism: Int, expected: String
    ) throws {
        let derived = try PassphraseKey.derive(
            from: Self.passphrase(passphrase), salt: Data(salt.utf8), count: 64, rounds: rounds, blockSize: blockSize,
            parallelism: parallelism)
        #expect(Data(bytes(of: derived)) == Data(hex: expected))
    }

    @Test func `A locked key opens with its passphrase only, also after a round through JSON`() throws {
        let key = try StaffKey()
        let locked = try JSONDecoder().decode(
            LockedStaffKey.self,
            from: JSONEncoder().encode(key.locked(with: Self.passphrase("Schlüsselbund"), cost: Self.cheap)))
        switch try locked.open(with: Self.passphrase("Schlüsselbund")) {
        case .opened(let opened):
            let publicKey = opened.publicKey
            let original = key.publicKey
            #expect(publicKey == original)
        case .wrongPassphrase: Issue.record("It did not open.")
        }
        for wrong in ["", "schlüsselbund", "Schlüsselbund "] {
            switch try locked.open(with: Self.passphrase(wrong)) {
            case .opened: Issue.record("It opened with another passphrase.")
            case .wrongPassphrase: break
            }
        }
    }

    @Test func `A changed file never opens`() throws {
        let json = try JSONEncoder().encode(StaffKey().locked(with: Self.passphrase("a"), cost: Self.cheap))
        var opened = 0
        for index in stride(from: 0, to: json.count, by: 9) {
            var torn = json
            torn[index] ^= 1
            guard let locked = try? JSONDecoder().decode(LockedStaffKey.self, from: torn), torn != json,
                let opening = try? locked.open(with: Self.passphrase("a"))
            else { continue }
            switch opening {
            case .opened: opened += 1
            case .wrongPassphrase: break
            }
        }
        #expect(opened == 0)
    }

    @Test(arguments: [
        (1 << 13, 8, 1), (1 << 21, 8, 1), (30000, 8, 1), (1 << 14, 4, 1), (1 << 20, 16, 1), (1 << 14, 8, 99),
        (-1, 8, 1), (Int.max, 8, 1), (1 << 14, Int.max, 1),
    ])
    func `A cost out of bounds is refused before any work`(rounds: Int, blockSize: Int, parallelism: Int) throws {
        let key = try StaffKey()
        let cost = LockedStaffKey.Cost(rounds: rounds, blockSize: blockSize, parallelism: parallelism)
        #expect(throws: SealingError.unsupported("This cost of scrypt")) {
            _ = try key.locked(with: Self.passphrase("a"), cost: cost)
        }
    }
}

@Suite struct WrappedSessionKeyTests {
    static let session = UUID()

    static func unwrapped(
        _ wrapped: WrappedSessionKey, _ staff: borrowing StaffKey, _ session: UUID = session
    ) -> String {
        switch wrapped.unwrap(with: staff, session: session) {
        case .key(let key): key.withUnsafeBytes { Data($0).base64EncodedString() }
        case .notForThisKey: "not for this key"
        case .notAuthentic: "not authentic"
        }
    }

    @Test func `Each of those it was wrapped to opens it, nobody else, and only for its session`() throws {
        let own = try StaffKey()
        let colleague = try StaffKey()
        let recovery = try StaffKey()
        let stranger = try StaffKey()
        let key = SessionKey()
        let made = try WrappedSessionKey(
            wrapping: key, of: Self.session, to: [own.publicKey, colleague.publicKey, recovery.publicKey])
        let wrapped = try JSONDecoder().decode(WrappedSessionKey.self, from: JSONEncoder().encode(made))
        let expected = key.withUnsafeBytes { Data($0).base64EncodedString() }
        #expect(Self.unwrapped(wrapped, own) == expected)
        #expect(Self.unwrapped(wrapped, colleague) == expected)
        #expect(Self.unwrapped(wrapped, recovery) == expected)
        #expect(Self.unwrapped(wrapped, stranger) == "not for this key")
        #expect(Self.unwrapped(wrapped, own, UUID()) == "not authentic")
        #expect(wrapped.recipients == [own.publicKey, colleague.publicKey, recovery.publicKey])
    }

    @Test func `Nobody, or too many, is refused`() throws {
        let key = SessionKey()
        let publicKey = try StaffKey().publicKey
        for recipients in [[], Array(repeating: publicKey, count: 65)] {
            #expect(throws: SealingError.malformed("list of recipients")) {
                _ = try WrappedSessionKey(wrapping: key, of: Self.session, to: recipients)
            }
        }
        let twice = try WrappedSessionKey(wrapping: key, of: Self.session, to: [publicKey, publicKey])
        #expect(twice.recipients.count == 1)
    }

    @Test func `Flipped bits in every byte never give the key`() throws {
        let staff = try StaffKey()
        let key = SessionKey()
        let json = try JSONEncoder().encode(
            WrappedSessionKey(wrapping: key, of: Self.session, to: [staff.publicKey]))
        let expected = key.withUnsafeBytes { Data($0).base64EncodedString() }
        let whole = try JSONDecoder().decode(WrappedSessionKey.self, from: json)
        for bit in 0..<json.count * 8 {
            var torn = json
            torn[bit / 8] ^= 1 << (bit % 8)
            guard let wrapped = try? JSONDecoder().decode(WrappedSessionKey.self, from: torn) else { continue }
            // Base64 has bits that nobody reads: then nothing has changed.
            #expect(wrapped == whole || Self.unwrapped(wrapped, staff) != expected)
        }
    }

    @Test func `HPKE opens the vector of RFC 9180 for this suite`() throws {
        let key = try Curve25519.KeyAgreement.PrivateKey(
            rawRepresentation: Data(hex: "497b4502664cfea5d5af0b39934dac72242a74f8480451e1aee7d6a53320333d"))
        var recipient = try HPKE.Recipient(
            privateKey: key,
            ciphersuite: HPKE.Ciphersuite(kem: .Curve25519_HKDF_SHA256, kdf: .HKDF_SHA256, aead: .AES_GCM_256),
            info: Data("Ode on a Grecian Urn".utf8),
            encapsulatedKey: Data(hex: "6c93e09869df3402d7bf231bf540fadd35cd56be14f97178f0954db94b7fc256"))
        let opened = try recipient.open(
            Data(
                hex: """
                    e5d84cd531cfb583096e7cfa9641bd3079cf3a91cda813c52deb5f512be99319\
                    80a41de125a925cdad859d5b7a
                    """), authenticating: Data("Count-0".utf8))
        #expect(String(decoding: opened, as: UTF8.self) == "Beauty is truth, truth beauty")
    }

    /// The bytes that a wrapped key is bound to, as `AssociatedData` writes them, put together here by hand.
    static func info(_ publicKey: Data) -> Data {
        func part(_ kind: UInt8, _ content: Data) -> Data {
            Data([kind, 0, 0, 0, UInt8(content.count)]) + content
        }
        return part(1, Data("session key".utf8)) + part(3, withUnsafeBytes(of: session.uuid) { Data($0) })
            + part(4, publicKey)
    }

    @Test func `What another library wrapped unwraps here`() throws {
        let staff = try StaffKey()
        let publicKey = staff.publicKey.bytes
        let plaintext = Data((0..<32).map { UInt8($0) })
        let answer = try #require(
            try Independent.ask([
                "ask": "hpke_seal", "key": publicKey.base64EncodedString(),
                "plaintext": plaintext.base64EncodedString(), "info": Self.info(publicKey).base64EncodedString(),
            ]) as? String)
        let sealed = try #require(Data(base64Encoded: answer))
        let json: [String: Any] = [
            "copies": [
                [
                    "recipient": publicKey.base64EncodedString(),
                    "encapsulatedKey": sealed.prefix(32).base64EncodedString(),
                    "ciphertext": sealed.dropFirst(32).base64EncodedString(),
                ]
            ]
        ]
        let wrapped = try JSONDecoder().decode(
            WrappedSessionKey.self, from: JSONSerialization.data(withJSONObject: json))
        #expect(Self.unwrapped(wrapped, staff) == plaintext.base64EncodedString())
    }

    @Test func `What is wrapped here another library unwraps`() throws {
        let secret = Curve25519.KeyAgreement.PrivateKey()
        let publicKey = try StaffPublicKey(secret.publicKey.rawRepresentation)
        let key = SessionKey()
        let json = try JSONEncoder().encode(WrappedSessionKey(wrapping: key, of: Self.session, to: [publicKey]))
        let object = try JSONSerialization.jsonObject(with: json) as? [String: Any]
        let copy = try #require((object?["copies"] as? [[String: String]])?.first)
        let sealed = try ["encapsulatedKey", "ciphertext"].reduce(into: Data()) {
            $0 += try #require(Data(base64Encoded: copy[$1] ?? "-"))
        }
        let answer = try Independent.ask([
            "ask": "hpke_open", "key": secret.rawRepresentation.base64EncodedString(),
            "ciphertext": sealed.base64EncodedString(),
            "info": Self.info(publicKey.bytes).base64EncodedString(),
        ])
        #expect(answer as? String == key.withUnsafeBytes { Data($0).base64EncodedString() })
    }
}
