package import Foundation
import HTTPTypes
import Hummingbird
import SubmissionAPI

/// The delivery service: what it keeps, whom it knows, how it signs. It sees ciphertext only.
package struct TownHallService: Sendable {
    package let storage: any TownHallStorage
    let signer: ServiceSigner
    package let limits: ServiceLimits
    let now: @Sendable () -> Date
    let tokens = AccessTokens()
    let wrongSecrets = WrongSecrets()
    let verificationKeys = KnownKeys()

    /// Seconds that an announced submission is kept for its sender to come back: seven days.
    package static let announcedLifetime: Int64 = 7 * 86_400

    /// Puts the service together.
    /// - Parameters:
    ///   - storage: Where it keeps.
    ///   - signer: What it signs with.
    ///   - limits: How much it takes.
    ///   - now: The wall clock.
    package init(
        storage: any TownHallStorage, signer: ServiceSigner, limits: ServiceLimits = ServiceLimits(),
        now: @escaping @Sendable () -> Date = { Date() }
    ) {
        self.storage = storage
        self.signer = signer
        self.limits = limits
        self.now = now
    }

    var seconds: Int64 { Int64(now().timeIntervalSince1970) }

    /// Deletes what was announced and never sent.
    /// - Returns: How many submissions.
    package func expire() async throws(StorageError) -> Int {
        var count = 0
        while true {
            let more = try await storage.expire(announcedBefore: seconds - Self.announcedLifetime)
            count += more
            if more == 0 { return count }
        }
    }

    /// The client that asks, looked up at every request: whoever is revoked is out at once.
    func client(_ request: Request) async throws -> ClientRecord {
        guard let header = request.headers[.authorization], header.prefix(7).lowercased() == "bearer ",
            let id = tokens.client(of: header.dropFirst(7), now: now()),
            let client = try await storage.client(id), !client.isRevoked
        else { throw Problem.unauthorized }
        return client
    }

    func sender(_ request: Request) async throws -> ClientRecord {
        let client = try await client(request)
        guard client.role == .sender else { throw Problem.forbidden("This is for those who send.") }
        return client
    }

    func subscriber(_ request: Request) async throws -> ClientRecord {
        let client = try await client(request)
        guard client.role == .subscriber else { throw Problem.forbidden("This is for those who receive.") }
        return client
    }
}
