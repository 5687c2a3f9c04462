/// Names a case on a page's address: the keyed hash under which it lies, which tells nothing to who reads it elsewhere.
package struct CaseID: Hashable, Sendable, LosslessStringConvertible {
    let name: [UInt8]

    init(_ name: [UInt8]) { self.name = name }

    /// Reads 64 hexadecimal digits in lower case.
    package init?(_ text: String) {
        let digits = text.utf8.map { byte -> UInt8? in
            switch byte {
            case UInt8(ascii: "0")...UInt8(ascii: "9"): byte - UInt8(ascii: "0")
            case UInt8(ascii: "a")...UInt8(ascii: "f"): byte - UInt8(ascii: "a") + 10
            default: nil
            }
        }
        guard digits.count == 64 else { return nil }
        var name: [UInt8] = []
        for index in stride(from: 0, to: 64, by: 2) {
            guard let high = digits[index], let low = digits[index + 1] else { return nil }
            name.append(high << 4 | low)
        }
        self.name = name
    }

    /// 64 hexadecimal digits.
    package var description: String {
        let digits = Array("0123456789abcdef".utf8)
        return String(decoding: name.flatMap { [digits[Int($0 >> 4)], digits[Int($0 & 15)]] }, as: UTF8.self)
    }
}
