import Testing

/// A way to break a file of the shipped configuration.
struct Breakage: Sendable, CustomTestStringConvertible {
    let name: String
    /// The broken file, and the line where a fault must be told, if one can say; nothing where it cannot be broken so.
    let apply: @Sendable (String) -> (bytes: [UInt8], line: Int?)?

    init(_ name: String, _ apply: @escaping @Sendable (String) -> (bytes: [UInt8], line: Int?)?) {
        self.name = name
        self.apply = apply
    }

    var testDescription: String { name }

    /// Replaces the first match; the fault stands on its line, or so many lines from it.
    static func replace(
        _ name: String, _ pattern: String, with replacement: String, at distance: Int? = 0
    ) -> Breakage {
        Breakage(name) { text in
            guard let regex = try? Regex(pattern).anchorsMatchLineEndings(),
                let range = text.firstRange(of: regex)
            else { return nil }
            let line = text[..<range.lowerBound].count { $0 == "\n" } + 1
            let whole = text[..<range.lowerBound] + replacement + text[range.upperBound...]
            return (Array(whole.utf8), distance.map { line + $0 })
        }
    }

    /// What no text file survives.
    static let ofBytes: [Breakage] = [
        Breakage("empty") { _ in ([], 1) },
        Breakage("UTF-16") { text in ([0xFF, 0xFE] + text.utf16.flatMap { [UInt8($0 & 0xFF), UInt8($0 >> 8)] }, 1) },
        Breakage("Latin-1") { text in
            guard let umlaut = text.utf8.firstIndex(of: 0xC3) else { return (Array(text.utf8) + [0xFC, 0x0A], nil) }
            let start = text.utf8[..<umlaut]
            let rest = text.utf8[umlaut...].dropFirst(2)
            return (Array(start) + [0xFC] + Array(rest), start.count { $0 == 0x0A } + 1)
        },
        Breakage("carriage returns alone") { text in (text.utf8.map { $0 == 0x0A ? 0x0D : $0 }, 1) },
        Breakage("a control character") { text in ([0x1B] + Array(text.utf8), 1) },
        Breakage("a zero byte at the end") { text in (Array(text.utf8) + [0], nil) },
    ]

    /// What no YAML file survives.
    static let ofYAML: [Breakage] =
        ofBytes + [
            Breakage("more than 1 MB") { text in
                (Array(text.utf8) + Array(repeating: UInt8(ascii: "#"), count: 1_000_000), 1)
            },
            Breakage("10 MB") { text in (Array(text.utf8) + Array(repeating: UInt8(ascii: "\n"), count: 10_000_000), 1)
            },
            Breakage("a quote that is never closed") { text in (Array((text + "\nx: \"y\n").utf8), nil) },
            Breakage("a bracket that is never closed") { text in (Array((text + "\nx: {y: [1, 2\n").utf8), nil) },
            Breakage("an unknown key at the end") { text in
                (Array((text + "\nquark: x\n").utf8), text.count { $0 == "\n" } + 2)
            },
            Breakage("an anchor") { text in (Array((text + "\nquark: &x y\n").utf8), text.count { $0 == "\n" } + 2) },
            Breakage("two documents") { text in (Array((text + "\n---\nx: y\n").utf8), nil) },
            Breakage("a bomb") { text in
                let bombs = (1...9).map {
                    "x\($0): &x\($0) [\(Array(repeating: "*x\($0 - 1)", count: 9).joined(separator: ", "))]"
                }
                return (Array((text + "\nx0: &x0 lol\n" + bombs.joined(separator: "\n")).utf8), nil)
            },
            Breakage("brackets a hundred deep") { text in
                (Array((text + "\nx: " + String(repeating: "[", count: 100)).utf8), text.count { $0 == "\n" } + 2)
            },
            Breakage("dashes a thousand deep") { text in
                (Array((text + "\nx:\n  " + String(repeating: "- ", count: 2000) + "y\n").utf8), nil)
            },
            .replace("a tab as indentation", #"^  +(?=[a-z_]+: )"#, with: "\t", at: nil),
            .replace("a list of texts", #"\A"#, with: "- a\n", at: nil),
        ]
}
