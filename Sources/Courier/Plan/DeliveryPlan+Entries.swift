extension DeliveryPlan {
    /// What the plan knows of a case.
    struct Entry: Sendable {
        enum Stage: Hashable, CaseIterable { case deliver, ask, confirm }

        /// Of one that was brought forward.
        enum Look {
            case first
            /// Once more, after a moment.
            case second
            /// Instead of one that had no answer at the second look.
            case only
        }

        var stage: Stage
        var due: Duration
        var isRunning = false
        /// Failures of its own in a row.
        var failures = 0
        var asks = 0
        /// When it would have been asked about, had another's answer not brought that forward; nothing where it had not,
        /// or the answer was not there and is waited for as before.
        var regular: Duration?
        var look = Look.first
        /// Since when it waits for an answer.
        var since: Duration?
        /// Whether it stands among those that an answer brings forward.
        var isUnanswered = false
        var wrongReceipts = 0
        var wasTried = false
    }

    /// What the plan knows of all cases, by their references.
    struct Entries: Sendable {
        private(set) var all: [String: Entry] = [:]
        /// How many wait for an answer.
        private(set) var asking = 0
        /// How many were brought forward.
        private(set) var broughtForward = 0

        subscript(reference: String) -> Entry? {
            get { all[reference] }
            set {
                let old = all[reference]
                all[reference] = newValue
                asking += (newValue?.stage == .ask ? 1 : 0) - (old?.stage == .ask ? 1 : 0)
                broughtForward += (newValue?.regular != nil ? 1 : 0) - (old?.regular != nil ? 1 : 0)
            }
        }
    }
}
