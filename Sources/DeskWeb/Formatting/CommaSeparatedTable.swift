/// A table for spreadsheets: UTF-8 with a byte order mark, semicolons, every cell quoted.
///
/// A cell that a spreadsheet would take for a formula begins with an apostrophe instead. Source: RFC 4180; OWASP, “CSV
/// Injection”.
struct CommaSeparatedTable {
    private(set) var bytes: [UInt8] = [0xEF, 0xBB, 0xBF]

    init(_ heads: [String]) { add(heads) }

    mutating func add(_ cells: [String]) {
        bytes += Array((cells.map(Self.cell).joined(separator: ";") + "\r\n").utf8)
    }

    private static let beginnings: Set<Unicode.Scalar> = ["=", "+", "-", "@", "\t", "\r", "\n"]

    private static func cell(_ text: String) -> String {
        // The first scalar, not the first character: a combining mark changes nothing for a spreadsheet.
        let isFormula = text.unicodeScalars.first { $0 != " " }.map(beginnings.contains) ?? false
        var quoted = isFormula ? "\"'" : "\""
        for scalar in text.unicodeScalars {
            if scalar == "\"" { quoted += "\"" }
            quoted.unicodeScalars.append(scalar)
        }
        return quoted + "\""
    }
}
