/// Whole numbers as people group them.
enum Digits {
    /// A leading + or - (also the typographic minus and dash), and the rest of the line.
    static func sign(_ line: Substring) -> (negative: Bool, rest: Substring) {
        guard let first = line.first else { return (false, line) }
        switch first {
        case "+": return (false, line.dropFirst().drop { $0 == " " })
        case "-", "−", "–": return (true, line.dropFirst().drop { $0 == " " })
        default: return (false, line)
        }
    }

    /// The digits of `1200`, and of `1.200` and `1 200` where these separators are allowed; nothing if groups are wrong.
    ///
    /// Groups have three digits, the first one to three of which the first is not 0; one kind of separator.
    static func ungrouped(_ text: Substring, separators: Set<Character>) -> String? {
        guard let separator = text.first(where: { !$0.isDigit }) else { return text.isEmpty ? nil : String(text) }
        guard separators.contains(separator) else { return nil }
        let groups = text.split(separator: separator, omittingEmptySubsequences: false)
        guard let first = groups.first, (1...3).contains(first.count), first.first != "0",
            groups.dropFirst().allSatisfy({ $0.count == 3 }), groups.joined().allSatisfy(\.isDigit)
        else { return nil }
        return groups.joined()
    }
}
