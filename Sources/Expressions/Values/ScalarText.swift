/// Texts as CEL sees them: sequences of Unicode scalars, ordered by code point.
///
/// The order of UTF-8 bytes is the order of code points. Source: CEL specification, "String and Bytes Values".
extension String {
    /// Hands over the UTF-8 bytes without copying a text that is held natively.
    func withBytes<Result>(_ body: (UnsafeBufferPointer<UInt8>) -> Result) -> Result {
        var copy = self
        return copy.withUTF8(body)
    }

    func hasSameScalars(as other: String) -> Bool {
        utf8.count == other.utf8.count
            && withBytes { left in other.withBytes { right in left.elementsEqual(right) } }
    }

    func precedes(_ other: String) -> Bool {
        withBytes { left in other.withBytes { right in left.lexicographicallyPrecedes(right) } }
    }

    func hasScalarPrefix(_ prefix: String) -> Bool {
        utf8.count >= prefix.utf8.count
            && withBytes { text in prefix.withBytes { text.prefix($0.count).elementsEqual($0) } }
    }

    func hasScalarSuffix(_ suffix: String) -> Bool {
        utf8.count >= suffix.utf8.count
            && withBytes { text in suffix.withBytes { text.suffix($0.count).elementsEqual($0) } }
    }

    /// Searches in linear time. Source: Knuth, Morris, Pratt, "Fast Pattern Matching in Strings" (1977).
    func containsScalars(of part: String) -> Bool {
        withBytes { text in part.withBytes { part in Self.search(part, in: text) } }
    }

    private static func search(_ part: UnsafeBufferPointer<UInt8>, in text: UnsafeBufferPointer<UInt8>) -> Bool {
        guard part.count <= text.count else { return false }
        guard !part.isEmpty else { return true }
        // How much of the part still matches after a mismatch behind its first n bytes.
        var borders = [0]
        var matched = 0
        for byte in part.dropFirst() {
            while matched > 0, part[matched] != byte { matched = borders[matched - 1] }
            if part[matched] == byte { matched += 1 }
            borders.append(matched)
        }
        matched = 0
        for byte in text {
            while matched > 0, part[matched] != byte { matched = borders[matched - 1] }
            if part[matched] == byte { matched += 1 }
            if matched == part.count { return true }
        }
        return false
    }

    func hashScalars(into hasher: inout Hasher) {
        withBytes { hasher.combine(bytes: UnsafeRawBufferPointer($0)) }
        // An end mark keeps ("ab", "c") apart from ("a", "bc").
        hasher.combine(UInt8(0xFF))
    }
}
