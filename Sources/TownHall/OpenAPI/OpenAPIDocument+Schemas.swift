import SubmissionAPI

extension OpenAPIDocument {
    private static let text: JSONValue = ["type": "string"]
    private static let id: JSONValue = ["type": "string", "format": "uuid"]
    private static let count: JSONValue = ["type": "integer", "minimum": 0]

    private static func list(_ item: JSONValue, _ more: [String: JSONValue] = [:]) -> JSONValue {
        JSONValue.object(["type": "array", "items": item]).adding(more)
    }

    /// An object all of whose members are required, but for those of which something else is said.
    private static func object(_ members: [String: JSONValue], optional: Set<String> = []) -> JSONValue {
        let required = members.keys.filter { !optional.contains($0) }.sorted().map { JSONValue.string($0) }
        return ["type": "object", "properties": .object(members), "required": .array(required)]
    }

    private static let service = object(
        [
            "name": text, "identifier": ["type": "string", "pattern": "^urn:de:fim:leika:leistung:[0-9]{14}$"],
        ], optional: ["name"])

    private static func destination(_ services: String) -> JSONValue {
        object([
            "destinationId": id, "status": ["enum": ["created", "active", "inactive"]], "encryptionKid": text,
            services: list(schema("Service")),
        ])
    }

    private static func announcement(_ service: String) -> JSONValue {
        object([
            "destinationId": id,
            "announcedAttachments": list(
                id, ["maxItems": .number(Announcement.attachmentBound), "uniqueItems": true]),
            service: schema("Service"),
        ])
    }

    private static func submission(_ service: String) -> JSONValue {
        object([
            "submissionId": id, "caseId": id, "destinationId": id, service: schema("Service"),
            "attachments": list(id), "encryptedMetadata": text, "encryptedData": text,
        ])
    }

    private static let entry = object(
        [
            "destinationId": id, "submissionId": id, "caseId": id,
            "submittedAt": ["type": "string", "format": "date-time"],
        ], optional: ["submittedAt"])

    private static let key = object([
        "kty": ["const": "RSA"], "key_ops": list(["enum": ["wrapKey", "verify"]]),
        "alg": ["enum": ["RSA-OAEP-256", "PS512"]], "kid": text, "n": text, "e": ["const": "AQAB"],
    ])

    private static let tokenRequest: JSONValue = object([
        "grant_type": ["const": "client_credentials"], "client_id": text, "client_secret": text,
    ])

    private static let accessToken = object([
        "access_token": text, "token_type": ["const": "Bearer"], "expires_in": count,
    ])

    private static let problem = object(
        [
            "type": ["type": "string", "format": "uri"], "title": text,
            "status": ["type": "integer", "minimum": 400, "maximum": 599], "detail": text, "instance": text,
        ], optional: ["detail", "instance"])

    private static func page(_ name: String, of item: JSONValue) -> JSONValue {
        object(["offset": count, "count": count, "totalCount": count, name: list(item)])
    }

    var schemas: [String: JSONValue] {
        [
            "Problem": Self.problem, "TokenRequest": Self.tokenRequest, "AccessToken": Self.accessToken,
            "Key": Self.key, "KeySet": Self.object(["keys": Self.list(Self.schema("Key"))]),
            "Service": Self.service,
            "Destination_v1": Self.destination("services"), "Destination_v2": Self.destination("publicServices"),
            "DestinationChange": Self.object(["status": ["enum": ["active", "inactive"]]]),
            "Announcement_v1": Self.announcement("serviceType"),
            "Announcement_v2": Self.announcement("publicService"),
            "Announced": Self.object(["submissionId": Self.id, "caseId": Self.id]),
            "SubmissionContent": Self.object(["encryptedMetadata": Self.sealed, "encryptedData": Self.sealed]),
            "SubmissionEntry": Self.entry,
            "SubmissionPage": Self.page("submissions", of: Self.schema("SubmissionEntry")),
            "Submission_v1": Self.submission("serviceType"), "Submission_v2": Self.submission("publicService"),
            "EventPage": Self.page("eventLog", of: Self.text),
            "ServiceStatus": Self.object(["epoch": Self.id, "time": Self.count]),
            "CaseDevice": Self.object(["certificate": Self.text]),
            "SignedKeys": Self.object(["destinationKeys": Self.list(Self.text)]),
            "MailboxPage": Self.object([
                "messages": Self.list(
                    Self.object(["id": Self.id, "sequence": Self.count, "sealed": Self.text]),
                    ["maxItems": .number(MailboxPage.bound)])
            ]),
        ]
    }
}
