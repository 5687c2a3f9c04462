import HTTPTypes
import Hummingbird
import NIOCore
import Sealing

/// What anybody may read: the keys that the service's own tokens are verified with, and how it is spoken to.
struct KeyEndpoint: Sendable {
    let service: TownHallService

    private struct KeySet: Encodable { let keys: [JSONWebKey] }

    /// Source: RFC 7517, 5.
    func jwks(_ request: Request, _ context: ServiceContext) async throws -> Response {
        try .json(KeySet(keys: [service.signer.publicKey]))
    }

    func document(_ request: Request, _ context: ServiceContext) async throws -> Response {
        try .json(OpenAPIDocument(limits: service.limits, server: service.signer.issuer).json)
    }
}
