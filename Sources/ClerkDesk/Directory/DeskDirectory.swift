internal import Foundation
package import Sealing
package import Secrets

/// The places of the desk below the town hall's directory: `desk/` with the private keys and the opened cases, `root/`
/// with the signing root. What each file is worth to a thief stands in `ClerkDesk.docc/ThreatModel.md`.
package struct DeskDirectory: Hashable, Sendable {
    /// The town hall's directory, absolute, without a slash at the end.
    package let path: String

    /// Names a directory; nothing is looked at yet.
    package init(_ path: String) {
        let absolute = URL(fileURLWithPath: path).standardizedFileURL.path
        self.path = absolute.count > 1 && absolute.hasSuffix("/") ? String(absolute.dropLast()) : absolute
    }

    /// Where the desk's own files lie.
    package var desk: String { path + "/desk" }
    /// Where the signing root lies. It is needed to enrol and to rotate keys, not to take cases in: it may be carried
    /// away in between.
    package var root: String { path + "/root" }
    /// The opened cases, encrypted.
    package var database: String { desk + "/desk.sqlite" }

    private var keys: String { desk + "/keys" }
    private var settingsFile: String { desk + "/desk.json" }
    private var officesFile: String { desk + "/offices.json" }
    private var dataKeyFile: String { keys + "/data.key" }
    private var rootFile: String { root + "/signing-root.der" }
    private var rootPublicFile: String { root + "/signing-root.json" }
    private func keyFile(_ kid: String) -> String { "\(keys)/\(kid).der" }

    /// Makes the directories.
    /// - Throws: `exists` where a town hall lies there already; `file`, `openToOthers`.
    package func create() throws(DeskError) {
        for place in [desk, root, path + "/serve", path + "/ca"] where SecretFile.exists(place) {
            throw .exists(path: place)
        }
        if !SecretFile.exists(path) { try SecretFile.makeDirectory(path) }
        for place in [desk, keys, root] { try SecretFile.makeDirectory(place) }
    }

    // MARK: Described in JSON

    /// Where the delivery service is, and with what right the desk calls there.
    /// - Throws: `file`, `openToOthers`, `damaged`.
    package func settings() throws(DeskError) -> DeskSettings { try read(settingsFile) }

    /// Keeps the settings.
    /// - Throws: `file`.
    package func store(_ settings: DeskSettings) throws(DeskError) { try write(settings, to: settingsFile) }

    /// The offices and their public keys.
    /// - Throws: `file`, `openToOthers`, `damaged`.
    package func offices() throws(DeskError) -> [DeskOffice] { try read(officesFile) }

    /// Keeps the offices.
    /// - Throws: `file`.
    package func store(_ offices: [DeskOffice]) throws(DeskError) { try write(offices, to: officesFile) }

    /// The office of a name, among all.
    /// - Throws: As `offices`; `noOffice`.
    package func office(_ id: String) throws(DeskError) -> DeskOffice {
        let offices = try offices()
        guard let office = offices.first(where: { $0.id == id }) else {
            throw .noOffice(id, known: offices.map(\.id))
        }
        return office
    }

    // MARK: Private keys

    /// Whether the signing root is here, or was carried away.
    package var holdsRoot: Bool { SecretFile.exists(rootFile) }

    /// The signing root's private key.
    /// - Throws: `file`, `openToOthers`, `damaged`.
    package func rootKey() async throws(DeskError) -> SigningKey {
        let der = try SecretFile.read(rootFile)
        do { return try await SigningKey(der: der) } catch { throw .damaged(path: rootFile) }
    }

    /// The signing root as devices pin it.
    /// - Throws: `file`, `openToOthers`, `damaged`.
    package func rootPublicKey() throws(DeskError) -> JSONWebKey { try read(rootPublicFile) }

    /// Keeps the signing root.
    /// - Throws: `file`, `damaged` where it is no key.
    package func storeRoot(_ der: consuming SecretBytes) async throws(DeskError) {
        try SecretFile.write(der, to: rootFile)
        let key = try await rootKey()
        try write(key.publicKey, to: rootPublicFile)
    }

    /// A private key by its name.
    /// - Throws: `file`, `openToOthers`, `damaged`.
    package func decryptionKey(_ kid: String) throws(DeskError) -> DecryptionKey {
        let der = try SecretFile.read(keyFile(kid))
        guard let key = try? DecryptionKey(der: der), key.publicKey.kid == kid else {
            throw .damaged(path: keyFile(kid))
        }
        return key
    }

    /// A private key by its name.
    /// - Throws: `file`, `openToOthers`, `damaged`.
    package func signingKey(_ kid: String) async throws(DeskError) -> SigningKey {
        let der = try SecretFile.read(keyFile(kid))
        do {
            let key = try await SigningKey(der: der)
            guard key.publicKey.kid == kid else { throw DeskError.damaged(path: keyFile(kid)) }
            return key
        } catch {
            throw .damaged(path: keyFile(kid))
        }
    }

    /// Keeps a private key under its name.
    /// - Throws: `file`.
    package func store(_ der: borrowing SecretBytes, kid: String) throws(DeskError) {
        try SecretFile.write(der, to: keyFile(kid))
    }

    /// Keeps a private key under its name.
    /// - Throws: `file`.
    package func store(_ key: borrowing DecryptionKey) throws(DeskError) {
        let file = keyFile(key.publicKey.kid)
        try key.withPrivateKey { (bytes) throws(DeskError) in try SecretFile.write(bytes, to: file) }
    }

    /// The key under which the opened cases lie in the database.
    /// - Throws: `file`, `openToOthers`, `damaged`.
    package func dataKey() throws(DeskError) -> SessionKey {
        let bytes = try SecretFile.read(dataKeyFile)
        guard let key = try? SessionKey(bytes) else { throw .damaged(path: dataKeyFile) }
        return key
    }

    /// Draws the key of the database, once.
    /// - Throws: `exists`, `file`.
    package func makeDataKey() throws(DeskError) {
        guard !SecretFile.exists(dataKeyFile) else { throw .exists(path: dataKeyFile) }
        let file = dataKeyFile
        try SessionKey().withUnsafeBytes { (bytes) throws(DeskError) in try SecretFile.write(bytes, to: file) }
    }

    // MARK: The copy

    /// What of the delivery service cannot be made again without every device noticing: the certificate authority, the
    /// service's certificate and keys, its address. Those that lie on this machine; the certificate and the address are
    /// open to others.
    private static let beside = ["ca/ca.pem", "ca/ca-key.pem", "serve/server-key.pem", "serve/signing-key.der"]
    private static let besideOpen = ["serve/server.pem", "serve/serve.json"]

    /// Everything that must not be lost, relative to `path`: keys, root, offices, and what of the delivery service lies on
    /// this machine.
    /// - Throws: As `offices`.
    package func precious() throws(DeskError) -> [String] {
        let kids = Set(try offices().flatMap(\.publicKeys).map(\.kid)).sorted()
        let files = kids.map(keyFile) + [dataKeyFile, officesFile, settingsFile, rootPublicFile]
        return (files + (holdsRoot ? [rootFile] : [])).map { String($0.dropFirst(path.count + 1)) }
            + (Self.beside + Self.besideOpen).filter { SecretFile.exists(path + "/" + $0) }
    }

    /// The content of something precious.
    /// - Throws: `file`, `openToOthers`, `damaged`.
    package func content(_ name: String) throws(DeskError) -> SecretBytes {
        try SecretFile.read(path + "/" + name, isOpen: Self.besideOpen.contains(name))
    }

    private func read<Value: Decodable>(_ file: String) throws(DeskError) -> Value {
        let bytes = try SecretFile.read(file)
        guard let value = bytes.withUnsafeBytes({ try? JSONDecoder().decode(Value.self, from: Data($0)) }) else {
            throw .damaged(path: file)
        }
        return value
    }

    private func write(_ value: some Encodable, to file: String) throws(DeskError) {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
        guard let json = try? encoder.encode(value) else { throw .damaged(path: file) }
        try SecretFile.write(SecretBytes(copying: json), to: file)
    }
}
