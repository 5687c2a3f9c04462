package import Catalogue
import Expressions

/// How places of a form are called.
extension Form {
    /// How an item of a repeat is titled; nothing where there is no such item.
    package func title(ofItem item: Int, in container: Position, language: Language) -> String {
        guard let repetition = service.elements[container.element].repetition,
            let place = state.items(of: container).firstIndex(of: item)
        else { return "" }
        let fields = repetition.titleFields.compactMapValues { field -> Value? in
            let cell = state.cells[Position(field, container.items.appending(item))]
            // Free text beside the choices is itself the wording.
            if case .choice(.other(let text))? = cell?.answer { return .string(text) }
            return cell?.value
        }
        return ItemTitles(service: service).title(of: fields, repetition, number: place + 1, language: language)
    }

    /// What a position lies in, outermost first: its page, its groups, each with its item where that repeats.
    package func containers(around position: Position) -> [(container: Position, item: Int?)] {
        var found: [(Position, Int?)] = []
        var current = position
        while let container = state.container(of: current) {
            found.append((container.position, container.item))
            current = container.position
        }
        return found.reversed()
    }

    /// The path of a position: `page.question`, with the place of each item: `personen[0].name`.
    package func path(of position: Position) -> String {
        var path = ""
        for (container, item) in containers(around: position) {
            path += state.plan.nodes[container.element].id
            if let place = item.flatMap({ state.items(of: container).firstIndex(of: $0) }) { path += "[\(place)]" }
            path += "."
        }
        return path + state.plan.nodes[position.element].id
    }
}
