package import SubmissionAPI

/// What came of a request. Only the exact answer that was expected is `done`.
package enum Outcome<Answer: Sendable>: Sendable {
    /// The expected status, content type and shape.
    case done(Answer)
    /// No answer, or half of one.
    case unreachable(Unreachable)
    /// 429, 408 or 5xx: later, after so many seconds where the town hall says so.
    case busy(retryAfter: Int?)
    /// 401 or 403, also with a new token: this client is not known, or no longer.
    case unauthorised
    /// 404 or 410, said by the town hall itself.
    case notFound
    /// 409: there is other content under this name.
    case conflict
    /// 400, 422 and other refusals, with the reason.
    case refused(Problem)
    /// 413.
    case tooLarge
    /// Whoever answered, it was not the town hall: a login page, a redirect, another type, something unreadable.
    case notTheTownHall
}

extension Outcome: Equatable where Answer: Equatable {}

extension Outcome {
    /// The answer, where it is the expected one.
    package var answer: Answer? { if case .done(let answer) = self { answer } else { nil } }

    /// The same outcome about a part of the answer. An answer that turns out to be none is not the town hall's.
    package func map<Part: Sendable>(_ transform: (Answer) -> Part?) -> Outcome<Part> {
        switch self {
        case .done(let answer): transform(answer).map { .done($0) } ?? .notTheTownHall
        case .unreachable(let reason): .unreachable(reason)
        case .busy(let seconds): .busy(retryAfter: seconds)
        case .unauthorised: .unauthorised
        case .notFound: .notFound
        case .conflict: .conflict
        case .refused(let problem): .refused(problem)
        case .tooLarge: .tooLarge
        case .notTheTownHall: .notTheTownHall
        }
    }

    /// One word, for logs.
    package var word: String {
        switch self {
        case .done: "done"
        case .unreachable(let reason): "unreachable." + reason.rawValue
        case .busy: "busy"
        case .unauthorised: "unauthorised"
        case .notFound: "not_found"
        case .conflict: "conflict"
        case .refused(let problem): "refused.\(problem.status)"
        case .tooLarge: "too_large"
        case .notTheTownHall: "not_the_town_hall"
        }
    }
}
