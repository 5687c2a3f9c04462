/// A text with `{placeholders}`.
package struct Template: Hashable, Sendable {
    private enum Part: Hashable, Sendable {
        case text(String)
        case placeholder(String)
        /// In braces, but no name.
        case stranger(String)
    }

    private let parts: [Part]

    /// A brace that is not closed, or with something other than a name in it, stays as it is.
    package init(_ source: String) {
        var parts: [Part] = []
        var rest = source[...]
        while let open = rest.firstIndex(of: "{"), let close = rest[open...].firstIndex(of: "}") {
            let name = rest[rest.index(after: open)..<close]
            if TextPattern.identifier.matches(String(name)) {
                if open > rest.startIndex { parts.append(.text(String(rest[..<open]))) }
                parts.append(.placeholder(String(name)))
            } else {
                if open > rest.startIndex { parts.append(.text(String(rest[..<open]))) }
                parts.append(.stranger(String(name)))
            }
            rest = rest[rest.index(after: close)...]
        }
        if !rest.isEmpty { parts.append(.text(String(rest))) }
        self.parts = parts
    }

    /// The names in braces, in their order.
    package var placeholders: [String] {
        parts.compactMap { if case .placeholder(let name) = $0 { name } else { nil } }
    }

    /// What stands in braces and is no name.
    var strangers: [String] {
        parts.compactMap { if case .stranger(let name) = $0 { name } else { nil } }
    }

    /// The text with each placeholder replaced; one without a value is left out.
    package func filled(_ value: (String) -> String?) -> String {
        parts.map { part in
            switch part {
            case .text(let text): text
            case .stranger(let text): "{\(text)}"
            case .placeholder(let name): value(name) ?? ""
            }
        }.joined()
    }
}
