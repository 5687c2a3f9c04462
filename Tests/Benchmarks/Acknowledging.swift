import ClerkDesk
import Foundation
import Sealing
import SubmissionAPI
import SubmissionClient

/// The way of a receipt: signed by the office, posted, looked at and kept durably by the delivery service, fetched by the
/// sender.
struct Acknowledging {
    /// The office's key, shared by all that sign.
    private final class Office: Sendable {
        let key: SigningKey

        init(_ key: consuming SigningKey) { self.key = key }

        func accept(_ delivered: Parcel.Delivered, at destination: ResourceID) throws -> String {
            try SecurityEventToken(
                issuer: destination.description, issuedAt: Date(), submission: delivered.ids.submissionId.uuid,
                case: delivered.ids.caseId.uuid, event: .accept, authenticationTags: delivered.tags
            ).signed(with: key)
        }
    }

    private static let count = 1500
    private static let width = 16

    private let office: Office
    private let subscriber: SubmissionClient
    private let sender: SubmissionClient

    /// Takes the desk's place at a town hall.
    init(_ town: BenchmarkTown, _ sender: SubmissionClient) async throws {
        let desk = DeskDirectory(town.directory)
        let (settings, kid) = (try desk.settings(), try desk.office(BenchmarkTown.office).current.signing.kid)
        let key = try await desk.signingKey(kid)
        office = Office(key)
        var limits = ClientLimits()
        limits.connections = Self.width
        subscriber = try SubmissionClient(
            ServiceAccount(
                tokenURL: settings.tokenUrl, submissionURL: settings.submissionApiUrl, mailbox: settings.mailbox,
                clientID: settings.clientId, clientSecret: settings.clientSecret,
                authorities: settings.caCertificate), limits: limits)
        self.sender = sender
    }

    /// Delivers many, and then acknowledges them all.
    func measure(_ parcel: Parcel) async throws -> Measurement {
        let before = try await DeliveryBenchmark.signatures()
        let waiting = try await each(Array(repeating: (), count: Self.count)) { _ in
            try await parcel.deliver(with: sender).get()
        }
        let began = ContinuousClock.now
        _ = try await each(waiting) { delivered in
            let token = try office.accept(delivered, at: parcel.destination)
            try await sender.near {
                let posted = await subscriber.post(event: token, to: delivered.ids.caseId)
                guard posted.answer != nil else { throw Failed("a receipt was not taken: \(posted.word)") }
                let events = await sender.events(of: delivered.ids.caseId, from: SubmissionClient.ownEvents)
                guard events.answer == [token] else { throw Failed("a receipt did not come back: \(events.word)") }
            }
        }
        let rate = Double(waiting.count) / (ContinuousClock.now - began).inSeconds
        await subscriber.close()
        let signing = (before + (try await DeliveryBenchmark.signatures())) / 2
        return Measurement(
            name: "Cases acknowledged: signed, posted, fetched", limit: "≥ 0.8 ×", isWithin: rate / signing >= 0.8,
            figure: String(format: "%.0f /s", rate),
            comparison: String(
                format: "%.2f × signatures (RSA-4096 PSS, %.0f /s on all cores, which here also post, keep and fetch)",
                rate / signing, signing))
    }

    private func each<Element: Sendable, Result: Sendable>(
        _ elements: [Element], _ work: @escaping @Sendable (Element) async throws -> Result
    ) async throws -> [Result] {
        try await withThrowingTaskGroup(of: [Result].self) { group in
            for worker in 0..<Self.width {
                group.addTask {
                    var results: [Result] = []
                    for index in stride(from: worker, to: elements.count, by: Self.width) {
                        results.append(try await work(elements[index]))
                    }
                    return results
                }
            }
            return try await group.reduce(into: []) { $0 += $1 }
        }
    }
}
