internal import Foundation
internal import SubmissionAPI

/// An answer as it came, before anybody has said whose it is.
struct Answer: Sendable {
    let status: Int
    /// The media type without parameters, in lower case.
    let type: String?
    let retryAfter: Int?
    /// Whether it asks for a token as the town hall does.
    let asksForToken: Bool
    let body: Data

    /// Bytes of a problem.
    static let problemBound = 65536

    /// Says what it means. What the town hall says against a request counts only in its own words, a problem: a login
    /// page has many status codes.
    func outcome(expecting expected: Call.Expectation) -> Outcome<Data> {
        switch status {
        case _ where expected.statuses.contains(status):
            guard let wanted = expected.type else { return body.isEmpty ? .done(body) : .notTheTownHall }
            return type == wanted ? .done(body) : .notTheTownHall
        case 511: return .notTheTownHall
        case 408, 429, 500...599: return .busy(retryAfter: retryAfter)
        case 401 where asksForToken: return .unauthorised
        case 400...499:
            guard type == Problem.mediaType, let problem = try? JSONDecoder().decode(Problem.self, from: body),
                problem.status == status
            else { return .notTheTownHall }
            return refusal(problem)
        default: return .notTheTownHall
        }
    }

    private func refusal(_ problem: Problem) -> Outcome<Data> {
        switch status {
        case 401, 403: .unauthorised
        case 404, 410: .notFound
        case 409: .conflict
        case 413: .tooLarge
        default: .refused(problem)
        }
    }
}
