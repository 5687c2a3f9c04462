/// An ASN.1 object identifier.
///
/// Source: ITU-T X.690, 8.19; BSI TR-03110-3, D.2.1.6.
package struct OID: Hashable, Sendable {
    /// The bytes of the value, without tag and length.
    package let content: [UInt8]

    /// From the numbers: the first two are packed into one, as the rules want it.
    package init(_ first: UInt, _ second: UInt, _ rest: UInt...) {
        var bytes: [UInt8] = []
        for number in [first * 40 + second] + rest { bytes += OID.base128(number) }
        content = bytes
    }

    /// From the bytes of a value. Throws where they are no object identifier in its shortest form.
    package init(content: ArraySlice<UInt8>) throws(EIDError) {
        var starts = true
        for byte in content {
            // A number never starts with a byte that adds nothing.
            guard !(starts && byte == 0x80) else { throw .malformed("OBJECT IDENTIFIER", .value("number")) }
            starts = byte & 0x80 == 0
        }
        guard !content.isEmpty, starts, content.count <= 64 else {
            throw .malformed("OBJECT IDENTIFIER", .value("length"))
        }
        self.content = Array(content)
    }

    private init(unchecked content: [UInt8]) { self.content = content }

    /// The object identifier one level below.
    package func child(_ number: UInt) -> OID { OID(unchecked: content + OID.base128(number)) }

    /// The number of the level directly below `parent`, where this one lies there and is one byte.
    package func lastNumber(below parent: OID) -> Int? {
        guard content.count == parent.content.count + 1, content.starts(with: parent.content),
            let last = content.last, last < 0x80
        else { return nil }
        return Int(last)
    }

    /// The object identifier one level above, where its last number is one byte.
    package var parent: OID { OID(unchecked: Array(content.dropLast())) }

    private static func base128(_ number: UInt) -> [UInt8] {
        var bytes = [UInt8(number & 0x7F)]
        var rest = number >> 7
        while rest > 0 {
            bytes.insert(UInt8(rest & 0x7F) | 0x80, at: 0)
            rest >>= 7
        }
        return bytes
    }
}

extension OID: CustomStringConvertible {
    /// The dotted numbers.
    package var description: String {
        var numbers: [String] = []
        var number: UInt = 0
        for byte in content {
            guard number < 1 << 56 else { return "an object identifier" }
            number = number << 7 | UInt(byte & 0x7F)
            guard byte & 0x80 == 0 else { continue }
            if numbers.isEmpty {
                let first = min(number / 40, 2)
                numbers = [String(first), String(number - first * 40)]
            } else {
                numbers.append(String(number))
            }
            number = 0
        }
        return numbers.joined(separator: ".")
    }
}

extension OID {
    /// bsi-de: 0.4.0.127.0.7.
    package static let bsi = OID(0, 4, 0, 127, 0, 7)
    /// bsi-de protocols(2) smartcard(2): the protocols of TR-03110.
    package static let smartcardProtocols = bsi.child(2).child(2)
    /// bsi-de algorithms(1) 2. Source: BSI TR-03110-3, A.2.1.1.
    package static let standardizedDomainParameters = bsi.child(1).child(2)
    /// bsi-de applications(3) mrtd(1).
    package static let mrtd = bsi.child(3).child(1)
    /// Source: BSI TR-03110-3, A.1.2.5.
    package static let securityObject = bsi.child(3).child(2).child(1)
    /// Source: BSI TR-03110-4, 2.2.3.2.
    package static let authenticationTerminal = mrtd.child(2).child(2)
    /// ecPublicKey. Source: RFC 5480.
    package static let ecPublicKey = OID(1, 2, 840, 10045, 2, 1)
}
