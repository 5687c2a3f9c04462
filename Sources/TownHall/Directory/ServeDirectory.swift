import Foundation
import Glibc
package import Secrets

/// The part of the town hall's directory that the delivery service reads: `D/serve`. No key that opens a case lies
/// there, and none that signs for an office.
package struct ServeDirectory: Hashable, Sendable {
    /// Why the directory does not serve.
    package enum Fault: Error, Hashable, Sendable, CustomStringConvertible {
        /// A file is missing or cannot be read.
        case unreadable(path: String)
        /// A file is not what it must be.
        case malformed(path: String)
        /// A file or directory cannot be written.
        case unwritable(path: String)
        /// Another process runs the service.
        case inUse(path: String)

        /// A sentence for administrators.
        package var description: String {
            switch self {
            case .unreadable(let path): "\(path) is missing or may not be read. Was the town hall set up? rathaus init"
            case .malformed(let path): "\(path) is not what it must be. Take it from the backup."
            case .unwritable(let path): "\(path) cannot be written. Check the rights and the disk."
            case .inUse(let path): "Another program works in \(path): is the service running? Stop it first."
            }
        }
    }

    /// `D/serve`.
    package let path: String

    /// Names the part of a town hall's directory.
    /// - Parameter directory: D.
    package init(in directory: String) { path = directory + "/serve" }

    package var database: String { path + "/townhall.sqlite" }
    /// PEM; the authority's certificate is not among them.
    package var certificate: String { path + "/server.pem" }
    /// PEM, 0600.
    package var certificateKey: String { path + "/server-key.pem" }
    /// DER, 0600: what the service's own tokens are signed with.
    package var signingKey: String { path + "/signing-key.der" }
    /// `ServeConfiguration`.
    package var configuration: String { path + "/serve.json" }

    /// Makes directory (0700) and files; each is written through to the disk. The database is made by `SQLiteStorage`.
    /// - Parameters:
    ///   - configuration: Where the service is found.
    ///   - certificate: The server's, with its key.
    ///   - signingKey: An RSA key of 4096 bits, DER.
    /// - Throws: `unwritable`, also where a file is there already.
    package func create(
        configuration: ServeConfiguration, certificate: CertificateAuthority.Issued, signingKey: borrowing SecretBytes
    ) throws(Fault) {
        guard mkdir(path, 0o700) == 0 || errno == EEXIST else { throw .unwritable(path: path) }
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
        guard let json = try? encoder.encode(configuration) else { throw .malformed(path: self.configuration) }
        try Self.write(json, to: self.configuration, rights: 0o644)
        try replace(certificate: certificate, isNew: true)
        let target = self.signingKey
        try signingKey.withUnsafeBytes { (bytes) throws(Fault) in try Self.write(bytes, to: target, rights: 0o600) }
        try Self.sync(path)
    }

    /// Gives the service another certificate; it takes it at its next start.
    /// - Throws: `unwritable`.
    package func replace(certificate: CertificateAuthority.Issued) throws(Fault) {
        try replace(certificate: certificate, isNew: false)
        try Self.sync(path)
    }

    private func replace(certificate: CertificateAuthority.Issued, isNew: Bool) throws(Fault) {
        let files: [(String, String, mode_t)] = [
            (certificate.privateKey, certificateKey, 0o600), (certificate.certificate, self.certificate, 0o644),
        ]
        for (text, target, rights) in files {
            guard !isNew else {
                try Self.write(Data(text.utf8), to: target, rights: rights)
                continue
            }
            unlink(target + ".new")
            try Self.write(Data(text.utf8), to: target + ".new", rights: rights)
            guard rename(target + ".new", target) == 0 else { throw .unwritable(path: target) }
        }
    }

    /// Reads `serve.json`.
    /// - Throws: `unreadable`, `malformed`.
    package func readConfiguration() throws(Fault) -> ServeConfiguration {
        guard let json = FileManager.default.contents(atPath: configuration) else {
            throw .unreadable(path: configuration)
        }
        guard let value = try? JSONDecoder().decode(ServeConfiguration.self, from: json) else {
            throw .malformed(path: configuration)
        }
        return value
    }

    private static func write(_ bytes: Data, to path: String, rights: mode_t) throws(Fault) {
        let result = bytes.withUnsafeBytes { bytes in
            Result { () throws(Fault) in try write(bytes, to: path, rights: rights) }
        }
        try result.get()
    }

    private static func write(_ bytes: UnsafeRawBufferPointer, to path: String, rights: mode_t) throws(Fault) {
        let file = Glibc.open(path, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, rights)
        guard file >= 0 else { throw .unwritable(path: path) }
        defer { close(file) }
        var rest = bytes
        while !rest.isEmpty {
            let count = Glibc.write(file, rest.baseAddress, rest.count)
            guard count > 0 else { throw .unwritable(path: path) }
            rest = UnsafeRawBufferPointer(rebasing: rest[count...])
        }
        guard fsync(file) == 0 else { throw .unwritable(path: path) }
    }

    private static func sync(_ path: String) throws(Fault) {
        let directory = Glibc.open(path, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
        guard directory >= 0 else { throw .unwritable(path: path) }
        defer { close(directory) }
        guard fsync(directory) == 0 else { throw .unwritable(path: path) }
    }
}

extension ServeDirectory {
    /// Reads a file of text.
    /// - Throws: `unreadable`.
    package func read(_ file: String) throws(Fault) -> String {
        guard let bytes = FileManager.default.contents(atPath: file) else { throw .unreadable(path: file) }
        return String(decoding: bytes, as: UTF8.self)
    }

    /// Reads the service's signing key, DER.
    /// - Throws: `unreadable`.
    package func readSigningKey() throws(Fault) -> SecretBytes {
        guard let bytes = FileManager.default.contents(atPath: signingKey) else {
            throw .unreadable(path: signingKey)
        }
        return SecretBytes(copying: bytes)
    }

    /// That one process, and no second one, runs the service or restores its database.
    package struct Lock: Sendable {
        fileprivate let file: Int32

        /// Lets the next one in.
        package func release() { close(file) }
    }

    /// Takes the directory for this process.
    /// - Throws: `inUse`, `unwritable`.
    package func lock() throws(Fault) -> Lock {
        let name = path + "/serve.lock"
        let file = Glibc.open(name, O_RDWR | O_CREAT | O_CLOEXEC, 0o600)
        guard file >= 0 else { throw .unwritable(path: name) }
        guard flock(file, LOCK_EX | LOCK_NB) == 0 else {
            Glibc.close(file)
            throw .inUse(path: path)
        }
        return Lock(file: file)
    }
}
