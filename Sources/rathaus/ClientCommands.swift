import ArgumentParser
import SubmissionAPI
import TownHall

/// Takes a client's rights away, for good and at once.
struct RevokeCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "revoke", abstract: "Takes a client's rights away, for good and at once: a device that is lost.")

    @Option(help: "The town hall's directory.") var dir: String
    @Argument(help: "The client's name or id.") var client: String

    func run() async throws {
        let storage = try SQLiteStorage.open(at: ServeDirectory(in: dir).database)
        defer { storage.close() }
        guard let found = try await storage.client(meant: client), try await storage.revoke(client: found.id) else {
            throw ValidationError("There is no client “\(client)”.")
        }
        print("“\(found.name)” (\(found.id)) is revoked.")
    }
}

/// Gives a client another secret.
struct RotateSecretCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "rotate-secret",
        abstract: "Gives a client another secret. The one it has stays good until the new one is first used.")

    @Option(help: "The town hall's directory.") var dir: String
    @Argument(help: "The client's name or id.") var client: String

    func run() async throws {
        let storage = try SQLiteStorage.open(at: ServeDirectory(in: dir).database)
        defer { storage.close() }
        let secret = ClientSecret()
        guard let found = try await storage.client(meant: client),
            try await storage.rotateSecret(of: found.id, to: secret.hash)
        else { throw ValidationError("There is no client “\(client)” that is not revoked.") }
        print(secret.text)
    }
}
