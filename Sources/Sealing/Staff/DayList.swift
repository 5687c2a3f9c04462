internal import Foundation
internal import Glibc
package import Secrets

/// The appointments of a day as they lie on the device: names and addresses of citizens, so sealed to the keys of staff.
///
/// Whoever is signed in opens it; what is in it is the caller's own form. `appointments.sealed` in the state directory.
package struct DayList: Codable, Sendable {
    /// How a try to open went.
    package enum Opening: ~Copyable {
        case opened(SecretBytes)
        /// It was not sealed to this key.
        case notForThisKey
        /// It was changed.
        case notAuthentic
    }

    /// Stands where a session's id would.
    private let id: UUID
    private let wrapped: WrappedSessionKey
    private let sealed: Data

    /// The most bytes of a list.
    package static let bound = 1 << 20

    /// Seals a list to people.
    /// - Throws: As `WrappedSessionKey`; `tooLarge`.
    package init(sealing list: borrowing SecretBytes, to recipients: [StaffPublicKey]) throws(SealingError) {
        guard list.count <= Self.bound else { throw .tooLarge(bound: Self.bound) }
        let id = UUID()
        let key = SessionKey()
        wrapped = try WrappedSessionKey(wrapping: key, of: id, to: recipients)
        sealed = try key.seal(list, associatedData: Self.place(id))
        self.id = id
    }

    /// Opens it with one of the keys.
    package func open(with staffKey: borrowing StaffKey) -> Opening {
        switch wrapped.unwrap(with: staffKey, session: id) {
        case .key(let key):
            guard let list = try? key.open(sealed, associatedData: Self.place(id)) else { return .notAuthentic }
            return .opened(list)
        case .notForThisKey: return .notForThisKey
        case .notAuthentic: return .notAuthentic
        }
    }

    /// Where it lies.
    package static func file(stateDirectory: String) -> String { stateDirectory + "/appointments.sealed" }

    /// The list of a device; nothing where there is none, or no sound one.
    package init?(stateDirectory: String) {
        guard let json = FileManager.default.contents(atPath: Self.file(stateDirectory: stateDirectory)),
            json.count <= 4 * Self.bound, let found = try? JSONDecoder().decode(DayList.self, from: json)
        else { return nil }
        self = found
    }

    /// Puts it in the place of the one before.
    /// - Throws: `StaffFault`.
    package func store(stateDirectory: String) throws {
        try StaffFile.write(
            try JSONEncoder().encode(self), to: Self.file(stateDirectory: stateDirectory), like: stateDirectory)
    }

    private static func place(_ id: UUID) -> AssociatedData { AssociatedData("day list", .id(id)) }
}
