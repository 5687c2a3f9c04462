/// The parts of an answer to reset that this project needs: the historical bytes.
///
/// For a contactless card the reader makes the answer from what the card told it (PC/SC part 3, 3.1.3.2.3).
/// Source: ISO/IEC 7816-3, 8.2; ISO/IEC 7816-4, 12.1.1.
package struct AnswerToReset: Sendable {
    /// The bytes in which a card describes itself, at most 15.
    package let historicalBytes: ArraySlice<UInt8>

    /// Reads an answer; nil where it ends before its historical bytes do.
    package init?(_ bytes: [UInt8]) {
        guard bytes.count >= 2 else { return nil }
        var index = 2
        var indicator = bytes[1]
        // Every group of interface bytes says in its last one, TD, which bytes the next group has.
        while indicator & 0xF0 != 0 {
            let next = index + (indicator & 0xF0).nonzeroBitCount
            guard next <= bytes.count else { return nil }
            indicator = indicator & 0x80 != 0 ? bytes[next - 1] : 0
            index = next
        }
        let count = Int(bytes[1] & 0x0F)
        guard index + count <= bytes.count else { return nil }
        historicalBytes = bytes[index..<index + count]
    }

    /// The value of the compact data object “card capabilities” (tag 7), where there is one.
    package var capabilities: ArraySlice<UInt8>? {
        guard let category = historicalBytes.first, category == 0x80 || category == 0x00 else { return nil }
        var rest = historicalBytes.dropFirst()
        // Category 00 ends with three bytes of status that are no data object.
        if category == 0x00 { rest = rest.dropLast(3) }
        while let head = rest.popFirst() {
            let length = Int(head & 0x0F)
            guard rest.count >= length else { return nil }
            if head >> 4 == 7 { return rest.prefix(length) }
            rest = rest.dropFirst(length)
        }
        return nil
    }
}
