import Expressions

/// The names that an expression at one place of a service may use.
///
/// Source: the chapter “Names” of the service format: `page.question` anywhere, the bare id where only one question
/// outside repeats bears it, in a repeat `item.question` and `index`, from outside a repeat as a list.
struct ServiceScope: Scope {
    let outline: Outline
    /// The element the expression belongs to; nothing for those of the service itself.
    let owner: Int?
    let thisType: ValueType?
    let allowsCard: Bool
    /// Whether near names are looked for: not after a hundred faults, when it would take seconds.
    let suggests: Bool
    /// The type of an element, worked out when asked for.
    let type: (Int) -> ValueType

    func lookup(_ name: String) -> NameLookup {
        switch name {
        case "this":
            if let thisType { return .found(slot: Slot.this, type: thisType) }
            return .refused("“this” is the answer being checked; it stands only in “check” and “stop_if”.")
        case "index":
            if enclosingRepeats.isEmpty { return .refused("“index” counts the items of a repeat; here is none.") }
            return .found(slot: Slot.index, type: .int)
        case "item": return .refused("After “item” the id of a question must stand, with a dot: item.name.")
        case "eid": return .refused("After “eid” a field of the card must stand, with a dot: eid.familyNames.")
        default: break
        }
        if name.hasPrefix("item.") { return lookupItem(String(name.dropFirst(5))) }
        if name.hasPrefix("eid.") { return lookupCard(String(name.dropFirst(4))) }
        if let index = outline.byPath[name], name.contains(".") { return found(index, name) }
        return name.contains(".") ? .unknown : lookupBare(name)
    }

    var names: [String] {
        if !suggests { return [] }
        var names = ["this", "index"] + EIDField.allCases.filter { _ in allowsCard }.map { "eid." + $0.rawValue }
        for item in outline.items where item.place.depth == 0 && isValue(item) {
            if !item.isPage { names.append(item.place.path) }
            names.append(item.place.id)
        }
        for container in containers {
            names += descendants(of: container).map { "item." + $0.relative }
        }
        return names
    }

    /// The repeats around the owner, innermost first.
    private var enclosingRepeats: [Int] { owner.map(outline.repeats(around:)) ?? [] }

    /// Where `item.x` is looked for: in the repeats, innermost first, and on the page itself.
    private var containers: [Int] {
        guard let owner, let page = outline.chain(from: owner).last else { return [] }
        let repeats = enclosingRepeats
        return repeats.contains(page) || page == owner ? repeats : repeats + [page]
    }

    private func isValue(_ item: Outline.Item) -> Bool { item.isPage ? item.repeats : item.kind != "note" }

    private func found(_ index: Int, _ name: String) -> NameLookup {
        let item = outline[index]
        if item.kind == "note" { return .refused("“\(name)” is a note; it has no answer.") }
        guard item.place.depth == 0 else {
            let repeats = outline.repeats(around: index)
            let inside = outline[repeats[0]].place.path
            let relative = item.place.path.dropFirst(inside.count + 1)
            if enclosingRepeats.contains(repeats[0]) {
                return .refused("“\(name)” lies in this repeat: write item.\(relative).")
            }
            let list = repeats.count == 1 ? inside : "list"
            return .refused(
                "“\(name)” lies in the repeat “\(inside)”: write \(list).exists(x, x.\(relative) …), or .all, .filter, .map."
            )
        }
        return .found(slot: index, type: type(index))
    }

    private func lookupBare(_ name: String) -> NameLookup {
        let all = outline.bearers(of: name)
        let bearers = all.filter { $0.place.depth == 0 && isValue($0) }
        if bearers.count == 1 { return found(bearers[0].index, name) }
        if bearers.count > 1 {
            return .refused(
                "Several are called “\(name)”: write \(bearers.map(\.place.path).joined(separator: " or ")).")
        }
        if let page = all.first(where: \.isPage) {
            let questions = page.children.map { outline[$0].place.path }.prefix(6).joined(separator: ", ")
            return .refused("“\(name)” is a page; a question of it must follow, with a dot: \(questions).")
        }
        return all.first.map { found($0.index, name) } ?? .unknown
    }

    private func lookupItem(_ relative: String) -> NameLookup {
        guard owner != nil else { return .refused("“item” stands only in questions; here the page must be named.") }
        for container in containers {
            if let hit = descendants(of: container).first(where: { $0.relative == relative }) {
                if outline[hit.index].kind == "note" { return .refused("“\(relative)” is a note; it has no answer.") }
                return .found(slot: hit.index, type: type(hit.index))
            }
        }
        return .unknown
    }

    private func lookupCard(_ name: String) -> NameLookup {
        guard allowsCard else { return .refused("“eid.\(name)” stands only in “prefill”.") }
        guard let field = EIDField(rawValue: name) else {
            let base = name.split(separator: ".").first.map(String.init) ?? name
            if EIDField(rawValue: base) != nil { return .unknown }
            return .refused(
                "A card has no field “\(shortened(name))”. \(suggestion(for: name, among: EIDField.allCases.map(\.rawValue)))"
            )
        }
        return .found(slot: field.slot, type: field.type)
    }

    /// What lies in a container without another repeat between, with its name from there.
    private func descendants(of container: Int) -> [(relative: String, index: Int)] {
        var result: [(String, Int)] = []
        for child in outline[container].children {
            result.append((outline[child].place.id, child))
            if !outline[child].repeats {
                result += descendants(of: child).map { (outline[child].place.id + "." + $0.relative, $0.index) }
            }
        }
        return result
    }
}
