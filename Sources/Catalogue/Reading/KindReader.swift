import Expressions

/// Reads what a question's type says of its answer.
struct KindReader {
    let assembly: ServiceAssembly
    let item: Outline.Item
    private var node: SourceNode { item.node }

    init(assembly: ServiceAssembly, item: Outline.Item) {
        self.assembly = assembly
        self.item = item
    }

    /// The kind; nothing where it has a fault.
    func kind() -> Question.Kind? {
        switch item.kind {
        case "text", "long_text":
            let long = item.kind == "long_text"
            return .text(
                .init(
                    multiline: long, maximumLength: node.integer("max_length") ?? (long ? 2000 : 120),
                    charset: node.string("charset") ?? "din91379"))
        case "int": return .int(min: low(node.integer), max: high(node.integer), unit: node.localized("unit"))
        case "euro": return .euro(min: low(node.integer), max: high(node.integer))
        case "date": return .date(min: low(node.day), max: high(node.day))
        case "partial_date": return .partialDate(min: low(node.day), max: high(node.day))
        case "time":
            let time = { key in node.string(key).flatMap { TimeOfDay(iso: $0) } }
            return .time(min: low(time), max: high(time))
        case "bool": return .bool
        case "choice": return choices().map { .choice($0) }
        case "multi": return multi()
        case "address": return .address(address())
        case "email": return .email
        case "phone": return .phone
        case "iban": return .iban
        case "plate": return .plate
        case "file":
            let accept = node.strings("accept")
            return .file(accept: accept.isEmpty ? ["pdf", "jpg", "png"] : accept, provide: node.words("provide"))
        case "signature": return .signature
        case "declaration": return node.string("version").map { .declaration(version: $0) }
        case "note": return .note
        case "compute": return assembly.computation(of: item.index).map { .compute($0) }
        case "group": return group()
        default: return nil
        }
    }

    private func low<Bound>(_ read: (String) -> Bound?) -> Bound? { read("min") }

    /// The upper bound, told where it is below the lower one.
    private func high<Bound: Comparable>(_ read: (String) -> Bound?) -> Bound? {
        let high = read("max")
        if let low = read("min"), let high, high < low {
            assembly.log.error("“max” is less than “min”.", at: node["max"]?.location ?? node.location)
        }
        return high
    }

    private func multi() -> Question.Kind? {
        guard let choices = choices() else { return nil }
        let (minimum, maximum) = (node.integer("min_select"), node.integer("max_select"))
        if let minimum, let maximum, maximum < minimum {
            assembly.log.error(
                "“max_select” is less than “min_select”.", at: node["max_select"]?.location ?? node.location)
        }
        if let minimum, case .options(let options) = choices.source, options.count < minimum {
            assembly.log.error(
                "“min_select” wants \(minimum), but there are only \(options.count) options.",
                at: node["min_select"]?.location ?? node.location)
        }
        return .multi(choices, min: minimum ?? 0, max: maximum)
    }

    private func choices() -> Choices? {
        let sources = ["options", "codelist", "options_from"].filter { node[$0] != nil }
        guard sources.count == 1 else {
            assembly.log.error(
                sources.isEmpty
                    ? "The choices are missing: options, codelist or options_from."
                    : "Only one of \(sources.joined(separator: ", ")) can say what the choices are.", at: node.location)
            return nil
        }
        guard let source = source(sources[0]) else { return nil }
        return Choices(source: source, other: node.flag("other"), type: assembly.choiceType(of: item))
    }

    private func source(_ key: String) -> Choices.Source? {
        switch key {
        case "codelist":
            guard let name = node.string("codelist") else { return nil }
            guard let list = assembly.codeLists[name] else {
                assembly.missingCodeList(name, at: node["codelist"]?.location ?? node.location)
                return nil
            }
            if node.flag("other"), list.contains(Choices.otherCode) {
                assembly.log.error(
                    "“other” stands for free text here, but the code list has that code. Delete “other: true”.",
                    at: node["other"]?.location ?? node.location)
            }
            return .codeList(list)
        case "options_from":
            return assembly.rule("options_from", of: node, owner: item.index, wants: .options).map { .answers($0) }
        default: return .options(options())
        }
    }

    private func options() -> [Choices.Option] {
        var seen: Set<String> = []
        return (node["options"]?.items ?? []).compactMap { option in
            let showIf = assembly.rule("show_if", of: option, owner: item.index, wants: .flag)
            guard let value = option.string("value"), let label = option.localized("label") else { return nil }
            let location = option["value"]?.location ?? option.location
            if !seen.insert(value).inserted {
                assembly.log.error("The option “\(shortened(value))” stands here twice. Keep one.", at: location)
            }
            if value == Choices.otherCode, node.flag("other") {
                assembly.log.error("“other” stands for free text here. Give the option another value.", at: location)
            }
            return Choices.Option(value: value, label: label, showIf: showIf, eid: option.string("eid"))
        }
    }

    private func address() -> AddressParts {
        let named = node.words("parts", as: AddressParts.Part.self)
        let parts = named.isEmpty ? AddressParts.defaultParts : named
        if let list = node["country_codelist"], !parts.contains(.country) {
            assembly.log.error("“country_codelist” is of no use: “parts” has no country.", at: list.location)
        }
        return AddressParts(
            parts: AddressParts.Part.allCases.filter(parts.contains), withinMunicipality: node["within"] != nil,
            streets: codeList("street_codelist"), countries: codeList("country_codelist"), copyFrom: copies())
    }

    private func codeList(_ key: String) -> CodeList? {
        guard let name = node.string(key) else { return nil }
        let list = assembly.codeLists[name]
        if list == nil { assembly.missingCodeList(name, at: node[key]?.location ?? node.location) }
        return list
    }

    private func copies() -> [Int] {
        (node["copy_from"]?.items ?? []).compactMap { reference in
            guard let path = reference.text else { return nil }
            let addresses = assembly.outline.items.filter { $0.kind == "address" && $0.index != item.index }
            guard let source = addresses.first(where: { $0.place.path == path }) else {
                assembly.log.error(
                    "There is no address “\(shortened(path))”. \(suggestion(for: path, among: addresses.map(\.place.path)))",
                    at: reference.location)
                return nil
            }
            if source.index > item.index {
                assembly.log.error(
                    "“\(path)” is asked later; only an earlier address can be copied.", at: reference.location)
            }
            return source.index
        }
    }

    private func group() -> Question.Kind {
        let elements = ElementReader(assembly: assembly)
        return .group(
            .init(children: item.children, repetition: node["repeat"].map { elements.repetition($0, of: item) }))
    }
}

extension ServiceAssembly {
    func missingCodeList(_ name: String, at location: Location) {
        // A list that is named but not sound was told where it is named.
        if root["codelists"]?[name] != nil { return }
        let known = root["codelists"]?.entries.map(\.key) ?? []
        let help = known.isEmpty ? "Name it under “codelists”, with its file." : suggestion(for: name, among: known)
        log.error("The service names no code list “\(shortened(name))”. \(help)", at: location)
    }
}
