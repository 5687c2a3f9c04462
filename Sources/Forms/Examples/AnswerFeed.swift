package import Catalogue

/// Gives a form a tree of answers, nested like the payload, as if a person had gone from page to page.
package struct AnswerFeed {
    package private(set) var form: Form
    package private(set) var faults: [Fault] = []
    /// What the form wanted done on the way.
    package private(set) var effects: [FormEffect] = []

    package init(_ form: Form) { self.form = form }

    /// Answers what the tree names, in the order of the form; a name that the form does not have is a fault.
    package mutating func feed(_ answers: SourceNode) {
        let pages = form.service.pages
        feed(answers, children: pages, items: .none, what: "page")
    }

    private mutating func feed(_ node: SourceNode, children: [Int], items: Position.Items, what: String) {
        guard case .map(let entries) = node.content else {
            return faults.append(Fault("Here stands no map: \(what) and answer.", at: node.location))
        }
        let elements = form.service.elements
        let names = children.map { elements[$0].place.name }
        for entry in entries where !names.contains(entry.key) {
            let near = names.sorted().joined(separator: ", ")
            faults.append(Fault("There is no \(what) “\(entry.key)” here. There are: \(near).", at: entry.keyLocation))
        }
        for child in children {
            guard let value = node[elements[child].place.name] else { continue }
            feed(value, at: Position(child, items))
        }
    }

    private mutating func feed(_ node: SourceNode, at position: Position) {
        let element = form.service.elements[position.element]
        if element.repetition != nil {
            feedItems(node, of: position)
        } else if element.question.map({ $0.group != nil }) ?? true {
            feed(node, children: element.children, items: position.items, what: "question")
        } else if let question = element.question {
            answer(question, at: position, with: node)
        }
    }

    private mutating func feedItems(_ node: SourceNode, of container: Position) {
        guard case .list(let nodes) = node.content else {
            let path = form.path(of: container)
            return faults.append(Fault("“\(path)” repeats; a list must stand here.", at: node.location))
        }
        if nodes.isEmpty { handle(.declineItems(container), at: node) }
        for (index, item) in nodes.enumerated() {
            if form.items(of: container).count <= index { handle(.addItem(container), at: item) }
            guard index < form.items(of: container).count else { return }
            let items = container.items.appending(form.items(of: container)[index])
            feed(item, children: form.service.elements[container.element].children, items: items, what: "question")
        }
    }

    private mutating func answer(_ question: Question, at position: Position, with node: SourceNode) {
        guard let entry = Self.entry(node, for: question) else {
            let path = form.path(of: position)
            return faults.append(
                Fault("This is no answer to “\(path)”, a question of another type.", at: node.location))
        }
        if form.view(at: position)?.isLocked == true { handle(.dispute(position), at: node) }
        handle(.answer(position, entry), at: node)
    }

    private mutating func handle(_ event: FormEvent, at node: SourceNode) {
        let found = form.handle(event)
        effects += found
        if found.contains(.ignored) {
            faults.append(Fault("This cannot be answered here: there is no such item, or too many.", at: node.location))
        }
    }

    /// What a node says as answer to a question; nothing where it is of another type.
    static func entry(_ node: SourceNode, for question: Question) -> Entry? {
        switch (question.kind, node.content) {
        case (.note, _), (.compute, _), (.group, _): return nil
        case (.multi, .list(let nodes)):
            let choices = nodes.compactMap(choice)
            return choices.count == nodes.count ? .choices(choices) : nil
        case (.choice, .map): return choice(node).map(Entry.choice)
        case (.address, .map(let entries)):
            var parts: [AddressParts.Part: String] = [:]
            for entry in entries {
                guard let part = AddressParts.Part(rawValue: entry.key), let text = entry.value.text else { return nil }
                parts[part] = text
            }
            return .parts(parts)
        case (.file, .map), (.signature, .map):
            return document(node).map(Entry.document)
        case (.declaration, .map): return .flag(node["agreed"]?.text == "true")
        case (.address, .scalar), (_, .map), (_, .list): return nil
        case (_, .scalar): return .text(node.text ?? "")
        }
    }

    private static func document(_ node: SourceNode) -> Document? {
        switch node["provide"]?.text {
        case "later": .later
        case "by_post": .byPost
        case "on_paper": .onPaper
        case "attached":
            .attachments(
                (node["attachments"]?.items ?? []).map { file in
                    Attachment(id: file["id"]?.text ?? "", name: file["name"]?.text ?? "", mimeType: "", hash: "")
                })
        default: nil
        }
    }

    private static func choice(_ node: SourceNode) -> Choice? {
        if let other = node["other"]?.text { return .other(other) }
        return node.text.map(Choice.code)
    }
}
