/// The answer to `POST /token`.
/// Source: RFC 6749, 5.1.
package struct AccessToken: Codable, Hashable, Sendable, CustomStringConvertible {
    /// How long a token is good, in seconds.
    package static let lifetime = 1800

    package let accessToken: String
    package let tokenType: String
    /// In seconds.
    package let expiresIn: Int

    private enum CodingKeys: String, CodingKey {
        case accessToken = "access_token"
        case tokenType = "token_type"
        case expiresIn = "expires_in"
    }

    /// Gives a bearer token.
    package init(_ token: String, expiresIn: Int = AccessToken.lifetime) {
        accessToken = token
        tokenType = "Bearer"
        self.expiresIn = expiresIn
    }

    /// Says nothing of the token.
    package var description: String { "AccessToken(redacted)" }
}
