internal import NIOHTTP1
package import Foundation
package import SubmissionAPI

extension SubmissionClient {
    /// Submissions that wait for their subscriber, oldest first, a page.
    /// - Parameters:
    ///   - destination: Of one destination; of all that this subscriber has where none is given.
    ///   - offset: How many to leave out.
    ///   - limit: How many at most.
    /// - Returns: The page.
    package func submissions(
        for destination: ResourceID? = nil, offset: Int = 0, limit: Int = 100
    ) async -> Outcome<SubmissionPage> {
        let place = "offset=\(max(0, offset))&limit=\(min(max(1, limit), SubmissionPage.bound))"
        let query = destination.map { "?destinationId=\($0)&" + place } ?? "?" + place
        return await get(SubmissionPage.self, url(.submissions, query: query))
    }

    /// A submission: metadata and data, both JWE compact.
    package func submission(_ id: ResourceID) async -> Outcome<Submission> {
        await get(Submission.self, url(.submission(id)), bound: limits.attachment).map {
            $0.submissionId == id ? $0 : nil
        }
    }

    /// An attachment, JWE compact, in memory whole.
    package func attachment(_ id: ResourceID, of submission: ResourceID) async -> Outcome<Data> {
        await ask(
            Call(
                method: .GET, url: url(.attachment(submission: submission, id: id)),
                expected: .init(statuses: [200], type: "application/jose", bound: limits.attachment)))
    }

    /// Adds a signed event to a case, JWS compact: 204, also where it is there already.
    package func post(event: String, to case: ResourceID) async -> Outcome<Void> {
        await ask(
            Call(
                method: .POST, url: url(.events(case: `case`)),
                body: .bytes(Data(event.utf8), type: "application/jose"), expected: .empty(204))
        ).map { _ in () }
    }

    /// The device that a case came from. Not trusted before its certificate has led to the root.
    package func device(of case: ResourceID) async -> Outcome<CaseDevice> {
        await get(CaseDevice.self, url(.device(case: `case`)))
    }

    /// Puts a sealed message into a device's mailbox, JWE compact: 201, or 200 where the same is there.
    /// - Parameters:
    ///   - id: The same at every attempt.
    ///   - sealed: As it travels.
    ///   - device: The thumbprint of the device's key.
    /// - Returns: Nothing but that it is there.
    package func post(message id: ResourceID, sealed: Data, to device: String) async -> Outcome<Void> {
        await ask(
            Call(
                method: .PUT, url: url(.post(device: device, message: id)),
                body: .bytes(sealed, type: "application/jose"), expected: .empty(200, 201))
        ).map { _ in () }
    }
}
