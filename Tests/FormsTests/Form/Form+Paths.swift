import Catalogue
import Forms

/// Forms by paths, `personen[1].name`, as tests and examples write them.
extension Form {
    func position(_ path: String) -> Position? {
        var items = Position.Items.none
        var current = ""
        var found: Int?
        for part in path.split(separator: ".") {
            let name = part.prefix { $0 != "[" }
            current += (current.isEmpty ? "" : ".") + name
            guard let element = service.elements.first(where: { $0.place.path == current })?.place.index else {
                return nil
            }
            found = element
            guard let index = Int(part.dropFirst(name.count + 1).prefix { $0 != "]" }) else { continue }
            let numbers = self.items(of: Position(element, items))
            guard numbers.indices.contains(index) else { return nil }
            items =
                items.outer < 0
                ? .init(outer: numbers[index]) : .init(outer: items.outer, inner: numbers[index])
        }
        return found.map { Position($0, items) }
    }

    @discardableResult mutating func answer(_ path: String, _ text: String) -> [FormEffect] {
        handle(path) { .answer($0, .text(text)) }
    }

    @discardableResult mutating func answer(_ path: String, _ entry: Entry) -> [FormEffect] {
        handle(path) { .answer($0, entry) }
    }

    @discardableResult mutating func handle(_ path: String, _ event: (Position) -> FormEvent) -> [FormEffect] {
        position(path).map { handle(event($0)) } ?? [.ignored]
    }

    @discardableResult mutating func add(_ path: String) -> [FormEffect] { handle(path) { .addItem($0) } }

    @discardableResult mutating func remove(_ index: Int, of path: String) -> [FormEffect] {
        guard let container = position(path), items(of: container).indices.contains(index) else { return [.ignored] }
        return handle(.removeItem(container, item: items(of: container)[index]))
    }

    func shows(_ path: String) -> Bool { position(path).map(isVisible) == true }

    func view(_ path: String) -> QuestionView? { position(path).flatMap(view(at:)) }

    func answer(_ path: String) -> Answer? { view(path)?.answer }

    /// `path: sentence`, in German.
    func told(_ level: Check.Level, _ texts: Texts, _ language: Language = .german) -> [String] {
        problems.filter { $0.problem.level == level }.map {
            "\(path(of: $0.position)): \($0.problem.sentence(in: language, texts: texts))"
        }
    }

    /// The paths that have an error.
    var faulty: [String] { problems.filter { $0.problem.level == .error }.map { path(of: $0.position) } }

    var warned: [String] { problems.filter { $0.problem.level == .warn }.map { path(of: $0.position) } }

    func payload(_ path: String) -> JSONValue? {
        path.split(separator: ".").reduce(payload) { value, part -> JSONValue? in
            let name = part.prefix { $0 != "[" }
            guard let found = value?[String(name)] else { return nil }
            guard let index = Int(part.dropFirst(name.count + 1).prefix { $0 != "]" }) else { return found }
            guard case .array(let items) = found, items.indices.contains(index) else { return nil }
            return items[index]
        }
    }
}
