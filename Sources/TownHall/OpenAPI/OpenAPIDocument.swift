import SubmissionAPI

/// The service, described for machines. A test holds the running service against it.
/// Source: OpenAPI 3.1.
struct OpenAPIDocument: Sendable {
    let limits: ServiceLimits
    let server: String

    var json: JSONValue {
        [
            "openapi": "3.1.0",
            "info": [
                "title": "Delivery service of the town hall", "version": "2.0.0",
                "description": "A subset of FIT-Connect's Submission API 1 and 2, and mailboxes for devices.",
                "license": ["name": "EUPL-1.2", "identifier": "EUPL-1.2"],
            ],
            "servers": [["url": .string(server)]],
            "security": [["token": []]],
            "paths": .object(paths),
            "components": [
                "securitySchemes": ["token": ["type": "http", "scheme": "bearer"]],
                "schemas": .object(schemas),
                "responses": [
                    "Problem": [
                        "description": "What went wrong, RFC 9457.",
                        "content": [
                            "application/problem+json": ["schema": ["$ref": "#/components/schemas/Problem"]]
                        ],
                    ]
                ],
            ],
        ]
    }

    private var paths: [String: JSONValue] {
        var paths = servicePaths.merging(devicePaths) { $1 }
        for version in APIVersion.allCases { paths.merge(submissionPaths(version)) { $1 } }
        return paths
    }

    // MARK: Pieces

    static func schema(_ name: String) -> JSONValue { ["$ref": .string("#/components/schemas/" + name)] }

    /// A member of the path: a UUID where nothing else is said.
    static func path(_ name: String, _ schema: JSONValue = ["type": "string", "format": "uuid"]) -> JSONValue {
        ["name": .string(name), "in": "path", "required": true, "schema": schema]
    }

    static func query(_ name: String, from least: Int, to most: Int) -> JSONValue {
        [
            "name": .string(name), "in": "query",
            "schema": ["type": "integer", "minimum": .number(least), "maximum": .number(most)],
        ]
    }

    static func content(_ schema: JSONValue, _ type: String = "application/json") -> JSONValue {
        .object([type: ["schema": schema]])
    }

    static func body(_ schema: JSONValue, _ type: String = "application/json") -> JSONValue {
        ["required": true, "content": content(schema, type)]
    }

    /// One operation: what it does, what it takes, what it answers; all else is a problem.
    static func operation(
        _ name: String, _ summary: String, status: Int = 200, answer: JSONValue? = nil,
        type: String = "application/json",
        parameters: [JSONValue] = [], body: JSONValue? = nil, problems: [Int] = [], isOpen: Bool = false
    ) -> JSONValue {
        var responses: [String: JSONValue] = [:]
        let usual = (isOpen ? [] : [401, 403]) + [400, 405, 429, 500, 503, 507]
        let ofBodies = body == nil ? [] : [413, 415]
        for problem in usual + ofBodies + problems {
            responses[String(problem)] = ["$ref": "#/components/responses/Problem"]
        }
        var success: [String: JSONValue] = ["description": "Done."]
        if let answer { success["content"] = content(answer, type) }
        responses[String(status)] = .object(success)
        var operation: [String: JSONValue] = [
            "operationId": .string(name), "summary": .string(summary), "responses": .object(responses),
        ]
        if !parameters.isEmpty { operation["parameters"] = .array(parameters) }
        if let body { operation["requestBody"] = body }
        if isOpen { operation["security"] = [] }
        return .object(operation)
    }
}
