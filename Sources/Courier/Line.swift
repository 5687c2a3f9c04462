import SubmissionClient

/// One set of connections to the town hall. It ends when nobody uses it any more: what is on its way when another network
/// comes may still arrive.
final class Line: Sendable {
    let client: SubmissionClient

    init(_ account: ServiceAccount, limits: ClientLimits) throws(ClientFault) {
        client = try SubmissionClient(account, limits: limits)
    }

    deinit {
        let client = client
        Task { await client.close() }
    }
}
