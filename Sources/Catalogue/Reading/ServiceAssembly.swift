import Expressions

/// What the parts of reading one service share: the outline, the types of its elements, the code lists, the faults.
///
/// A class, because the type of a computation is worked out when the first expression asks for it, which may be in the
/// middle of another one.
final class ServiceAssembly {
    let file: String
    let outline: Outline
    let root: SourceNode
    /// By the names of this service.
    var codeLists: [String: CodeList] = [:]
    let environment: ServiceEnvironment
    private let source: ScalarSource
    var log: FaultLog

    private var types: [Int: ValueType] = [:]
    private var computations: [Int: Rule] = [:]
    /// The computations being compiled, to stop at one that needs itself.
    private var open: Set<Int> = []
    private var domains: [Int: ChoiceDomain] = [:]

    init(
        file: String, outline: Outline, root: SourceNode, environment: ServiceEnvironment, source: ScalarSource,
        log: FaultLog
    ) {
        self.file = file
        self.outline = outline
        self.root = root
        self.environment = environment
        self.source = source
        self.log = log
    }

    /// Compiles the expression under a key; nothing where there is none, or where it has a fault.
    func rule(_ key: String, of node: SourceNode, owner: Int?, this: ValueType? = nil, wants wanted: Wanted) -> Rule? {
        node[key].flatMap { compile($0, owner: owner, this: this, wants: wanted) }
    }

    func compile(_ node: SourceNode, owner: Int?, this: ValueType? = nil, wants wanted: Wanted) -> Rule? {
        guard let source = node.text, source.unicodeScalars.count <= Shape.maximumExpressionLength else { return nil }
        let scope = ServiceScope(
            outline: outline, owner: owner, thisType: this, allowsCard: wanted == .prefill,
            suggests: log.faults.count < 100,
            type: { [unowned self] in type(of: $0) })
        do {
            let program = try Compiler.compile(source, in: scope)
            if let problem = wanted.problem(with: program.type) {
                log.error(problem, at: node.location)
                return nil
            }
            return Rule(program: program, location: node.location)
        } catch {
            for fault in error.faults {
                log.error(fault.message, at: self.source.location(of: fault.offset, in: source, from: node.location))
            }
            return nil
        }
    }

    /// Where a rule reads something.
    func location(of use: Use, in rule: Rule) -> Location {
        source.location(of: use.offset, in: rule.program.source, from: rule.location)
    }

    /// The compiled computation of a question of type compute.
    func computation(of index: Int) -> Rule? {
        _ = type(of: index)
        return computations[index]
    }

    /// The type of an element's value in expressions; any value where it has a fault of its own.
    func type(of index: Int) -> ValueType {
        if let known = types[index] { return known }
        let item = outline[index]
        let type: ValueType
        if item.kind == "compute" {
            type = computedType(of: item)
        } else if item.isPage || item.kind == "group" {
            let record = ValueType.record(recordType(of: item))
            type = item.repeats ? .list(record) : record
        } else {
            type = questionType(of: item)
        }
        types[index] = type
        return type
    }

    private func computedType(of item: Outline.Item) -> ValueType {
        // A computation that needs itself is told by `ServiceOrder`.
        guard open.insert(item.index).inserted else { return .dyn }
        defer { open.remove(item.index) }
        guard let rule = rule("compute", of: item.node, owner: item.index, wants: .scalar) else { return .dyn }
        computations[item.index] = rule
        return rule.program.type
    }

    /// The fields are typed without computations, which may look at the list itself; a computed field is any value.
    private func recordType(of item: Outline.Item) -> RecordType {
        var fields: [String: ValueType] = [:]
        for child in item.children where outline[child].kind != "note" {
            fields[outline[child].place.id] =
                outline[child].kind == "compute" && types[child] == nil ? .dyn : type(of: child)
        }
        return RecordType(name: item.place.path, fields: fields)
    }

    private func questionType(of item: Outline.Item) -> ValueType {
        switch item.kind {
        case "text", "long_text", "email", "phone", "iban", "plate", "file", "signature": .string
        case "int", "euro": .int
        case "date": .date
        case "partial_date": .partialDate
        case "time": .time
        case "bool", "declaration": .bool
        case "choice": choiceType(of: item)
        case "multi": .list(choiceType(of: item))
        case "address": .record(addressType(of: item))
        default: .dyn
        }
    }

    /// The type of one choice of a question.
    func choiceType(of item: Outline.Item) -> ValueType {
        if item.node["options_from"] != nil { return .string }
        if let domain = domains[item.index] { return .choice(domain) }
        let other = item.node.flag("other")
        let domain: ChoiceDomain
        if let name = item.node.string("codelist") {
            guard let list = codeLists[name] else { return .dyn }
            domain = list.domain(name: name, other: other)
        } else {
            domain = optionDomain(of: item, other: other)
        }
        domains[item.index] = domain
        return .choice(domain)
    }

    private func optionDomain(of item: Outline.Item, other: Bool) -> ChoiceDomain {
        var labels: [String: String] = [:]
        var codes: [String] = []
        for option in item.node["options"]?.items ?? [] {
            guard let value = option.string("value") else { continue }
            codes.append(value)
            labels[value] = option.localized("label")?(.german) ?? value
        }
        if other { codes.append(Choices.otherCode) }
        let (known, texts) = (Set(codes), labels)
        return ChoiceDomain(
            name: item.place.path, columns: [], codes: codes, contains: { known.contains($0) }, label: { texts[$0] },
            attribute: { _, _ in nil })
    }

    private func addressType(of item: Outline.Item) -> RecordType {
        var fields: [String: ValueType] = [:]
        let named = item.node.strings("parts")
        for part in named.isEmpty ? AddressParts.defaultParts.map(\.rawValue) : named { fields[part] = .string }
        if fields["country"] != nil, let name = item.node.string("country_codelist"), let list = codeLists[name] {
            fields["country"] = .choice(list.domain(name: name, other: false))
        }
        return RecordType(name: item.place.path, fields: fields)
    }
}

extension CodeList {
    /// The codes as a type of expressions.
    func domain(name: String, other: Bool) -> ChoiceDomain {
        ChoiceDomain(
            name: name, columns: attributes, codes: count <= 2000 ? Array(codes) : [],
            contains: { self.contains($0) || (other && $0 == Choices.otherCode) },
            label: { self.label(of: $0, in: .german) },
            attribute: { self.attribute($1, of: $0) })
    }
}
