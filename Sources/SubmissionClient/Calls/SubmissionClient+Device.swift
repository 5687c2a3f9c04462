internal import NIOHTTP1
package import SubmissionAPI

extension SubmissionClient {
    /// How the delivery service stands.
    package func status() async -> Outcome<ServiceStatus> { await get(ServiceStatus.self, url(.status)) }

    /// Messages to this device behind a place, oldest first, a page at most.
    package func messages(after sequence: Int64, limit: Int = 5) async -> Outcome<MailboxPage> {
        let query = "?after=\(sequence)&limit=\(min(max(1, limit), MailboxPage.bound))"
        // A message's content travels in base64 three times over.
        return await get(MailboxPage.self, url(.messages, query: query), bound: 64 << 20).map { page in
            let places = page.messages.map(\.sequence)
            let isOrdered = zip([sequence] + places, places).allSatisfy { $0 < $1 }
            return isOrdered ? page : nil
        }
    }

    /// Deletes a message that was stored: 204, also where it is gone already.
    package func delete(message id: ResourceID) async -> Outcome<Void> {
        await ask(Call(method: .DELETE, url: url(.message(id)), expected: .empty(204))).map { _ in () }
    }

    /// The keys of all destinations, signed by the root, which whoever uses them verifies.
    package func destinationKeys() async -> Outcome<SignedKeys> {
        await get(SignedKeys.self, url(.destinationKeys), bound: 16 << 20)
    }
}
