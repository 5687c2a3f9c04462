/// How two parties agree on a key.
package enum KeyAgreement: Int, Sendable {
    case dh = 1
    case ecdh = 2
}

/// How PACE maps the nonce. Source: BSI TR-03110-3, A.3.4 and A.3.5.
package enum PACEMapping: Sendable {
    case generic, integrated
}

/// What secure messaging is made of: the last number of a PACE or chip authentication protocol.
package enum MessagingCipher: Int, Sendable {
    case tripleDES = 1
    case aes128, aes192, aes256
}

extension OID {
    /// id-PK. Source: BSI TR-03110-3, A.1.1.2.
    package static let pk = smartcardProtocols.child(1)
    /// id-TA. Source: BSI TR-03110-3, A.1.1.3.
    package static let ta = smartcardProtocols.child(2)
    /// id-TA-ECDSA.
    package static let taECDSA = ta.child(2)
    /// id-CA. Source: BSI TR-03110-3, A.1.1.2.
    package static let ca = smartcardProtocols.child(3)
    /// id-PACE. Source: BSI TR-03110-3, A.1.1.1.
    package static let pace = smartcardProtocols.child(4)
    /// id-RI. Source: BSI TR-03110-3, A.1.1.4.
    package static let ri = smartcardProtocols.child(5)
    /// id-CI. Source: BSI TR-03110-3, A.1.1.5.
    package static let cardInfo = smartcardProtocols.child(6)
    /// id-PT. Source: BSI TR-03110-3, A.1.1.7.
    package static let privilegedTerminal = smartcardProtocols.child(8)

    /// id-PACE-ECDH-GM-AES-CBC-CMAC-128, -192, -256.
    package static func paceECDHGenericMapping(_ cipher: MessagingCipher) -> OID {
        pace.child(2).child(UInt(cipher.rawValue))
    }

    /// id-CA-ECDH-AES-CBC-CMAC-128, -192, -256.
    package static func caECDH(_ cipher: MessagingCipher) -> OID { ca.child(2).child(UInt(cipher.rawValue)) }

    /// id-RI-ECDH-SHA-…
    package static func riECDH(_ hash: HashFunction) -> OID { ri.child(2).child(hash.protocolNumber) }

    /// id-TA-ECDSA-SHA-…
    package static func taECDSA(_ hash: HashFunction) -> OID { taECDSA.child(hash.protocolNumber) }

    /// Of id-TA-ECDSA-SHA-… or id-RI-ECDH-SHA-…: the hash function.
    package func hashFunction(below parent: OID) -> HashFunction? {
        lastNumber(below: parent).flatMap { number in HashFunction.allCases.first { $0.protocolNumber == number } }
    }
}

extension HashFunction {
    /// The last number of the protocols that use it.
    fileprivate var protocolNumber: UInt {
        switch self {
        case .sha1: 1
        case .sha224: 2
        case .sha256: 3
        case .sha384: 4
        case .sha512: 5
        }
    }
}
