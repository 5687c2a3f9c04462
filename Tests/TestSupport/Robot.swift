package import Catalogue
import Forms
package import Visit

/// Somebody who has only the sixteen keys of a keypad and goes from the welcome to the receipt.
package struct Robot {
    package private(set) var visit: Visit
    /// Everything that was pressed, to reproduce a failure.
    package private(set) var presses: [Press] = []
    /// What was journalled.
    package private(set) var journal: [JournalEntry] = []
    /// The case that was confirmed.
    package private(set) var delivered: JSONValue?
    /// Called on each new screen.
    private let look: (Visit) -> Void
    /// How often a question was answered: a choice that led nowhere is not chosen again.
    private var answered: [Position: Int] = [:]
    /// Repeats that were given another entry.
    private var added: Set<Int> = []

    /// Whether it makes another entry wherever there may be one.
    private let addsEntries: Bool
    /// Paints a screen, and tells how many pages can be read on.
    private let paint: ((Visit) -> (above: Int, below: Int))?

    /// - Parameters:
    ///   - visit: Where it begins.
    ///   - addsEntries: Whether it makes another entry wherever there may be one.
    ///   - paint: Called on the first screen and after each press; without it every screen has room for all.
    ///   - look: Called on each new screen.
    package init(
        _ visit: Visit, addsEntries: Bool = false, paint: ((Visit) -> (above: Int, below: Int))? = nil,
        look: @escaping (Visit) -> Void
    ) {
        self.addsEntries = addsEntries
        self.visit = visit
        self.look = look
        self.paint = paint
        repaint()
    }

    private mutating func repaint() {
        guard let pages = paint?(visit) else { return }
        _ = visit.handle(.painted(above: pages.above, below: pages.below))
    }

    /// Presses a key; a case that is being sent gets its number.
    package mutating func press(_ press: Press) {
        guard presses.count < 4000 else { return }
        presses.append(press)
        handle(.press(press))
    }

    /// Something happens; what is wanted of the reader comes at once.
    package mutating func handle(_ event: VisitEvent) {
        let before = visit.stage
        for effect in visit.handle(event) {
            switch effect {
            case .journal(let entry): journal.append(entry)
            case .deliver(let payload): delivered = payload
            case .card(let wish): for event in TestCard.events(for: wish) { handle(.card(event)) }
            case .staff, .wipe, .report, .prepare, .lookUp, .describe, .switchPracticeNetwork: break
            }
        }
        if case .sending = visit.stage { _ = visit.handle(.number(7, .saved)) }
        repaint()
        if visit.stage != before { look(visit) }
    }

    /// Chooses a target with ▲, ▼ and Enter.
    mutating func choose(_ index: Int) {
        var steps = 0
        while visit.focus != index, steps < 300 {
            press(visit.focus < index ? .down : .up)
            steps += 1
        }
        press(.enter)
    }

    mutating func choose(where matches: (Intent) -> Bool) -> Bool {
        guard let index = visit.targets.firstIndex(where: { matches($0.intent) }) else { return false }
        choose(index)
        return true
    }

    /// From the welcome to the first question of a service.
    package mutating func begin(_ service: Service, language: Language) -> Bool {
        press(.enter)
        guard choose(where: { $0 == .chooseLanguage(language) }), choose(where: { $0 == .category(service.category) }),
            choose(where: { $0 == .service(service.id) })
        else { return false }
        press(.enter)
        press(.enter)
        return identify()
    }

    /// By card, PIN and all, where the service wants it.
    package mutating func identify() -> Bool {
        for _ in 0..<20 {
            switch visit.stage {
            case .identification, .card(.consent), .card(.read): press(.enter)
            case .card(.photo): _ = choose(where: { $0 == .yes })
            case .card(.secret(let entry)):
                for count in 1...entry.secret.lengths.upperBound { handle(.card(.typed(count))) }
                press(.enter)
            case .card(.take): handle(.card(.removed))
            case .card: return false
            default: return true
            }
        }
        return false
    }

    /// Answers until the receipt, or until nothing moves any more.
    package mutating func answerAll() -> Bool { answerAll { $0.stage == .receipt } }

    /// Answers until a screen that one looks for; whether it came.
    package mutating func answerAll(until isThere: (Visit) -> Bool) -> Bool {
        for _ in 0..<400 where presses.count < 4000 {
            if isThere(visit) { return true }
            switch visit.stage {
            case .step(.question(let position)): answer(position)
            case .step(.items(let container)):
                // Once another entry, wherever there may be one.
                if !visit.notices.isEmpty, choose(where: { if case .editItem = $0 { true } else { false } }) {
                    continue
                }
                let isFirst = addsEntries && added.insert(container.element).inserted
                _ =
                    (isFirst && choose(where: { $0 == .yes })) || choose(where: { $0 == .no })
                    || choose(where: { $0 == .yes })
            case .review, .declaration, .errors: press(.enter)
            case .stopped:
                press(.back)
            default: return false
            }
        }
        return false
    }

    private mutating func answer(_ position: Position) {
        guard let view = visit.form?.view(at: position) else { return }
        answered[position, default: 0] += 1
        // A warning lets one go on.
        if !visit.notices.isEmpty, visit.notices.allSatisfy({ $0.level == .warn }) { return press(.enter) }
        if view.isLocked || !view.question.isAsked { return press(.enter) }
        // Another entry gets other answers.
        let attempt = answered[position, default: 1] - 1 + max(0, position.items.outer)
        switch view.question.kind {
        case .bool: _ = choose(where: { $0 == (attempt % 2 == 0 ? .no : .yes) })
        case .declaration: _ = choose(where: { $0 == .yes })
        case .choice: chooseOption(attempt)
        case .multi:
            chooseOption(attempt)
            _ = choose(where: { $0 == .proceed })
        case .file: choose(0)
        case .signature: press(.enter)
        case .address(let parts): fill(parts)
        default: type(Samples.text(for: view.question, attempt: attempt, language: visit.language))
        }
    }

    private mutating func chooseOption(_ attempt: Int) {
        let options = visit.targets.indices.filter { index in
            switch visit.targets[index].intent {
            case .choose(.code), .toggle(.code): true
            default: false
            }
        }
        guard !options.isEmpty else { return press(.enter) }
        choose(options[attempt % options.count])
    }

    /// Types into the field on screen and goes on: digits directly, anything else by the letter pad.
    private mutating func type(_ text: String) {
        for _ in 0..<200 where visit.draft.fields.first?.isEmpty == false { erase() }
        if visit.showsWholePages {
            // The case has a keyboard.
            for character in text { press(character.wholeNumberValue.map(Press.digit) ?? .character(character)) }
            return press(.enter)
        }
        if text.allSatisfy(\.isNumber) {
            for _ in 0..<3 where visit.draft.pad != nil { press(.back) }
            for character in text { press(.digit(character.wholeNumberValue ?? 0)) }
            return press(.enter)
        }
        if visit.draft.pad == nil { press(.down) }
        for character in text { write(character) }
        _ = choose(where: { $0 == .proceed })
    }

    private mutating func erase() {
        if visit.showsWholePages { return press(.erase) }
        if visit.draft.pad == nil { press(.down) }
        guard let index = visit.draft.pad?.keys.firstIndex(of: .erase) else { return }
        _ = choose(where: { $0 == .letter(index) })
    }

    /// One character by the letter pad.
    private mutating func write(_ character: Character) {
        let wanted = String(character)
        let letter = LetterPad.rows.joined().contains(wanted.uppercased()) || wanted == "ß"
        guard letter, let pad = visit.draft.pad else { return }
        if character.isLetter, character.isUppercase != pad.isUpper, wanted != "ß",
            let shift = pad.keys.firstIndex(of: .shift)
        {
            _ = choose(where: { $0 == .letter(shift) })
        }
        guard
            let row = visit.draft.pad?.keys.firstIndex(where: {
                if case .row(_, let letters) = $0 { letters.contains(wanted) } else { false }
            })
        else { return }
        _ = choose(where: { $0 == .letter(row) })
        guard let key = visit.draft.pad?.keys.firstIndex(of: .letter(wanted)) else { return }
        _ = choose(where: { $0 == .letter(key) })
    }

    private mutating func fill(_ parts: AddressParts) {
        for (index, part) in parts.parts.enumerated() {
            guard visit.draft.fields.indices.contains(index), visit.draft.fields[index].isEmpty,
                let text = Samples.part(part)
            else { continue }
            for _ in 0..<20 where visit.focus > index { press(.up) }
            for _ in 0..<20 where visit.focus < index { press(.down) }
            if text.allSatisfy(\.isNumber) {
                for character in text { press(.digit(character.wholeNumberValue ?? 0)) }
            } else {
                press(.enter)
                for character in text { write(character) }
                _ = choose(where: { $0 == .proceed })
            }
        }
        _ = choose(where: { $0 == .proceed })
    }
}
