import Expressions

/// What `kioskctl config explain` tells of one key.
package struct KeyExplanation: Sendable {
    /// With dots, `timeouts.idle_seconds`.
    package let path: String
    private let key: Key

    /// All keys of a format, each before those in it.
    package static func all(of format: FileFormat) -> [KeyExplanation] {
        keys(of: .object(format.root), in: format, path: "", open: [])
    }

    /// The keys that a name means: its whole path, or the end of it.
    package static func find(_ name: String) -> [KeyExplanation] {
        let (format, rest) = target(name)
        let all = all(of: format)
        if rest.isEmpty { return all }
        let whole = all.filter { $0.path == rest }
        return whole.isEmpty ? all.filter { $0.path.hasSuffix("." + rest) } : whole
    }

    /// The sentence for a key that there is not.
    package static func unknown(_ name: String) -> String {
        let (format, rest) = target(name)
        let known = Set(all(of: format).flatMap { [$0.path, $0.key.name] })
        return "There is no key “\(shortened(rest))”. " + suggestion(for: rest, among: known)
    }

    private static func target(_ name: String) -> (FileFormat, String) {
        for format in [FileFormat.service, .theme, .terminal] {
            if name == format.name { return (format, "") }
            if name.hasPrefix(format.name + ".") { return (format, String(name.dropFirst(format.name.count + 1))) }
        }
        return (.terminal, name)
    }

    private static func keys(of shape: Shape, in format: FileFormat, path: String, open: [String]) -> [KeyExplanation] {
        switch shape {
        case .object(let object), .wordOrObject(_, let object):
            return keys(of: object, in: format, path: path, open: open)
        case .list(let item, _), .table(let item, _): return keys(of: item, in: format, path: path, open: open)
        case .variants(let variants):
            var seen: Set<String> = []
            return variants.variants.flatMap { keys(of: $0.shape, in: format, path: path, open: open) }.filter {
                seen.insert($0.path).inserted
            }
        case .named(let name):
            return open.contains(name)
                ? [] : keys(of: format.definition(name), in: format, path: path, open: open + [name])
        default: return []
        }
    }

    private static func keys(of object: ObjectShape, in format: FileFormat, path: String, open: [String])
        -> [KeyExplanation]
    {
        object.keys.flatMap { key in
            let whole = path.isEmpty ? key.name : path + "." + key.name
            return [KeyExplanation(path: whole, key: key)] + keys(of: key.shape, in: format, path: whole, open: open)
        }
    }

    /// One line: the path and what it means.
    package var line: String { "\(path): \(key.help)" }

    /// Several lines: what it means, what is allowed, what holds without it.
    package var paragraph: String {
        var lines = [path, "  " + key.help, "  Allowed: \(key.shape.inWords)."]
        if key.required {
            lines.append("  Must be there.")
        } else if let fallback = key.fallback {
            lines.append("  Without it: \(fallback).")
        } else {
            lines.append("  May be missing.")
        }
        return lines.joined(separator: "\n") + "\n"
    }
}

extension Shape {
    /// What may stand there, for a person.
    var inWords: String {
        switch self {
        case .text: "a text"
        case .pattern(let pattern): pattern.description
        case .integer(let range): "a whole number from \(range.lowerBound) to \(range.upperBound)"
        case .flag: "true or false"
        case .day: "a day such as 2026-01-31"
        case .expression: "an expression of at most \(Self.maximumExpressionLength) characters"
        case .flagOrExpression: "true, false, or an expression"
        case .localized: "a text in each language: {de: …, en: …}"
        case .plainOrLocalized: "a text, or one in each language"
        case .words: "words in each language: {de: [a, b]}"
        case .word(let words): words.joined(separator: ", ")
        case .wordOrObject(let word, let object): "\(word), or \(object.title)"
        case .list(let item, _): "a list of: \(item.inWords)"
        case .table(let value, let key): "names (\(key.description)), each with: \(value.inWords)"
        case .object(let object): "a map with the keys \(object.keys.map(\.name).joined(separator: ", "))"
        case .named(let name): "a \(name)"
        case .variants(let variants): variants.title
        case .anything: "anything"
        }
    }
}
