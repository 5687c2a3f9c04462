/// Identifiers of one length, one after the other in order, for a search by halves.
struct SortedIdentifiers: Sendable {
    private let length: Int
    private let bytes: [UInt8]

    var count: Int { length == 0 ? 0 : bytes.count / length }

    /// Reads identifiers to the end. Throws where two have different lengths, or one is longer than any hash.
    init(from reader: inout DERReader) throws(EIDError) {
        var length = 0
        var bytes: [UInt8] = []
        var isSorted = true
        bytes.reserveCapacity(reader.remaining.count)
        while !reader.isAtEnd {
            let identifier = try reader.read(DER.octetString)
            if length == 0 { length = identifier.count }
            guard identifier.count == length, (1...64).contains(length) else { throw reader.fault("identifier") }
            isSorted = isSorted && !identifier.lexicographicallyPrecedes(bytes.suffix(length))
            bytes += identifier
        }
        if !isSorted {
            let order = (0..<bytes.count / length).sorted { one, other in
                bytes[(one * length)..<((one + 1) * length)]
                    .lexicographicallyPrecedes(bytes[(other * length)..<((other + 1) * length)])
            }
            bytes = order.flatMap { bytes[($0 * length)..<(($0 + 1) * length)] }
        }
        self.length = length
        self.bytes = bytes
    }

    func contains(_ identifier: [UInt8]) -> Bool {
        guard identifier.count == length, length > 0 else { return false }
        var lower = 0
        var upper = count
        while lower < upper {
            let middle = (lower + upper) / 2
            let candidate = bytes[(middle * length)..<((middle + 1) * length)]
            if candidate.elementsEqual(identifier) { return true }
            if candidate.lexicographicallyPrecedes(identifier) { lower = middle + 1 } else { upper = middle }
        }
        return false
    }
}
