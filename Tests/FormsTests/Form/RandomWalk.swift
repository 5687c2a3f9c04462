import Catalogue
import Expressions
import Forms

/// A walk through a form that answers, clears, adds, removes and disputes at random, always the same for a seed.
struct RandomWalk {
    private(set) var form: Form
    /// What was done last, for messages.
    private(set) var last = ""
    private let begin: Form
    private var random: SplitMix
    /// What stands at the end, for the fresh form.
    private var entries: [Position: Entry] = [:]
    private var disputed: Set<Position> = []
    private var declined: Set<Position> = []
    private var card: Applicant?
    private var cards: [(container: Position, item: Int, card: Applicant)] = []

    init(_ service: Service, _ configuration: Configuration, _ profile: Profile, seed: UInt64) throws {
        form = try TestService.begin(service, configuration, profile)
        begin = form
        random = SplitMix(state: seed)
    }

    mutating func step() {
        switch random.below(20) {
        case 0: read(Persona.all[random.below(Persona.all.count)].applicant)
        case 1, 2: addOrRemove()
        case 3: dispute()
        case 4: clear()
        default: answer()
        }
    }

    private mutating func read(_ applicant: Applicant) {
        last = "card"
        let repeats = form.service.elements.filter { $0.repetition?.cardPerItem == true }.map {
            Position($0.place.index)
        }
        if let container = repeats.first, let item = form.items(of: container).last, random.below(2) == 0 {
            _ = form.handle(.itemCard(container, item: item, applicant))
            cards.removeAll { $0.item == item }
            cards.append((container, item, applicant))
            return
        }
        card = applicant
        _ = form.handle(.card(applicant))
    }

    private mutating func addOrRemove() {
        let containers = containers
        guard !containers.isEmpty else { return }
        let container = containers[random.below(containers.count)]
        let items = form.items(of: container)
        last = "items of \(form.path(of: container))"
        switch random.below(3) {
        case 0 where !items.isEmpty:
            let item = items[random.below(items.count)]
            _ = form.handle(.removeItem(container, item: item))
            entries = entries.filter { !($0.key.items.outer == item || $0.key.items.inner == item) }
            disputed = disputed.filter { !($0.items.outer == item || $0.items.inner == item) }
            declined = declined.filter { !($0.items.outer == item || $0.items.inner == item) }
            cards.removeAll { $0.item == item }
        case 1:
            if form.handle(.declineItems(container)) != [.ignored] { declined.insert(container) }
        default:
            if form.handle(.addItem(container)) != [.ignored] { declined.remove(container) }
        }
    }

    /// Every repeat that is there, shown or not.
    private var containers: [Position] {
        form.service.elements.filter { $0.repetition != nil }.flatMap { positions(of: $0) }
    }

    private func positions(of element: Element) -> [Position] {
        let around = form.service.chain(from: element.place.index).dropFirst()
            .filter { form.service.elements[$0].repetition != nil }
        guard let outer = around.last else { return [Position(element.place.index)] }
        let outerItems = form.items(of: Position(outer))
        guard around.count == 2, let inner = around.first else {
            return outerItems.map { Position(element.place.index, .init(outer: $0)) }
        }
        return outerItems.flatMap { item in
            form.items(of: Position(inner, .init(outer: item))).map {
                Position(element.place.index, .init(outer: item, inner: $0))
            }
        }
    }

    private mutating func dispute() {
        let locked = form.steps.map(\.position).filter { form.view(at: $0)?.isLocked == true }
        if !disputed.isEmpty, random.below(3) == 0,
            let position = disputed.min(by: { ($0.element, $0.items.outer) < ($1.element, $1.items.outer) })
        {
            last = "accept \(form.path(of: position))"
            _ = form.handle(.acceptCard(position))
            disputed.remove(position)
        } else if !locked.isEmpty {
            let position = locked[random.below(locked.count)]
            last = "dispute \(form.path(of: position))"
            _ = form.handle(.dispute(position))
            disputed.insert(position)
        }
    }

    private mutating func clear() {
        let given = entries.keys.sorted {
            ($0.element, $0.items.outer, $0.items.inner) < ($1.element, $1.items.outer, $1.items.inner)
        }
        guard !given.isEmpty else { return }
        let position = given[random.below(given.count)]
        last = "clear \(form.path(of: position))"
        _ = form.handle(.clear(position))
        entries[position] = nil
    }

    private mutating func answer() {
        let asked = form.service.elements.filter { $0.question?.isAsked == true }
        let element = asked[random.below(asked.count)]
        let positions = positions(of: element)
        guard let question = element.question, !positions.isEmpty else { return }
        let position = positions[random.below(positions.count)]
        let entry = RandomEntry.entry(for: question, options: form.view(at: position)?.options, &random)
        last = "answer \(form.path(of: position))"
        if form.handle(.answer(position, entry)).contains(.ignored) { return }
        entries[position] = entry
    }

    /// A form that was given the same, once, in the order of the service.
    func replayed() -> Form {
        var fresh = begin
        var numbers: [Int: Int] = [:]
        func renumbered(_ position: Position) -> Position {
            Position(
                position.element,
                .init(outer: numbers[position.items.outer] ?? -1, inner: numbers[position.items.inner] ?? -1))
        }
        for element in form.service.elements where element.repetition != nil {
            for container in positions(of: element) {
                let target = renumbered(container)
                let wanted = form.items(of: container)
                while let surplus = fresh.items(of: target).last, fresh.items(of: target).count > wanted.count {
                    _ = fresh.handle(.removeItem(target, item: surplus))
                }
                while fresh.items(of: target).count < wanted.count { _ = fresh.handle(.addItem(target)) }
                for (item, number) in zip(wanted, fresh.items(of: target)) { numbers[item] = number }
            }
        }
        for container in declined { _ = fresh.handle(.declineItems(renumbered(container))) }
        for (position, entry) in entries.sorted(by: { $0.key.element < $1.key.element }) {
            _ = fresh.handle(.answer(renumbered(position), entry))
        }
        for card in cards {
            _ = fresh.handle(.itemCard(renumbered(card.container), item: numbers[card.item] ?? -1, card.card))
        }
        if let card { _ = fresh.handle(.card(card)) }
        for position in disputed { _ = fresh.handle(.dispute(renumbered(position))) }
        return fresh
    }
}

extension SplitMix {
    mutating func below(_ bound: Int) -> Int { Int(next() % UInt64(bound)) }
}
