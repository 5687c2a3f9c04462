/// What a reader and its driver say of themselves.
///
/// Source: PC/SC part 10, 2.6.14 (FEATURE_GET_TLV_PROPERTIES); numbers have their lowest byte first.
package struct ReaderProperties: Equatable, Sendable {
    /// The most bytes of data in one command; nil where unknown. 256 and less: no extended lengths.
    package let longestData: Int?

    package init(_ answer: [UInt8]) {
        var longest: Int?
        var rest = answer[...]
        while rest.count >= 2 {
            let tag = rest.removeFirst()
            let length = Int(rest.removeFirst())
            guard rest.count >= length else { break }
            if tag == 0x0A, length == 4 {
                longest = rest.prefix(4).reversed().reduce(0) { $0 << 8 | Int($1) }
            }
            rest = rest.dropFirst(length)
        }
        longestData = longest == 0 ? nil : longest
    }

    /// Whether extended lengths go through it; true where it does not say.
    var takesExtendedLength: Bool { (longestData ?? .max) > 256 }

    /// The most bytes of a whole extended command: header and lengths are nine.
    var longestCommand: Int? { longestData.map { $0 + 9 } }
}
