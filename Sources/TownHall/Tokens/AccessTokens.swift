import Crypto
import Foundation
import Sealing
import SubmissionAPI
import Synchronization

/// Makes and checks access tokens: the client's id and the end of the token's time, with a code that only this run of the
/// service can make. After a restart clients get 401 and ask for a new one.
final class AccessTokens: Sendable {
    /// So many tokens are known at once without looking at their code again.
    private static let bound = 4096

    private struct Claims {
        let client: ResourceID
        /// Seconds since 1970.
        let end: Int64
    }

    private let known = Mutex<[Substring: Claims]>([:])
    private let key = SymmetricKey(size: .bits256)

    /// A token for a client.
    func token(for client: ResourceID, now: Date) -> AccessToken {
        var claims = Data(client.description.utf8)
        claims.append(contentsOf: "~\(Int64(now.timeIntervalSince1970) + Int64(AccessToken.lifetime))".utf8)
        let code = HMAC<SHA256>.authenticationCode(for: claims, using: key)
        return AccessToken(String(decoding: claims, as: UTF8.self) + "~" + Base64URL.text(Data(code)))
    }

    /// The client that a token was made for; nothing where it was not made here or its time is over.
    func client(of token: Substring, now: Date) -> ResourceID? {
        guard let claims = known.withLock({ $0[token] }) ?? verified(token),
            Int64(now.timeIntervalSince1970) < claims.end
        else { return nil }
        return claims.client
    }

    private func verified(_ token: Substring) -> Claims? {
        let parts = token.split(separator: "~", omittingEmptySubsequences: false)
        guard token.utf8.count < 256, parts.count == 3, let code = Base64URL.decode(String(parts[2])),
            let end = Int64(parts[1]), let client = ResourceID(parts[0]),
            HMAC<SHA256>.isValidAuthenticationCode(
                code, authenticating: Data("\(parts[0])~\(parts[1])".utf8), using: key)
        else { return nil }
        let claims = Claims(client: client, end: end)
        known.withLock { known in
            if known.count >= Self.bound { known.removeAll() }
            known[Substring(String(token))] = claims
        }
        return claims
    }
}
