/// The town hall's root, pinned at enrolment: what leads to it is believed, all else is not.
package struct SigningRoot: Sendable {
    /// As it was pinned.
    package var jwk: JSONWebKey { key.jwk }

    let key: VerificationKey

    /// Takes the pinned key.
    /// - Throws: `malformed` where it is not fit for verifying.
    package init(_ jwk: JSONWebKey) async throws(SealingError) {
        key = try await VerificationKey(jwk)
    }
}
