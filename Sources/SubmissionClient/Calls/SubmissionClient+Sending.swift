internal import NIOHTTP1
package import Sealing
package import SubmissionAPI

extension SubmissionClient {
    /// A destination.
    package func destination(_ id: ResourceID) async -> Outcome<Destination> {
        await get(Destination.self, url(.destination(id))).map { $0.destinationId == id ? $0 : nil }
    }

    /// A key of a destination, as the network delivers it: not trusted by being there.
    package func key(_ kid: String, of destination: ResourceID) async -> Outcome<JSONWebKey> {
        guard !kid.isEmpty, kid.utf8.allSatisfy(Self.isUnreserved) else { return .notFound }
        return await get(JSONWebKey.self, url(.key(destination, kid: kid))).map { $0.kid == kid ? $0 : nil }
    }

    private static func isUnreserved(_ byte: UInt8) -> Bool {
        switch byte {
        case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
            UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "-"), UInt8(ascii: "_"), UInt8(ascii: "~"):
            true
        default: false
        }
    }

    /// Announces a submission: 201 and its ids.
    package func create(_ announcement: Announcement) async -> Outcome<Announced> {
        await ask(
            Announced.self,
            Call(method: .POST, url: url(.submissions), body: Self.json(announcement), expected: .json(201)))
    }

    /// Sends an attachment, JWE compact, while it is being read: 204.
    /// - Throws: What the content's source throws; the town hall then does not have the attachment.
    package func put(
        attachment id: ResourceID, of submission: ResourceID, _ content: StreamedContent
    ) async throws -> Outcome<Void> {
        try await perform(
            Call(
                method: .PUT, url: url(.attachment(submission: submission, id: id)),
                body: .streamed(content, type: "application/jose"), expected: .empty(204))
        ).map { _ in () }
    }

    /// Sends metadata and data: 200 and the same ids.
    package func send(_ content: SubmissionContent, as submission: ResourceID) async -> Outcome<Announced> {
        await ask(
            Announced.self,
            Call(method: .PUT, url: url(.submission(submission)), body: Self.json(content), expected: .json(200))
        ).map { $0.submissionId == submission ? $0 : nil }
    }

    /// The most events of a case that are asked for; a case has five.
    package static let eventBound = 1000

    /// How many events of a case the delivery service itself makes, before any of the subscriber's: create and submit.
    package static let ownEvents = 2

    /// The events of a case, oldest first, page by page.
    ///
    /// A sender that waits for the receipt leaves out the service's own events, whose signatures nobody then has to make.
    /// - Parameters:
    ///   - case: Whose.
    ///   - first: How many to leave out. A service that has not as many is asked for all.
    /// - Returns: The events.
    package func events(of case: ResourceID, from first: Int = 0) async -> Outcome<[String]> {
        let limit = 100
        var (first, events): (Int, [String]) = (first, [])
        while events.count < Self.eventBound {
            let query = "?offset=\(first + events.count)&limit=\(limit)"
            let page = await get(EventPage.self, url(.events(case: `case`), query: query), bound: 8 << 20)
            guard let page = page.answer else { return page.map { _ in nil } }
            guard page.offset == first + events.count, page.eventLog.count <= EventPage.bound else {
                return .notTheTownHall
            }
            if first > 0, page.totalCount < first {
                first = 0
                continue
            }
            events += page.eventLog
            if page.eventLog.isEmpty || first + events.count >= page.totalCount { break }
        }
        return .done(events)
    }
}
