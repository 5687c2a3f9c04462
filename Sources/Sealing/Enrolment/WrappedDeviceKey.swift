internal import Foundation
internal import Secrets

/// A device's private key in the case, wrapped to the staff's keys: a thief of the case opens no message. On a kiosk,
/// where nobody enters a passphrase, the key lies in a file of the terminal's user instead, see `EnrolledFiles`.
package struct WrappedDeviceKey: Codable, Hashable, Sendable {
    /// How a try to unwrap went.
    package enum Unwrapping: ~Copyable {
        case key(DecryptionKey)
        /// It was not wrapped to this key.
        case notForThisKey
        /// It was changed.
        case notAuthentic
    }

    /// Stands where a session's id would: a name for this wrapping.
    private let id: UUID
    private let wrapped: WrappedSessionKey
    private let sealed: Data

    /// Wraps a key to staff and to the town's recovery key.
    /// - Throws: As `WrappedSessionKey`.
    package init(wrapping key: borrowing DecryptionKey, to recipients: [StaffPublicKey]) throws(SealingError) {
        let id = UUID()
        let session = SessionKey()
        wrapped = try WrappedSessionKey(wrapping: session, of: id, to: recipients)
        sealed = try key.withPrivateKey { (bytes) throws(SealingError) in
            try session.seal(bytes, associatedData: Self.place(id))
        }
        self.id = id
    }

    /// Whom it is wrapped to.
    package var recipients: [StaffPublicKey] { wrapped.recipients }

    /// Unwraps it with one of the keys.
    package func unwrap(with staffKey: borrowing StaffKey) -> Unwrapping {
        switch wrapped.unwrap(with: staffKey, session: id) {
        case .key(let session):
            guard let der = try? session.open(sealed, associatedData: Self.place(id)),
                let key = try? DecryptionKey(der: der)
            else { return .notAuthentic }
            return .key(key)
        case .notForThisKey: return .notForThisKey
        case .notAuthentic: return .notAuthentic
        }
    }

    private static func place(_ id: UUID) -> AssociatedData { AssociatedData("device key", .id(id)) }
}
