package import SubmissionAPI

/// A case as a list shows it.
package struct DeskCase: Hashable, Sendable, CustomStringConvertible {
    /// Its row; a later case has a greater one.
    package let row: Int64
    let name: [UInt8]
    package let head: CaseHead
    package let office: String
    package let destination: ResourceID
    /// The service's identifier.
    package let service: String
    package let state: CaseState
    /// Seconds since 1970.
    package let acceptedAt: Int64
    /// Seconds since 1970.
    package let decidedAt: Int64?
    /// Seconds since 1970, from which on it is deleted; nothing where nobody knows.
    package let keptUntil: Int64?
    /// The delivery service's name; nothing while only a stick brought it, and then nobody can be answered yet.
    package let `case`: ResourceID?
    /// How it was established who applies, in the payload's word; nothing where it does not say.
    package let identification: String?
    /// Counts changes.
    package let version: Int
    let submission: ResourceID

    /// Names the case in addresses: tells nothing of it.
    package var id: CaseID { CaseID(name) }

    /// Without spaces, as it was given out.
    package var reference: String { head.reference }

    /// Says nothing of the case.
    package var description: String { "DeskCase(\(office), \(state.rawValue), redacted)" }
}

/// What the office did with a case, in order.
package struct CaseStep: Codable, Hashable, Sendable, CustomStringConvertible {
    /// What was done.
    package enum Kind: String, Codable, Hashable, Sendable { case asked, decided }

    package let kind: Kind
    package let who: String
    /// Of a decision.
    package let outcome: DecisionContent.Outcome?
    /// The question, or the reasons.
    package let text: String
    /// Seconds since 1970.
    package let at: Int64

    /// Says nothing of the case.
    package var description: String { "CaseStep(\(kind.rawValue), redacted)" }
}

/// The content of a message of kind `decision`.
package struct DecisionContent: Codable, Hashable, Sendable {
    /// How a case was decided.
    package enum Outcome: String, Codable, Hashable, Sendable, CaseIterable {
        case granted, refused, withdrawn
        case partlyGranted = "partly_granted"
        /// Another authority's business, to which it was handed over.
        case forwarded
    }

    package let outcome: Outcome
    package let reason: String
    /// `YYYY-MM-DD`.
    package let date: String

    /// Tells a decision.
    package init(outcome: Outcome, reason: String, date: String) {
        self.outcome = outcome
        self.reason = reason
        self.date = date
    }
}

/// The content of a message of kind `question`.
package struct QuestionContent: Codable, Hashable, Sendable {
    package let question: String
    /// `YYYY-MM-DD`.
    package let date: String

    /// Asks.
    package init(question: String, date: String) {
        self.question = question
        self.date = date
    }
}
