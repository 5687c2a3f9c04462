/// What lies sealed on this device and has come back, as staff may see it: references, services, states.
package struct Holdings: Hashable, Sendable {
    /// How far a sealed case is.
    package enum Standing: Hashable, Sendable, CaseIterable {
        /// It lies here and has not been sent whole.
        case waiting
        /// It was sent; the town hall's word is awaited.
        case sent
        /// The town hall has signed that it has it.
        case received
        /// The town hall has signed that it cannot use it.
        case rejected
        /// Somebody has to look at it.
        case setAside
    }

    /// A case.
    package struct Entry: Hashable, Sendable {
        /// Without spaces.
        package let reference: String
        /// The service's id.
        package let service: String
        package let standing: Standing
        /// The reference of the case that this one corrects.
        package let replaces: String?
        /// What the town hall has written about it.
        package let questions: Int
        package let decisions: Int

        package init(
            reference: String, service: String, standing: Standing, replaces: String? = nil, questions: Int = 0,
            decisions: Int = 0
        ) {
            self.reference = reference
            self.service = service
            self.standing = standing
            self.replaces = replaces
            self.questions = questions
            self.decisions = decisions
        }

        /// Whether the town hall has written about it.
        package var isAnswered: Bool { questions + decisions > 0 }
    }

    /// The newest first.
    package let entries: [Entry]
    /// All, also those that are not listed.
    package let counts: [Standing: Int]

    package init(entries: [Entry] = [], counts: [Standing: Int] = [:]) {
        self.entries = entries
        self.counts = counts
    }

    package var questions: Int { entries.reduce(0) { $0 + $1.questions } }
    package var decisions: Int { entries.reduce(0) { $0 + $1.decisions } }
}
