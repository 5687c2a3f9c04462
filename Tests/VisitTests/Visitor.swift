import Catalogue
import Expressions
import Forms
import TestSupport
import Testing
import Visit

/// Somebody at the terminal, with a clock that only the test moves.
struct Visitor {
    var visit: Visit
    private(set) var effects: [VisitEffect] = []
    private var clock = 0

    init(profile: Profile = .kiosk) throws {
        visit = try #require(TestTerminal.visit(profile: profile))
        if profile == .koffer { TestStaff.signIn(&visit) }
    }

    /// Presses keys: `enter up down back help cancel`, digits and text as typed.
    mutating func type(_ keys: String) {
        let named: [String: Press] = [
            "enter": .enter, "up": .up, "down": .down, "back": .back, "help": .help, "cancel": .cancel,
        ]
        for word in keys.split(separator: " ") {
            if let press = named[String(word)] {
                handle(.press(press))
            } else {
                for character in word {
                    handle(.press(character.wholeNumberValue.map(Press.digit) ?? .character(character)))
                }
            }
        }
    }

    mutating func handle(_ event: VisitEvent) { effects = visit.handle(event) }

    mutating func wait(_ seconds: Int) {
        clock += seconds
        handle(.time(seconds: clock, today: visit.today, now: visit.now))
    }

    /// The id of the question on screen.
    var question: String? {
        guard case .step(let step) = visit.stage else { return nil }
        return visit.form?.path(of: step.position)
    }

    /// To the review of a report of defects in the street.
    mutating func reviewReport() {
        type("enter 1 6 1 enter enter 2 1 enter Laterne enter down enter 1 Markt enter enter enter")
    }

    /// To the first name in the dog tax form, the family name answered.
    mutating func beginDogTax() { type("enter 1 4 1 enter enter enter Ahorn enter") }
}
