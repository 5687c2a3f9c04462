import SubmissionAPI

extension OpenAPIDocument {
    /// A JWE of this system in compact form.
    static let sealed: JSONValue = [
        "type": "string",
        "pattern": "^[A-Za-z0-9_-]+\\.[A-Za-z0-9_-]+\\.[A-Za-z0-9_-]+\\.[A-Za-z0-9_-]+\\.[A-Za-z0-9_-]{22}$",
    ]

    var servicePaths: [String: JSONValue] {
        [
            "/token": [
                "post": Self.operation(
                    "token", "A client shows its secret and gets a token.", answer: Self.schema("AccessToken"),
                    body: Self.body(Self.schema("TokenRequest"), "application/x-www-form-urlencoded"),
                    problems: [401], isOpen: true)
            ],
            "/.well-known/jwks.json": [
                "get": Self.operation(
                    "serviceKeys", "The keys that the service's own tokens are verified with.",
                    answer: Self.schema("KeySet"), isOpen: true)
            ],
            "/openapi.json": [
                "get": Self.operation("document", "This document.", answer: ["type": "object"], isOpen: true)
            ],
        ]
    }

    var devicePaths: [String: JSONValue] {
        [
            "/device/v1/status": [
                "get": Self.operation("status", "How the service stands.", answer: Self.schema("ServiceStatus"))
            ],
            "/device/v1/messages": [
                "get": Self.operation(
                    "messages", "Messages that wait for the device that asks, oldest first.",
                    answer: Self.schema("MailboxPage"),
                    parameters: [
                        [
                            "name": "after", "in": "query",
                            "schema": ["type": "integer", "minimum": 0, "format": "int64"],
                        ],
                        Self.query("limit", from: 1, to: MailboxPage.bound),
                    ])
            ],
            "/device/v1/messages/{message}": [
                "delete": Self.operation(
                    "deleteMessage", "The device has stored a message; also where it is gone already.", status: 204,
                    parameters: [Self.path("message")], problems: [404])
            ],
            "/device/v1/destination-keys": [
                "get": Self.operation(
                    "destinationKeys", "The keys of all destinations as the root signed them.",
                    answer: Self.schema("SignedKeys"))
            ],
            "/device/v1/cases/{case}/device": [
                "get": Self.operation(
                    "deviceOfCase", "The device that a case came from.", answer: Self.schema("CaseDevice"),
                    parameters: [Self.path("case")], problems: [404])
            ],
            "/device/v1/devices/{device}/messages/{message}": [
                "put": postMessage
            ],
        ]
    }

    private var postMessage: JSONValue {
        var operation = Self.operation(
            "postMessage", "Puts a sealed message into a device's mailbox. 200 where the same is there.", status: 201,
            parameters: [
                Self.path("device", ["type": "string", "pattern": "^[A-Za-z0-9_-]{43}$"]), Self.path("message"),
            ], body: Self.body(Self.sealed, "application/jose"), problems: [404, 409, 422])
        if case .object(let members) = operation, case .object(var responses)? = members["responses"] {
            responses["200"] = ["description": "The same is there."]
            operation = operation.adding(["responses": .object(responses)])
        }
        return operation
    }

    func submissionPaths(_ version: APIVersion) -> [String: JSONValue] {
        let (v, prefix) = (version.rawValue, "/" + version.rawValue)
        let attachment = [Self.path("submission"), Self.path("attachment")]
        let page = [Self.query("offset", from: 0, to: 1_000_000_000), Self.query("limit", from: 1, to: 500)]
        let destinationID: JSONValue = [
            "name": "destinationId", "in": "query", "schema": ["type": "string", "format": "uuid"],
        ]
        return [
            prefix + "/destinations/{destination}": [
                "get": Self.operation(
                    "destination_" + v, "A destination.", answer: Self.schema("Destination_" + v),
                    parameters: [Self.path("destination")], problems: [404]),
                "patch": Self.operation(
                    "changeDestination_" + v, "A subscriber opens or closes its destination.",
                    answer: Self.schema("Destination_" + v), parameters: [Self.path("destination")],
                    body: Self.body(Self.schema("DestinationChange")), problems: [404]),
            ],
            prefix + "/destinations/{destination}/keys/{kid}": [
                "get": Self.operation(
                    "key_" + v, "A key of a destination.", answer: Self.schema("Key"),
                    parameters: [
                        Self.path("destination"),
                        Self.path("kid", ["type": "string", "pattern": "^[A-Za-z0-9_-]{8,64}$"]),
                    ], problems: [404])
            ],
            prefix + "/submissions": [
                "post": Self.operation(
                    "announce_" + v, "A sender announces a submission.", status: 201, answer: Self.schema("Announced"),
                    body: Self.body(Self.schema("Announcement_" + v)), problems: [422]),
                "get": Self.operation(
                    "submissions_" + v, "Submissions that wait for their subscriber, oldest first.",
                    answer: Self.schema("SubmissionPage"), parameters: [destinationID] + page, problems: [404]),
            ],
            prefix + "/submissions/{submission}": [
                "put": Self.operation(
                    "submit_" + v, "A sender sends a submission; the same again changes nothing.",
                    answer: Self.schema("SubmissionEntry"), parameters: [Self.path("submission")],
                    body: Self.body(Self.schema("SubmissionContent")), problems: [404, 409, 422]),
                "get": Self.operation(
                    "submission_" + v, "A subscriber fetches a submission.", answer: Self.schema("Submission_" + v),
                    parameters: [Self.path("submission")], problems: [404]),
            ],
            prefix + "/submissions/{submission}/attachments/{attachment}": [
                "put": Self.operation(
                    "putAttachment_" + v, "A sender sends an attachment; the same again changes nothing.", status: 204,
                    parameters: attachment, body: Self.body(Self.sealed, "application/jose"), problems: [404, 409, 422]),
                "get": Self.operation(
                    "attachment_" + v, "A subscriber fetches an attachment.", answer: Self.sealed,
                    type: "application/jose", parameters: attachment, problems: [404]),
            ],
            prefix + "/cases/{case}/events": [
                "get": Self.operation(
                    "events_" + v, "The events of a case, oldest first.", answer: Self.schema("EventPage"),
                    parameters: [Self.path("case")] + page, problems: [404]),
                "post": Self.operation(
                    "postEvent_" + v, "A subscriber accepts or rejects; the same again changes nothing.", status: 204,
                    parameters: [Self.path("case")],
                    body: Self.body(
                        ["type": "string", "pattern": "^[A-Za-z0-9_-]+\\.[A-Za-z0-9_-]+\\.[A-Za-z0-9_-]+$"],
                        "application/jose"), problems: [404, 409, 422]),
            ],
        ]
    }
}
