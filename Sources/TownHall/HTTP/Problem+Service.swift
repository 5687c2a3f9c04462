import SubmissionAPI

extension Problem {
    static let unauthorized = Problem(
        "unauthorized", title: "Unauthorized", status: 401,
        detail: "There is no access token, or it is no longer good. Get one at /token.")

    static func forbidden(_ detail: String) -> Problem {
        Problem("forbidden", title: "Forbidden", status: 403, detail: detail)
    }

    static let noRoute = Problem(
        "not-found", title: "Not found", status: 404, detail: "There is nothing under this address.")

    static let noDestination = Problem(
        "destination-not-found", title: "Destination not found", status: 404,
        detail: "There is no destination of this name.")

    static let noKey = Problem(
        "key-not-found", title: "Key not found", status: 404, detail: "The destination has no key of this name.")

    static let noSubmission = Problem(
        "submission-not-found", title: "Submission not found", status: 404,
        detail: "There is no submission of this name that this client may see.")

    static let noAttachment = Problem(
        "attachment-not-found", title: "Attachment not found", status: 404,
        detail: "The submission has no attachment of this name, or it was deleted after its acceptance.")

    static let noCase = Problem(
        "case-not-found", title: "Case not found", status: 404,
        detail: "There is no case of this name that this client may see.")

    static let noDevice = Problem(
        "device-not-found", title: "Device not found", status: 404,
        detail: "There is no enrolled device with this key.")

    static let methodNotAllowed = Problem(
        "method-not-allowed", title: "Method not allowed", status: 405,
        detail: "The header “Allow” names the methods of this address.")

    static func conflict(_ detail: String) -> Problem {
        Problem("conflict", title: "Conflict", status: 409, detail: detail)
    }

    static func tooLarge(bound: Int) -> Problem {
        Problem("payload-too-large", title: "Too large", status: 413, detail: "At most \(bound) bytes are taken here.")
    }

    static func mediaType(_ expected: String) -> Problem {
        Problem(
            "unsupported-media-type", title: "Unsupported media type", status: 415,
            detail: "Only \(expected), not compressed, is taken here.")
    }

    static func malformed(_ detail: String) -> Problem {
        Problem("bad-request", title: "Bad request", status: 400, detail: detail)
    }

    static func unprocessable(_ name: String, _ title: String, _ detail: String) -> Problem {
        Problem(name, title: title, status: 422, detail: detail)
    }

    static func notSealed(_ detail: String) -> Problem {
        unprocessable("invalid-encryption", "Not encrypted as it must be", detail)
    }

    static let tooManyRequests = Problem(
        "too-many-requests", title: "Too many requests", status: 429,
        detail: "Too many wrong secrets came. Wait a minute.")

    static let internalError = Problem(
        "internal-server-error", title: "Internal error", status: 500, detail: "The service made a mistake.")

    /// What a client is told of a disk that does not take anything: nothing was acknowledged, try later.
    init(_ error: StorageError) {
        switch error {
        case .full:
            self.init(
                "insufficient-storage", title: "Insufficient storage", status: 507,
                detail: "The service has no room left. Nothing of this request was kept.")
        default:
            self.init(
                "service-unavailable", title: "Service unavailable", status: 503,
                detail: "The service cannot keep anything at the moment. Nothing of this request was kept.")
        }
    }
}
