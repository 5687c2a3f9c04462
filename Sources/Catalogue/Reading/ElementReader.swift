import Expressions

/// Builds the pages and questions of a service.
struct ElementReader {
    let assembly: ServiceAssembly
    private var outline: Outline { assembly.outline }

    init(assembly: ServiceAssembly) { self.assembly = assembly }

    /// All elements in order, as far as they can be read: a question whose kind has a fault is a note here.
    func elements() -> [Element] {
        outline.items.map { $0.isPage ? .page(page($0)) : .question(question($0)) }
    }

    private func page(_ item: Outline.Item) -> Page {
        let showIf = assembly.rule("show_if", of: item.node, owner: item.index, wants: .flag)
        let prefillIf = assembly.rule("prefill_if", of: item.node, owner: item.index, wants: .flag)
        return Page(
            place: item.place, title: item.node.localized("title") ?? .missing, showIf: showIf,
            profiles: item.node.words("profiles"), repetition: item.node["repeat"].map { repetition($0, of: item) },
            prefillsFromApplicant: item.node.string("prefill_from").map { $0 == "applicant" } ?? !item.repeats,
            prefillIf: prefillIf, children: item.children)
    }

    func repetition(_ node: SourceNode, of item: Outline.Item) -> Repetition {
        checkCounts(node)
        let source = node.string("item_title")
        let title = source.map { Template($0) }
        return Repetition(
            minimum: node.integer("min") ?? 0, maximum: node.integer("max") ?? 0,
            label: node.localized("label") ?? .missing, ask: node.localized("ask"), itemTitle: title,
            titleFields: title.map { titleFields($0, node: node["item_title"] ?? node, of: item) } ?? [:],
            firstFromApplicant: node.string("first_from") == "applicant", cardPerItem: node.flag("card_per_item"))
    }

    private func checkCounts(_ node: SourceNode) {
        let (minimum, maximum) = (node.integer("min"), node.integer("max"))
        if let minimum, let maximum, maximum < minimum {
            assembly.log.error("“max” is less than “min”.", at: node["max"]?.location ?? node.location)
        }
        if minimum == 0, node["ask"] == nil {
            assembly.log.error(
                "“ask” is missing: where “min” is 0, a yes/no question comes before the first item.", at: node.location)
        }
        if let minimum, minimum > 0, let ask = node["ask"] {
            assembly.log.error(
                "“ask” is never asked where “min” is more than 0. Delete it, or set “min” to 0.", at: ask.location)
        }
    }

    /// The questions that the title's placeholders mean.
    private func titleFields(_ title: Template, node: SourceNode, of item: Outline.Item) -> [String: Int] {
        let known = item.children.map { outline[$0].place.id }
        if known.isEmpty { return [:] }
        for name in title.strangers {
            assembly.log.error(
                "“{\(shortened(name))}” is no id of a question. \(suggestion(for: name, among: known))",
                at: node.location)
        }
        var fields: [String: Int] = [:]
        for name in title.placeholders {
            fields[name] = item.children.first { outline[$0].place.id == name }
            if fields[name] == nil {
                assembly.log.error(
                    "The item has no question “\(name)”. \(suggestion(for: name, among: known))", at: node.location)
            }
        }
        return fields
    }

    private func question(_ item: Outline.Item) -> Question {
        let (node, owner) = (item.node, item.index)
        let type = assembly.type(of: owner)
        let showIf = assembly.rule("show_if", of: node, owner: owner, wants: .flag)
        let checks = (node["check"]?.items ?? []).compactMap { check($0, owner: owner, this: type) }
        let stops = (node["stop_if"]?.items ?? []).compactMap { stop($0, owner: owner, this: type) }
        let defaultValue = assembly.rule("default", of: node, owner: owner, wants: .value(type))
        let prefill = node["prefill"].flatMap { self.prefill($0, of: item, type: type) }
        let requirement = requirement(node, owner: owner)
        return Question(
            place: item.place, kind: KindReader(assembly: assembly, item: item).kind() ?? .note,
            label: node.localized("label"), hint: node.localized("hint"),
            help: node.localized("help"), requirement: requirement, showIf: showIf, checks: checks, stops: stops,
            defaultValue: defaultValue, prefill: prefill,
            profiles: node.flag("staff_only") ? [.koffer] : node.words("profiles"),
            sensitivity: node.word("sensitive"), fim: node.string("fim"))
    }

    private func check(_ node: SourceNode, owner: Int, this: ValueType) -> Check? {
        guard let rule = assembly.rule("rule", of: node, owner: owner, this: this, wants: .flag),
            let message = node.localized("message")
        else { return nil }
        return Check(rule: rule, message: message, level: node.word("level") ?? .error)
    }

    private func stop(_ node: SourceNode, owner: Int, this: ValueType) -> Stop? {
        guard let rule = assembly.rule("rule", of: node, owner: owner, this: this, wants: .flag),
            let message = node.localized("message")
        else { return nil }
        return Stop(
            rule: rule, message: message, title: node.localized("title"), service: node.string("service"))
    }

    private func requirement(_ node: SourceNode, owner: Int) -> Question.Requirement {
        switch node.string("required") {
        case nil, "true": .always
        case "false": .never
        default: assembly.rule("required", of: node, owner: owner, wants: .flag).map { .when($0) } ?? .always
        }
    }

    private func prefill(_ node: SourceNode, of item: Outline.Item, type: ValueType) -> Rule? {
        guard let rule = assembly.compile(node, owner: item.index, wants: .prefill) else { return nil }
        guard PrefillConversion.exists(from: rule.program.type, to: item.kind) else {
            assembly.log.error(
                "A \(rule.program.type) cannot fill a question of type \(item.kind).", at: node.location)
            return nil
        }
        return rule
    }
}

/// Which values can fill which type of question.
enum PrefillConversion {
    /// Whether a value of this type can become an answer; whether it does is seen with the value itself.
    static func exists(from type: ValueType, to kind: String) -> Bool {
        switch kind {
        case "text", "long_text":
            [.string, .dyn].contains(type) || type.isChoice || type == .record(EIDField.placeType)
        case "choice", "multi": [.string, .dyn].contains(type) || type.isChoice || type.isListOfText
        case "email", "phone", "iban", "plate": [.string, .dyn].contains(type)
        case "int", "euro": [.int, .dyn].contains(type)
        case "bool": [.bool, .dyn].contains(type)
        case "date": [.date, .partialDate, .dyn].contains(type)
        case "partial_date": [.date, .partialDate, .dyn].contains(type)
        case "time": [.time, .dyn].contains(type)
        case "address": if case .record = type { true } else { type == .dyn }
        default: false
        }
    }
}

extension ValueType {
    fileprivate var isChoice: Bool { if case .choice = self { true } else { false } }

    fileprivate var isListOfText: Bool {
        switch self {
        case .list(.string), .list(.choice), .list(.dyn): true
        default: false
        }
    }
}
