/// The pages and questions of a service file in order, before their expressions are read.
struct Outline {
    struct Item {
        let place: Place
        let node: SourceNode
        /// The type's name; `page` for a page.
        let kind: String
        fileprivate(set) var children: [Int] = []

        var isPage: Bool { kind == "page" }
        var repeats: Bool { node["repeat"] != nil }
        var index: Int { place.index }
    }

    private(set) var items: [Item] = []
    private(set) var byPath: [String: Int] = [:]
    private var byID: [String: [Int]] = [:]

    var pages: [Int] { items.filter(\.isPage).map(\.index) }

    subscript(index: Int) -> Item { items[index] }

    /// All that bear this id, wherever they are, in order.
    func bearers(of id: String) -> [Item] { (byID[id] ?? []).map { items[$0] } }

    /// The element and all it is in, outwards.
    func chain(from index: Int) -> [Int] {
        var chain = [index]
        while let parent = items[chain[chain.count - 1]].place.parent { chain.append(parent) }
        return chain
    }

    /// The repeats that an element's answers lie in, the innermost first; a repeat is not in itself.
    func repeats(around index: Int) -> [Int] { chain(from: index).dropFirst().filter { items[$0].repeats } }

    /// Adds an element; nothing where its id is taken.
    fileprivate mutating func add(
        id: String, kind: String, node: SourceNode, parent: Int?, location: Location, log: inout FaultLog
    ) -> Int? {
        let path = parent.map { items[$0].place.path + "." + id } ?? id
        if let first = byPath[path] {
            let line = items[first].place.location.line
            log.error("The id “\(id)” stands on line \(line) already. Choose another.", at: location)
            return nil
        }
        let depth = parent.map { items[$0].place.depth + (items[$0].repeats ? 1 : 0) } ?? 0
        let place = Place(
            index: items.count, id: id, path: path, parent: parent, depth: depth, name: node.string("name") ?? id,
            location: location)
        byPath[path] = place.index
        byID[id, default: []].append(place.index)
        items.append(Item(place: place, node: node, kind: kind))
        if let parent { items[parent].children.append(place.index) }
        return place.index
    }
}

/// Lays out the elements of a service file: puts blocks and standard pages where they are used.
struct OutlineReader {
    private(set) var outline = Outline()
    private(set) var log: FaultLog
    private let blocks: [String: SourceNode]
    private(set) var usedBlocks: Set<String> = []
    /// The blocks that an element holds, to notice one that is put in twice.
    private var held: [Int: Set<String>] = [:]
    private let standardPage: (String, Location) -> SourceNode?

    /// Keys of the payload, which a page cannot have as id.
    private static let reservedPages: Set<String> = ["service", "identVermerk", "remarks"]

    /// Words of expressions, which cannot be names in them. Source: CEL specification, “Syntax” (KEYWORD, RESERVED).
    private static let reserved: Set<String> = [
        "item", "index", "this", "eid", "true", "false", "null", "in", "as", "break", "const", "continue", "else",
        "for", "function", "if", "import", "let", "loop", "package", "namespace", "return", "var", "void", "while",
    ]

    init(root: SourceNode, log: FaultLog, standardPage: @escaping (String, Location) -> SourceNode?) {
        self.log = log
        self.standardPage = standardPage
        blocks = Dictionary(
            (root["blocks"]?.entries ?? []).map { ($0.key, $0.value) }, uniquingKeysWith: { first, _ in first })
        for node in root["pages"]?.items ?? [] { addPage(node) }
    }

    private mutating func refuse(_ id: String, at location: Location) {
        log.error("Nothing can be called “\(id)”: that word has a meaning of its own. Choose another id.", at: location)
    }

    private mutating func addPage(_ node: SourceNode) {
        if let name = node.string("use_page") {
            if let page = standardPage(name, node.location) { addPage(page) }
            return
        }
        guard let id = node.string("id") else { return }
        let location = node["id"]?.location ?? node.location
        if Self.reservedPages.contains(id) || Self.reserved.contains(id) { return refuse(id, at: location) }
        let index = outline.add(id: id, kind: "page", node: node, parent: nil, location: location, log: &log)
        if let index { addQuestions(node, in: index, blocks: []) }
    }

    private mutating func addQuestions(_ node: SourceNode, in parent: Int, blocks open: [String]) {
        for question in node["questions"]?.items ?? [] { add(question, in: parent, blocks: open) }
    }

    private mutating func add(_ node: SourceNode, in parent: Int, blocks open: [String]) {
        if let name = node.string("use") {
            return addBlock(name, at: node["use"]?.location ?? node.location, in: parent, blocks: open)
        }
        guard let id = node.string("id") else { return }
        let location = node["id"]?.location ?? node.location
        let kind = node.string("type") ?? (node["compute"] != nil ? "compute" : "")
        if Self.reserved.contains(id) { return refuse(id, at: location) }
        let index = outline.add(id: id, kind: kind, node: node, parent: parent, location: location, log: &log)
        guard let index, kind == "group" else { return }
        if let repetition = node["repeat"], outline.repeats(around: index).count > 1 {
            log.error(
                "A repeat may lie in a repeated page, but no deeper. Make a page of it.", at: repetition.location)
        }
        addQuestions(node, in: index, blocks: open)
    }

    private mutating func addBlock(_ name: String, at location: Location, in parent: Int, blocks open: [String]) {
        guard let block = blocks[name] else {
            let help = blocks.isEmpty ? "Write it under “blocks”." : suggestion(for: name, among: blocks.keys)
            return log.error("There is no block “\(shortened(name))”. \(help)", at: location)
        }
        usedBlocks.insert(name)
        if open.contains(name) {
            let way = (open + [name]).joined(separator: " → ")
            return log.error("The block “\(name)” uses itself: \(way). Take one of these uses out.", at: location)
        }
        if !held[parent, default: []].insert(name).inserted {
            return log.error("The block “\(name)” is put in here a second time. Take one out.", at: location)
        }
        for question in block.items { add(question, in: parent, blocks: open + [name]) }
    }
}
