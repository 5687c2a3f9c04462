/// The paths of the submission interface below its address, as the client asks for them. Ids are lower-case UUIDs.
///
/// Source: FIT-Connect Submission API 1 and 2; `/device/v1` is an addition of ours.
package enum SubmissionRoute: Hashable, Sendable {
    /// `GET`, `PATCH` (subscriber): a destination.
    case destination(ResourceID)
    /// `GET`: a key of a destination, for encryption or for verifying its tokens.
    case key(ResourceID, kid: String)
    /// `POST` (sender), `GET` (subscriber): submissions.
    case submissions
    /// `PUT` (sender), `GET` (subscriber): a submission.
    case submission(ResourceID)
    /// `PUT` (sender), `GET` (subscriber): an attachment.
    case attachment(submission: ResourceID, id: ResourceID)
    /// `GET`, `POST` (subscriber): the events of a case.
    case events(case: ResourceID)

    /// The path, beginning with the version.
    package func path(_ version: APIVersion) -> String {
        let rest =
            switch self {
            case .destination(let destination): "destinations/\(destination)"
            case .key(let destination, let kid): "destinations/\(destination)/keys/\(kid)"
            case .submissions: "submissions"
            case .submission(let submission): "submissions/\(submission)"
            case .attachment(let submission, let attachment):
                "submissions/\(submission)/attachments/\(attachment)"
            case .events(let `case`): "cases/\(`case`)/events"
            }
        return "/\(version.rawValue)/\(rest)"
    }
}
