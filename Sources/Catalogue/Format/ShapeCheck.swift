import Expressions

/// Holds a file against its format and tells everything that does not fit, each with its place.
struct ShapeCheck {
    private let format: FileFormat
    let requiredLanguages: [Language]
    var log = FaultLog()

    init(format: FileFormat, requiredLanguages: [Language]) {
        self.format = format
        self.requiredLanguages = requiredLanguages
    }

    mutating func check(_ root: SourceNode) {
        check(root, against: .object(format.root), staffOnly: false)
    }

    private mutating func check(_ node: SourceNode, against shape: Shape, staffOnly: Bool) {
        switch shape {
        case .anything: break
        case .text: _ = text(of: node, "a text")
        case .pattern(let pattern):
            guard let text = text(of: node, pattern.description) else { return }
            if !pattern.matches(text) { reject(node, wanted: pattern.description) }
        case .integer(let range): checkInteger(node, range)
        case .flag:
            guard let text = text(of: node, "true or false") else { return }
            if text != "true" && text != "false" { reject(node, wanted: "true or false") }
        case .day:
            guard let text = text(of: node, "a day such as 2026-01-31") else { return }
            if CivilDate(iso: text) == nil { reject(node, wanted: "a day that exists, such as 2026-01-31") }
        case .expression, .flagOrExpression: checkExpression(node)
        case .localized: checkLocalized(node, staffOnly: staffOnly)
        case .plainOrLocalized:
            if case .scalar = node.content {
                _ = text(of: node, "a text")
            } else {
                checkLocalized(node, staffOnly: staffOnly)
            }
        case .words: checkWords(node)
        case .word(let words):
            guard let text = text(of: node, "one of \(words.joined(separator: ", "))") else { return }
            if !words.contains(text) {
                log.error(
                    "“\(shortened(text))” is not known here. \(suggestion(for: text, among: words))", at: node.location)
            }
        case .wordOrObject(let word, let object):
            if node.text != word { checkObject(node, object, staffOnly: staffOnly) }
        case .list(let item, let minimum): checkList(node, of: item, minimum: minimum, staffOnly: staffOnly)
        case .table(let value, let key): checkTable(node, of: value, key: key, staffOnly: staffOnly)
        case .object(let object): checkObject(node, object, staffOnly: staffOnly)
        case .named(let name): check(node, against: format.definition(name), staffOnly: staffOnly)
        case .variants(let variants): checkVariants(node, variants, staffOnly: staffOnly)
        }
    }

    mutating func reject(_ node: SourceNode, wanted: String) {
        log.error("Here stands \(node.kind); wanted is \(wanted).", at: node.location)
    }

    mutating func text(of node: SourceNode, _ wanted: String) -> String? {
        guard let text = node.text, !text.allSatisfy(\.isWhitespace) else {
            if case .map = node.content, wanted == "a text" {
                log.error(
                    "Here stands a map; wanted is a text. A text with “: ” or a comma needs quotes.", at: node.location)
            } else {
                reject(node, wanted: wanted)
            }
            return nil
        }
        return text
    }

    private mutating func checkInteger(_ node: SourceNode, _ range: ClosedRange<Int>) {
        let wanted = "a whole number from \(range.lowerBound) to \(range.upperBound)"
        guard let text = text(of: node, wanted) else { return }
        guard let number = Int(text), range.contains(number) else { return reject(node, wanted: wanted) }
    }

    private mutating func checkExpression(_ node: SourceNode) {
        guard let text = text(of: node, "an expression (a list or map as expression needs quotes)") else { return }
        let length = text.unicodeScalars.count
        if length > Shape.maximumExpressionLength {
            log.error(
                "The expression has \(length) characters; at most \(Shape.maximumExpressionLength) are allowed. "
                    + "Put a part of it into a question of type compute.", at: node.location)
        }
    }

    mutating func checkList(_ node: SourceNode, of item: Shape, minimum: Int, staffOnly: Bool) {
        guard case .list(let items) = node.content else {
            return reject(node, wanted: "a list: lines that begin with “- ”, or [a, b]")
        }
        if items.count < minimum {
            log.error("The list has \(items.count) entries; at least \(minimum) must be there.", at: node.location)
        }
        for entry in items { check(entry, against: item, staffOnly: staffOnly) }
    }

