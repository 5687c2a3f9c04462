import Foundation
import UnicodeText

/// Texts of directories, which hold pieces of HTML, as plain text: paragraphs and items on lines of their own.
enum MarkupText {
    /// The text without markup; links keep their words, not their addresses.
    static func plain(_ text: String) -> String {
        var plain = ""
        var rest = text[...]
        while let start = rest.firstIndex(of: "<") {
            plain += collapsed(rest[..<start])
            guard let end = rest[start...].firstIndex(of: ">") else { break }
            plain += replacement(of: rest[rest.index(after: start)..<end])
            rest = rest[rest.index(after: end)...]
        }
        if !rest.hasPrefix("<") { plain += collapsed(rest) }
        let lines = Sanitiser.sanitise(entities(plain), keepsNewlines: true)
            .split(separator: "\n", omittingEmptySubsequences: true)
            .map { $0.split(separator: " ", omittingEmptySubsequences: true).joined(separator: " ") }
        return lines.filter { !$0.isEmpty && $0 != "•" }.joined(separator: "\n")
    }

    private static func collapsed(_ text: Substring) -> String {
        String(text.map { $0.isWhitespace ? " " : $0 })
    }

    private static let breaks: Set<Substring> = [
        "br", "p", "div", "ul", "ol", "li", "tr", "table", "h1", "h2", "h3", "h4", "h5", "h6", "dt", "dd",
    ]

    private static func replacement(of tag: Substring) -> String {
        let isClosing = tag.hasPrefix("/")
        let name = tag.drop { $0 == "/" }.prefix { $0.isLetter || $0.isNumber }.lowercased()[...]
        if name == "li", !isClosing { return "\n• " }
        if name == "td" || name == "th" { return " " }
        return breaks.contains(name) ? "\n" : ""
    }

    private static let named = [
        "amp": "&", "lt": "<", "gt": ">", "quot": "\"", "apos": "'", "nbsp": " ", "euro": "€", "sect": "§", "shy": "",
        "ndash": "–", "mdash": "—", "bdquo": "„", "ldquo": "“", "rdquo": "”", "auml": "ä", "ouml": "ö", "uuml": "ü",
        "Auml": "Ä", "Ouml": "Ö", "Uuml": "Ü", "szlig": "ß", "hellip": "…", "bull": "•", "middot": "·",
    ]

    private static func entities(_ text: String) -> String {
        var plain = ""
        var rest = text[...]
        while let start = rest.firstIndex(of: "&") {
            plain += rest[..<start]
            rest = rest[start...]
            guard let end = rest.prefix(12).firstIndex(of: ";") else {
                plain += "&"
                rest = rest.dropFirst()
                continue
            }
            let name = rest[rest.index(after: start)..<end]
            plain += character(name) ?? "&\(name);"
            rest = rest[rest.index(after: end)...]
        }
        return plain + rest
    }

    private static func character(_ name: Substring) -> String? {
        guard name.hasPrefix("#") else { return named[String(name)] }
        let digits = name.dropFirst()
        let value = digits.lowercased().hasPrefix("x") ? UInt32(digits.dropFirst(), radix: 16) : UInt32(digits)
        return value.flatMap(Unicode.Scalar.init).map { String(Character($0)) }
    }
}
