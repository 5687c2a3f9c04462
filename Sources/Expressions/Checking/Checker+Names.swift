/// Source: CEL specification, "Name Resolution" and "Field Selection"; `has` on a bare name is ours.
extension Checker {
    /// A name with the selections behind it: `a.b.c`.
    private struct Chain {
        let root: String
        let isRooted: Bool
        let offset: Int
        let fields: [(name: String, offset: Int)]
    }

    /// What the front of a chain means.
    private enum Base {
        case slot(Int, ValueType)
        case local(Int)
        case nothing(Code)
    }

    private static func chain(_ node: Node) -> Chain? {
        var fields: [(name: String, offset: Int)] = []
        var node = node
        while case .select(let inner, let field) = node.kind {
            fields.append((field, node.offset))
            node = inner
        }
        guard case .name(let root, let isRooted) = node.kind else { return nil }
        return Chain(root: root, isRooted: isRooted, offset: node.offset, fields: fields.reversed())
    }

    /// The meaning of the longest front of a chain that means something, and how many fields belong to it.
    private mutating func resolve(_ chain: Chain) -> (base: Base, taken: Int) {
        if !chain.isRooted, let local = locals.lastIndex(where: { $0.name == chain.root }) { return (.local(local), 0) }
        for taken in stride(from: chain.fields.count, through: 0, by: -1) {
            let name = Self.dotted(chain, taken)
            switch scope.lookup(name) {
            case .found(let slot, let type):
                use(slot: slot, at: chain.offset)
                return (.slot(slot, type), taken)
            case .refused(let sentence):
                report(chain.offset, sentence)
                return (.nothing(.fault(.unknownName)), chain.fields.count)
            case .unknown: continue
            }
        }
        report(chain.offset, unknown(chain))
        return (.nothing(.fault(.unknownName)), chain.fields.count)
    }

    private static func dotted(_ chain: Chain, _ taken: Int) -> String {
        ([chain.root] + chain.fields.prefix(taken).map(\.name)).joined(separator: ".")
    }

    private func unknown(_ chain: Chain) -> String {
        let full = Self.dotted(chain, chain.fields.count)
        if let hint = Self.hints[full.lowercased()] { return "Nothing here is called \"\(full)\". \(hint)" }
        let names = isPatient ? scope.names : []
        if let near = NearestName.of(full, among: names) {
            return "Nothing here is called \"\(full)\". Did you mean \"\(near)\"?"
        }
        if let near = NearestName.of(chain.root, among: names + locals.map(\.name)) {
            return "Nothing here is called \"\(chain.root)\". Did you mean \"\(near)\"?"
        }
        return "Nothing here is called \"\(full)\". A code or a text needs quotes: \"\(full)\"."
    }

    /// What people write for words of the language.
    private static let hints = [
        "ja": "Write true.", "yes": "Write true.", "wahr": "Write true.", "nein": "Write false.", "no": "Write false.",
        "falsch": "Write false.", "nicht": "Write !.", "not": "Write !.",
    ]

    private func part(_ base: Base) -> Part {
        switch base {
        case .slot(let slot, let type): Part(.slot(slot), type, origin: slot)
        case .local(let index): Part(.local(index), locals[index].type, origin: locals[index].origin)
        case .nothing(let code): Part(code, .dyn)
        }
    }

    /// A name, or a field of something.
    mutating func reference(_ node: Node) -> Part {
        if let chain = Self.chain(node) {
            let (base, taken) = resolve(chain)
            return chain.fields.dropFirst(taken).reduce(part(base)) { select($1.name, from: $0, at: $1.offset) }
        }
        guard case .select(let base, let field) = node.kind else { return Part(.fault(.unknownName), .dyn) }
        return select(field, from: check(base), at: node.offset)
    }

    private mutating func select(_ field: String, from base: Part, at offset: Int) -> Part {
        Part(.field(base.code, field), typeOf(field, in: base, at: offset), origin: base.origin)
    }

    private mutating func typeOf(_ field: String, in base: Part, at offset: Int) -> ValueType {
        switch base.type {
        case .dyn: return .dyn
        case .record(let record):
            use(slot: base.origin, field: FieldUse(record: record.name, field: field), at: offset)
            if let type = record.fields[field] { return type }
            let near = NearestName.of(field, among: record.fields.keys)
            let hint =
                near.map { "Did you mean \"\($0)\"?" }
                ?? "It has \(record.fields.keys.sorted().map { "\"\($0)\"" }.joined(separator: ", "))."
            report(offset, "The group '\(record.name)' has no field \"\(field)\". \(hint)")
        case .map(let key, let value):
            if key.isComparable(with: .string) { return value }
            report(offset, "The keys of this map are of type \(key): write map[key] instead of a field.")
        case .list(.record):
            report(
                offset,
                "\"\(field)\" is a field of each item, not of the list: write list.exists(x, x.\(field) …) or list[0].\(field)."
            )
        default:
            report(offset, "There is no field \"\(field)\" in \(base.type): only groups and maps have fields.")
        }
        return .dyn
    }

    /// `has(…)`; the parser lets names and selections through only.
    mutating func has(_ argument: Node) -> Part {
        let outer = place
        defer { place = outer }
        place.inHas = true
        var base: Part
        var last: (name: String, offset: Int)
        if let chain = Self.chain(argument) {
            let (found, taken) = resolve(chain)
            guard let field = chain.fields.dropFirst(taken).last else {
                return Part(presence(of: found), .bool)
            }
            base = chain.fields[taken..<chain.fields.count - 1].reduce(part(found)) {
                select($1.name, from: $0, at: $1.offset)
            }
            last = field
        } else {
            guard case .select(let node, let field) = argument.kind else { return Part(.fault(.unknownName), .bool) }
            base = check(node)
            last = (field, argument.offset)
        }
        _ = typeOf(last.name, in: base, at: last.offset)
        return Part(.hasField(base.code, last.name), .bool)
    }

    private func presence(of base: Base) -> Code {
        switch base {
        case .slot(let slot, _): .hasSlot(slot)
        // An item that a macro is at is always there.
        case .local: .constant(.bool(true))
        case .nothing(let code): code
        }
    }
}