    private mutating func checkTable(_ node: SourceNode, of value: Shape, key: TextPattern, staffOnly: Bool) {
        guard case .map(let entries) = node.content else { return reject(node, wanted: "a map: name and value") }
        for entry in entries {
            if !key.matches(entry.key) {
                log.error(
                    "“\(shortened(entry.key))” cannot be a name here; wanted is \(key.description).",
                    at: entry.keyLocation)
            }
            check(entry.value, against: value, staffOnly: staffOnly)
        }
    }

    /// Checks a map; the others are keys that would make it another kind of map.
    private mutating func checkObject(_ node: SourceNode, _ object: ObjectShape, others: [String] = [], staffOnly: Bool)
    {
        guard case .map(let entries) = node.content else {
            return reject(node, wanted: "\(object.title): a map with \(keyList(object))")
        }
        let staffOnly = staffOnly || node["staff_only"]?.text == "true"
        let names = object.keys.map(\.name)
        for entry in entries {
            guard let key = object.keys.first(where: { $0.name == entry.key }) else {
                rejectKey(entry, of: object.title, among: names + others, given: entries)
                continue
            }
            check(entry.value, against: key.shape, staffOnly: staffOnly)
        }
        // A slip of a key that makes it another kind of map says nothing about the keys of this one.
        if others.contains(where: { node.misspells($0, among: names) }) { return }
        for key in object.keys where key.required && node[key.name] == nil && !node.misspells(key.name, among: names) {
            log.error("In \(object.title) the key “\(key.name)” is missing: \(key.help)", at: node.location)
        }
    }

    private func keyList(_ object: ObjectShape) -> String {
        let required = object.keys.filter(\.required).map(\.name)
        return (required.isEmpty ? object.keys.map(\.name) : required).joined(separator: ", ")
    }

    mutating func rejectKey(
        _ entry: SourceNode.Entry, of title: String, among known: [String], given: [SourceNode.Entry]
    ) {
        let name = shortened(entry.key)
        if case .scalar("", false) = entry.value.content, NearestName.of(entry.key, among: known) == nil {
            return log.error(
                "“\(name)” is read as a key of \(title). If it belongs to the text before it, put quotes around that text.",
                at: entry.keyLocation)
        }
        // A key that is there already is hardly the one that was meant.
        let absent = known.filter { name in !given.contains { $0.key == name } }
        let near = NearestName.of(entry.key, among: absent).map { "Did you mean “\($0)”?" }
        log.error(
            "\(title.capitalizedFirst) has no key “\(name)”. \(near ?? suggestion(for: entry.key, among: known))",
            at: entry.keyLocation)
    }

    private mutating func checkVariants(_ node: SourceNode, _ shape: VariantShape, staffOnly: Bool) {
        guard case .map(let entries) = node.content else { return reject(node, wanted: "\(shape.title), a map") }
        let named = shape.discriminator.flatMap { node[$0] }
        let name = named?.text ?? entries.lazy.compactMap { shape.implied[$0.key] }.first ?? shape.fallback
        guard let name else { return rejectKind(node, shape) }
        guard let variant = shape.variants.first(where: { $0.name == name }) else {
            return log.error(
                "“\(shortened(name))” is no type of \(shape.title). \(suggestion(for: name, among: shape.names))",
                at: named?.location ?? node.location)
        }
        checkObject(
            node, variant.shape, others: shape.discriminator == nil ? Array(shape.implied.keys) : [],
            staffOnly: staffOnly)
    }

    /// Tells that a map does not say of which kind it is, or that it says so with a slip.
    private mutating func rejectKind(_ node: SourceNode, _ shape: VariantShape) {
        let wanted = (shape.discriminator.map { [$0] } ?? []) + shape.implied.keys.sorted()
        let known = Set(shape.variants.flatMap { $0.shape.keys.map(\.name) })
        let slip = node.entries.first { !known.contains($0.key) && NearestName.of($0.key, among: wanted) != nil }
        if let slip { return rejectKey(slip, of: shape.title, among: wanted, given: []) }
        log.error(
            "In \(shape.title) the key “\(wanted.first ?? "")” is missing. Allowed: \(shape.names.joined(separator: ", ")).",
            at: node.location)
    }
}

extension SourceNode {
    /// Whether a key is missing because an unknown one was meant to be it; then telling the unknown one is enough.
    func misspells(_ key: String, among known: [String]) -> Bool {
        entries.contains { !known.contains($0.key) && NearestName.of($0.key, among: [key]) != nil }
    }
}

extension Shape {
    /// In Unicode scalars.
    package static let maximumExpressionLength = 512
}

extension String {
    /// The same with a capital first letter.
    var capitalizedFirst: String { prefix(1).uppercased() + dropFirst() }
}
