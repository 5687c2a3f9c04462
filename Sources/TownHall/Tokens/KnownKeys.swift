import Sealing
import Synchronization

/// Keys for verifying, read once: to read one takes as long as to verify a token with it.
final class KnownKeys: Sendable {
    private static let bound = 256

    private let known = Mutex<[JSONWebKey: VerificationKey]>([:])

    /// The key as the library has it. Whether it may be trusted is not asked here.
    /// - Throws: `SealingError` where it is not fit for verifying.
    func key(_ jwk: JSONWebKey) async throws(SealingError) -> VerificationKey {
        if let key = known.withLock({ $0[jwk] }) { return key }
        let key = try await VerificationKey(jwk)
        known.withLock { known in
            if known.count >= Self.bound { known.removeAll() }
            known[jwk] = key
        }
        return key
    }
}
