package import SubmissionAPI

/// What the administrator's commands change, beside a running service. Every change is durable when the call returns.
package protocol AdministrationStorage: Sendable {
    /// Adds a destination, or replaces the one of this id.
    func put(_ destination: DestinationRecord) async throws(StorageError)
    /// The destination of an id.
    func destination(_ id: ResourceID) async throws(StorageError) -> DestinationRecord?
    /// All of them, by office.
    func destinations() async throws(StorageError) -> [DestinationRecord]

    /// Adds a client, or replaces the one of this id.
    /// - Throws: Also `nameTaken`.
    func put(_ client: ClientRecord) async throws(StorageError)
    /// The client of an id.
    func client(_ id: ResourceID) async throws(StorageError) -> ClientRecord?
    /// All of them, also revoked ones, by name.
    func clients() async throws(StorageError) -> [ClientRecord]
    /// Takes a client's rights away, for good and at once, and the messages that wait for it.
    /// - Returns: Whether there is such a client.
    func revoke(client: ResourceID) async throws(StorageError) -> Bool
    /// Gives a client another secret. The one it has now stays good until the new one is used for the first time.
    /// - Returns: Whether there is such a client, not revoked.
    func rotateSecret(of client: ResourceID, to secret: ClientSecretHash) async throws(StorageError) -> Bool
    /// Ends what `rotateSecret` began.
    func retirePreviousSecret(of client: ResourceID) async throws(StorageError)
    /// Registers the certified key of a sender. Messages to its old key are dropped: nobody opens them any more.
    /// - Returns: Whether there is such a sender, not revoked.
    func put(device: ClientRecord.Device, of client: ResourceID) async throws(StorageError) -> Bool

    /// The database's name since it was made or restored.
    func epoch() async throws(StorageError) -> ResourceID
}

extension AdministrationStorage {
    /// The client that is meant by an id or, among those not revoked, by a name.
    package func client(meant text: String) async throws(StorageError) -> ClientRecord? {
        if let id = ResourceID(text) { return try await client(id) }
        return try await clients().first { $0.name == text && !$0.isRevoked }
    }
}
