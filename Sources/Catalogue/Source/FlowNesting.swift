/// Finds brackets nested too deep before a recursive parser meets them.
enum FlowNesting {
    /// The line, from 1, on which brackets outside quotes and comments are open deeper than the limit.
    ///
    /// A bracket inside a plain scalar counts too; a file that is refused for that has forty of them on the way.
    static func tooDeep(_ text: String, limit: Int) -> Int? {
        var depth = 0
        var line = 1
        var quote: UInt8?
        var previous: UInt8 = 0x0A
        for byte in text.utf8 {
            if byte == 0x0A { line += 1 }
            if let open = quote {
                if byte == open && !(open == 0x22 && previous == 0x5C) { quote = nil }
            } else {
                switch byte {
                case 0x22, 0x27:
                    // A quote opens a scalar only where a value can begin: an apostrophe within a word does not.
                    if previous == 0x20 || previous == 0x0A || previous == 0x5B || previous == 0x7B || previous == 0x2C
                    {
                        quote = byte
                    }
                case 0x5B, 0x7B:
                    depth += 1
                    if depth > limit { return line }
                case 0x5D, 0x7D: depth = max(0, depth - 1)
                default: break
                }
            }
            previous = byte
        }
        return nil
    }
}
