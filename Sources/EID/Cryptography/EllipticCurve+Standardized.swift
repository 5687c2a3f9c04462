import COpenSSL

extension EllipticCurve {
    /// The identifiers of the standardized elliptic curves, with OpenSSL's number for each. Below 8 stand groups for
    /// Diffie-Hellman without curves, which no identity card uses.
    ///
    /// Source: BSI TR-03110-3, A.2.1.1, table 4.
    private static let names: [Int: Int32] = [
        8: NID_X9_62_prime192v1, 9: NID_brainpoolP192r1, 10: NID_secp224r1, 11: NID_brainpoolP224r1,
        12: NID_X9_62_prime256v1, 13: NID_brainpoolP256r1, 14: NID_brainpoolP320r1, 15: NID_secp384r1,
        16: NID_brainpoolP384r1, 17: NID_brainpoolP512r1, 18: NID_secp521r1,
    ]

    /// All identifiers that ``init(standardized:)`` takes, in order.
    package static let standardizedIdentifiers: [Int] = names.keys.sorted()

    /// The standardized domain parameters with an identifier. Throws ``EIDError/unsupported(_:)`` for any other.
    package init(standardized identifier: Int) throws(EIDError) {
        guard let name = EllipticCurve.names[identifier] else {
            throw .unsupported("domain parameters \(identifier)")
        }
        guard let pointer = EC_GROUP_new_by_curve_name(name) else { throw .cryptography }
        try self.init(owning: pointer, identifier: identifier)
    }

    /// Domain parameters as a certificate or a card writes them out, numbers without sign, most significant byte first.
    package struct ExplicitParameters: Equatable, Sendable {
        package var prime: [UInt8]
        package var coefficientA: [UInt8]
        package var coefficientB: [UInt8]
        /// Uncompressed: 04, x, y.
        package var generator: [UInt8]
        package var order: [UInt8]
        package var cofactor: [UInt8]

        package init(
            prime: [UInt8], coefficientA: [UInt8], coefficientB: [UInt8], generator: [UInt8], order: [UInt8],
            cofactor: [UInt8]
        ) {
            self.prime = prime
            self.coefficientA = coefficientA
            self.coefficientB = coefficientB
            self.generator = generator
            self.order = order
            self.cofactor = cofactor
        }

        /// The same numbers, each without leading zeros.
        fileprivate var canonical: ExplicitParameters {
            func trim(_ bytes: [UInt8]) -> [UInt8] { Array(bytes.drop { $0 == 0 }) }
            return ExplicitParameters(
                prime: trim(prime), coefficientA: trim(coefficientA), coefficientB: trim(coefficientB),
                generator: generator, order: trim(order), cofactor: trim(cofactor))
        }
    }

    /// Recognises written-out domain parameters.
    ///
    /// They must be those of a standardized curve, number by number: whoever may choose a curve freely can choose a weak
    /// one, and with it guess a PIN or forge a signature. Throws ``EIDError/unsupported(_:)`` for any others.
    package init(explicit parameters: ExplicitParameters) throws(EIDError) {
        let wanted = parameters.canonical
        for identifier in EllipticCurve.standardizedIdentifiers {
            let curve = try EllipticCurve(standardized: identifier)
            guard curve.order == wanted.order else { continue }
            guard try curve.explicitParameters().canonical == wanted else { break }
            self = curve
            return
        }
        throw .unsupported("domain parameters of a curve that is not standardized")
    }

    /// The domain parameters written out, each number of the field in ``fieldSize`` bytes.
    package func explicitParameters() throws(EIDError) -> ExplicitParameters {
        let prime = try BigNumber()
        let first = try BigNumber()
        let second = try BigNumber()
        guard EC_GROUP_get_curve(group.pointer, prime.pointer, first.pointer, second.pointer, nil) == 1 else {
            throw .cryptography
        }
        return ExplicitParameters(
            prime: try prime.bytes(count: fieldSize), coefficientA: try first.bytes(count: fieldSize),
            coefficientB: try second.bytes(count: fieldSize), generator: generator, order: order, cofactor: [1])
    }
}
