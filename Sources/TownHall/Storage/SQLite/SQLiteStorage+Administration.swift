import Foundation
import GRDB
import Sealing
package import SubmissionAPI

extension SQLiteStorage: AdministrationStorage {
    package func put(_ destination: DestinationRecord) async throws(StorageError) {
        try await write { db in
            try db.execute(
                sql: "INSERT OR REPLACE INTO destination VALUES (?, ?, ?, ?, ?, ?, ?)",
                arguments: [
                    destination.id.uuid, destination.office, destination.status.rawValue, destination.encryptionKid,
                    try JSONColumn.text(destination.keys), try JSONColumn.text(destination.signedKeys),
                    try JSONColumn.text(destination.services),
                ])
        }
    }

    package func destination(_ id: ResourceID) async throws(StorageError) -> DestinationRecord? {
        try look { db in
            try Row.fetchOne(
                db.cachedStatement(sql: "SELECT * FROM destination WHERE id = ?"), arguments: [id.uuid]
            ).map { try knownDestinations.value(of: id.uuid, in: $0, DestinationRecord.init(row:)) }
        }
    }

    package func destinations() async throws(StorageError) -> [DestinationRecord] {
        try await read { db in
            try Row.fetchAll(db, sql: "SELECT * FROM destination ORDER BY office").map(DestinationRecord.init(row:))
        }
    }

    package func put(_ client: ClientRecord) async throws(StorageError) {
        try await write { db in
            let isTaken = try Bool.fetchOne(
                db, sql: "SELECT EXISTS (SELECT 1 FROM client WHERE name = ? AND revoked = 0 AND id <> ?)",
                arguments: [client.name, client.id.uuid])
            guard isTaken == false || client.isRevoked else { throw StorageError.nameTaken(client.name) }
            try db.execute(
                sql: "INSERT OR REPLACE INTO client VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)",
                arguments: [
                    client.id.uuid, client.name, client.role.rawValue, client.secret.bytes,
                    client.previousSecret?.bytes, try JSONColumn.text(Array(client.destinations)),
                    client.device?.thumbprint, client.device?.certificate, client.isRevoked,
                ])
        }
    }

    package func client(_ id: ResourceID) async throws(StorageError) -> ClientRecord? {
        try look { db in
            try Row.fetchOne(db.cachedStatement(sql: "SELECT * FROM client WHERE id = ?"), arguments: [id.uuid])
                .map { try knownClients.value(of: id.uuid, in: $0, ClientRecord.init(row:)) }
        }
    }

    package func clients() async throws(StorageError) -> [ClientRecord] {
        try await read { db in
            try Row.fetchAll(db, sql: "SELECT * FROM client ORDER BY name, revoked").map(ClientRecord.init(row:))
        }
    }

    package func revoke(client: ResourceID) async throws(StorageError) -> Bool {
        try await write { db in
            try Self.forgetMessages(to: client, db)
            try db.execute(
                sql: "UPDATE client SET revoked = 1, previous_secret = NULL WHERE id = ?", arguments: [client.uuid])
            return db.changesCount > 0
        }
    }

    package func rotateSecret(
        of client: ResourceID, to secret: ClientSecretHash
    ) async throws(StorageError) -> Bool {
        try await write { db in
            try db.execute(
                sql: "UPDATE client SET previous_secret = secret, secret = ? WHERE id = ? AND revoked = 0",
                arguments: [secret.bytes, client.uuid])
            return db.changesCount > 0
        }
    }

    package func retirePreviousSecret(of client: ResourceID) async throws(StorageError) {
        try await write { db in
            try db.execute(sql: "UPDATE client SET previous_secret = NULL WHERE id = ?", arguments: [client.uuid])
        }
    }

    package func put(device: ClientRecord.Device, of client: ResourceID) async throws(StorageError) -> Bool {
        try await write { db in
            let found = try Row.fetchOne(
                db, sql: "SELECT * FROM client WHERE id = ? AND role = 'sender' AND revoked = 0",
                arguments: [client.uuid])
            guard let found = try found.map(ClientRecord.init(row:)) else { return false }
            if found.device?.thumbprint != device.thumbprint { try Self.forgetMessages(to: client, db) }
            try db.execute(
                sql: "UPDATE client SET device = ?, certificate = ? WHERE id = ?",
                arguments: [device.thumbprint, device.certificate, client.uuid])
            return true
        }
    }

    package func epoch() async throws(StorageError) -> ResourceID {
        try await read { db in
            let text = try String.fetchOne(db, sql: "SELECT value FROM meta WHERE name = 'epoch'")
            guard let epoch = text.flatMap({ ResourceID($0) }) else { throw StorageError.damaged }
            return epoch
        }
    }

    private static func forgetMessages(to client: ResourceID, _ db: Database) throws {
        try db.execute(
            sql: "UPDATE message SET sealed = NULL WHERE device = (SELECT device FROM client WHERE id = ?)",
            arguments: [client.uuid])
    }
}

extension DestinationRecord {
    fileprivate init(row: Row) throws {
        guard let status = Destination.Status(rawValue: row["status"]) else { throw StorageError.damaged }
        self.init(
            id: ResourceID(row["id"]), office: row["office"], status: status, encryptionKid: row["encryption_kid"],
            keys: try JSONColumn.value(row["keys"]), signedKeys: try JSONColumn.value(row["signed_keys"]),
            services: try JSONColumn.value(row["services"]))
    }
}

extension ClientRecord {
    fileprivate init(row: Row) throws {
        guard let role = Role(rawValue: row["role"]) else { throw StorageError.damaged }
        let destinations: [ResourceID] = try JSONColumn.value(row["destinations"])
        var device: Device?
        if let thumbprint: String = row["device"], let certificate: String = row["certificate"] {
            device = Device(thumbprint: thumbprint, certificate: certificate)
        }
        self.init(
            id: ResourceID(row["id"]), name: row["name"], role: role, secret: ClientSecretHash(bytes: row["secret"]),
            previousSecret: (row["previous_secret"] as Data?).map { ClientSecretHash(bytes: $0) },
            destinations: Set(destinations), device: device, isRevoked: row["revoked"])
    }
}
