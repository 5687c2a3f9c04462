import Catalogue
import Forms

/// Says where one is when that changes: the page, the group, the item.
struct PlaceAnnouncer {
    private let console: LineConsole
    private var last: [(container: Position, item: Int?)] = []

    init(console: LineConsole) { self.console = console }

    mutating func announce(_ step: Step, in form: Form) {
        var trail = form.containers(around: step.position)
        if case .items(let container) = step { trail.append((container, nil)) }
        for (level, place) in trail.enumerated() {
            let known = last.indices.contains(level) ? last[level] : nil
            if known?.container != place.container { say(place.container, in: form) }
            if known?.container != place.container || known?.item != place.item {
                last = []
                if let item = place.item { say(item, of: place.container, in: form) }
            }
        }
        last = trail
    }

    private func say(_ container: Position, in form: Form) {
        if let page = form.service.page(at: container.element) {
            console.say("")
            console.say("== \(page.title(console.language)) ==")
        } else if let label = form.service.question(at: container.element)?.label {
            console.say("-- \(label(console.language)) --")
        }
    }

    private func say(_ item: Int, of container: Position, in form: Form) {
        guard let repetition = form.service.elements[container.element].repetition,
            let place = form.items(of: container).firstIndex(of: item)
        else { return }
        let title = form.title(ofItem: item, in: container, language: console.language)
        let name = console(.item, ["label": repetition.label(console.language), "number": String(place + 1)])
        console.say("-- \(title == name ? name : "\(name): \(title)") --")
    }
}
