import HTTPTypes
import Hummingbird
import Sealing
import SubmissionAPI

/// Destinations and their keys.
struct DestinationEndpoint: Sendable {
    let service: TownHallService
    let version: APIVersion

    /// A destination in a version's words.
    private struct Shown: Encodable {
        let destinationId: ResourceID
        let status: Destination.Status
        let encryptionKid: String
        let publicServices: [PublicService]?
        let services: [PublicService]?

        init(_ record: DestinationRecord, _ version: APIVersion) {
            destinationId = record.id
            status = record.status
            encryptionKid = record.encryptionKid
            publicServices = version == .v2 ? record.services : nil
            services = version == .v1 ? record.services : nil
        }
    }

    private struct Change: Decodable { let status: Destination.Status }

    private func found(_ context: ServiceContext) async throws -> DestinationRecord {
        let id = try context.id("destination", or: .noDestination)
        guard let record = try await service.storage.destination(id) else { throw Problem.noDestination }
        return record
    }

    func get(_ request: Request, _ context: ServiceContext) async throws -> Response {
        _ = try await service.client(request)
        return try .json(Shown(try await found(context), version))
    }

    /// A subscriber opens or closes its destination.
    func patch(_ request: Request, _ context: ServiceContext) async throws -> Response {
        let client = try await service.subscriber(request)
        var record = try await found(context)
        guard client.destinations.contains(record.id) else { throw Problem.noDestination }
        let change = try await request.json(Change.self, bound: service.limits.document)
        guard change.status != .created else {
            throw Problem.malformed("A destination becomes “active” or “inactive”, never “created” again.")
        }
        if record.status != change.status {
            record.status = change.status
            try await service.storage.put(record)
        }
        return try .json(Shown(record, version))
    }

    func key(_ request: Request, _ context: ServiceContext) async throws -> Response {
        _ = try await service.client(request)
        let record = try await found(context)
        guard let kid = context.parameters.get("kid"), let key = record.key(kid) else { throw Problem.noKey }
        return try .json(key)
    }
}
