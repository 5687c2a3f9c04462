import Foundation
package import Sealing
import SubmissionAPI

/// Signs the service's own tokens. A signature takes some 5 ms of a core.
package final class ServiceSigner: Sendable {
    private let key: SigningKey
    /// The service's address: the `iss` of its tokens.
    package let issuer: String

    /// Takes the service's key.
    package init(key: consuming SigningKey, issuer: String) {
        self.key = key
        self.issuer = issuer
    }

    /// The half that others verify with.
    package var publicKey: JSONWebKey { key.publicKey }

    /// Signs, and keeps no connection waiting meanwhile.
    func sign(
        _ event: EventRecord, of submission: SubmissionRecord, tags: AuthenticationTags?
    ) async throws -> String {
        try await withTaskExecutorPreference(globalConcurrentExecutor) {
            try await signed(event, of: submission, tags: tags)
        }
    }

    @concurrent
    private func signed(
        _ event: EventRecord, of submission: SubmissionRecord, tags: AuthenticationTags?
    ) async throws(SealingError) -> String {
        try SecurityEventToken(
            issuer: issuer, issuedAt: Date(timeIntervalSince1970: TimeInterval(event.at)),
            submission: submission.id.uuid, case: submission.case.uuid, event: event.kind, authenticationTags: tags,
            id: event.id.uuid
        ).signed(with: key)
    }
}
