/// The service, described for machines.
struct OpenAPIDocument: Sendable {
    let limits: ServiceLimits
    let server: String

    var json: [String: String] { ["openapi": "3.1.0"] }
}
