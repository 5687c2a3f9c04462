package import Foundation
internal import Glibc
internal import Secrets

/// What the terminal believes: only its own user reads and writes it, for who may write it may redirect every case.
package struct PinnedTrust: Codable, Hashable, Sendable {
    package let signingRoot: JSONWebKey
    package let destinationId: UUID
    /// By office.
    package let destinations: [String: UUID]
    /// As they were at enrolment; newer ones come through the mailbox.
    package let destinationKeys: [String]
    /// The town's, for drafts in the case.
    package let recoveryKey: StaffPublicKey?
}

/// What the messenger needs to deliver: it opens nothing.
package struct MessengerEnrolment: Codable, Hashable, Sendable, CustomStringConvertible {
    package let tokenUrl: String
    package let submissionApiUrl: String
    package let clientId: String
    package let clientSecret: String
    package let destinations: [String: UUID]
    package let caCertificate: String
    package let mailbox: String
    /// What receipts must lead to. The messenger reads it here and cannot change it.
    package let signingRoot: JSONWebKey
    /// As they were at enrolment; newer ones come from the town hall and must lead to the root.
    package let destinationKeys: [String]
    /// The device key's thumbprint, by which the town hall knows the mailbox.
    package let deviceKeyID: String

    /// Says nothing of the secret.
    package var description: String { "MessengerEnrolment(redacted)" }
}

/// The files in which an enrolment lies.
package struct EnrolledFiles: Sendable {
    /// Of the terminal alone: mode 0700.
    package let terminalDirectory: URL

    /// Of the terminal's user, readable by the messenger's group: mode 0640.
    package let messengerFile: URL

    /// Names the places.
    package init(terminalDirectory: URL, messengerFile: URL) {
        self.terminalDirectory = terminalDirectory
        self.messengerFile = messengerFile
    }

    /// Whom the files belong to.
    package struct Owners: Sendable {
        let user: uid_t?
        let messengerGroup: gid_t?

        /// Looks names up; nothing means whoever runs the program.
        /// - Throws: `EnrolmentFault` for a name that is not known here.
        package init(user: String?, messengerGroup: String?) throws(EnrolmentFault) {
            let account = user.flatMap { getpwnam($0) }
            if let user, account == nil { throw EnrolmentFault("There is no user “\(user)” on this device.") }
            self.user = account?.pointee.pw_uid
            let group = messengerGroup.flatMap { getgrnam($0) }
            if let messengerGroup, group == nil {
                throw EnrolmentFault("There is no group “\(messengerGroup)” on this device.")
            }
            self.messengerGroup = group?.pointee.gr_gid
        }
    }

    private var trustFile: URL { terminalDirectory.appendingPathComponent("trust.json") }
    private var learnedFile: URL { terminalDirectory.appendingPathComponent("destination-keys.json") }
    private var keyFile: URL { terminalDirectory.appendingPathComponent("device-key.der") }

    /// Whether a device key lies there already: enrolling anew would make the messages sealed to it unreadable.
    package var holdEnrolment: Bool { access(keyFile.path, F_OK) == 0 }

    /// Stores an enrolment whose bundle had no faults, each file whole or not at all, the messenger's last.
    /// - Throws: `EnrolmentFault`.
    package func store(
        _ bundle: EnrolmentBundle, deviceKey: borrowing DecryptionKey, owners: Owners
    ) throws(EnrolmentFault) {
        guard let destinationId = UUID(uuidString: bundle.destinationId) else {
            throw EnrolmentFault("“destinationId” is not a UUID.")
        }
        let destinations = bundle.destinations.compactMapValues { UUID(uuidString: $0) }
        let trust = PinnedTrust(
            signingRoot: bundle.signingRoot, destinationId: destinationId, destinations: destinations,
            destinationKeys: bundle.destinationKeys, recoveryKey: bundle.recoveryPublicKey)
        let messenger = MessengerEnrolment(
            tokenUrl: bundle.tokenUrl, submissionApiUrl: bundle.submissionApiUrl, clientId: bundle.clientId,
            clientSecret: bundle.clientSecret, destinations: destinations, caCertificate: bundle.caCertificate,
            mailbox: bundle.mailbox, signingRoot: bundle.signingRoot, destinationKeys: bundle.destinationKeys,
            deviceKeyID: deviceKey.publicKey.kid)
        try prepareDirectory(owner: owners.user)
        try deviceKey.withPrivateKey { (bytes) throws(EnrolmentFault) in
            try write(bytes, to: keyFile, mode: 0o600, user: owners.user, group: nil)
        }
        try write(trust, to: trustFile, mode: 0o600, user: owners.user, group: nil)
        try write(messenger, to: messengerFile, mode: 0o640, user: owners.user, group: owners.messengerGroup)
    }

    /// Reads what the terminal believes.
    /// - Throws: `EnrolmentFault`, also where somebody else could read or write it.
    package func trust() throws(EnrolmentFault) -> PinnedTrust {
        let bytes = try read(trustFile)
        guard let trust = bytes.withUnsafeBytes({ try? JSONDecoder().decode(PinnedTrust.self, from: Data($0)) }) else {
            throw EnrolmentFault("\(trustFile.path) is damaged. Enrol the device again.")
        }
        return trust
    }

    /// The most keys that are kept of those that came later.
    private static let learnedBound = 200

    /// The destinations' signed keys: those of the enrolment and those that came later. Each is verified at every use.
    /// - Throws: `EnrolmentFault`.
    package func destinationKeys() throws(EnrolmentFault) -> [SignedDestinationKey] {
        (try trust().destinationKeys + learned()).map { SignedDestinationKey($0) }
    }

    /// Keeps keys that the town hall sent later. Old ones stay: what was signed with them is verified with them.
    ///
    /// Only the terminal's user writes them, and only those whose signature leads to the pinned root.
    /// - Parameters:
    ///   - keys: As a verified message brought them.
    ///   - root: The pinned root.
    /// - Returns: How many were new.
    /// - Throws: `EnrolmentFault`: then the keys are as they were.
    package func learn(_ keys: [SignedDestinationKey], root: SigningRoot) throws(EnrolmentFault) -> Int {
        let known = try learned()
        let held = Set(known).union(try trust().destinationKeys)
        var seen = held
        let new = keys.filter { seen.insert($0.compact).inserted && $0.leads(to: root) }.map(\.compact)
        guard !new.isEmpty else { return 0 }
        try write(
            Array((known + new).suffix(Self.learnedBound)), to: learnedFile, mode: 0o600, user: nil, group: nil)
        return new.count
    }

    private func learned() throws(EnrolmentFault) -> [String] {
        guard access(learnedFile.path, F_OK) == 0 else { return [] }
        let bytes = try read(learnedFile)
        guard let keys = bytes.withUnsafeBytes({ try? JSONDecoder().decode([String].self, from: Data($0)) }) else {
            throw EnrolmentFault("\(learnedFile.path) is damaged. Delete it: the town hall sends the keys again.")
        }
        return keys
    }

    /// Reads the device's private key.
    /// - Throws: `EnrolmentFault`, also where somebody else could read it.
    package func deviceKey() throws(EnrolmentFault) -> DecryptionKey {
        guard let key = try? DecryptionKey(der: try read(keyFile)) else {
            throw EnrolmentFault("\(keyFile.path) is missing, damaged or open to others. Enrol the device again.")
        }
        return key
    }

    private func prepareDirectory(owner: uid_t?) throws(EnrolmentFault) {
        let path = terminalDirectory.path
        if mkdir(path, 0o700) == 0 {
            if let owner, chown(path, owner, gid_t.max) != 0 { throw fault(path, "chown") }
            return
        }
        guard errno == EEXIST else { throw fault(path, "mkdir") }
        guard let standing = FileStanding(path: path), standing.isDirectory else {
            throw EnrolmentFault("\(path) is not a directory.")
        }
        guard standing.rights & 0o077 == 0, standing.owner == owner ?? geteuid() else {
            throw EnrolmentFault(
                "\(path) belongs to or is open to others. Give it to the terminal's user, mode 0700, and start this again."
            )
        }
    }

    private func write(
        _ value: some Encodable, to file: URL, mode: mode_t, user: uid_t?, group: gid_t?
    ) throws(EnrolmentFault) {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
        guard var json = try? encoder.encode(value) else { throw EnrolmentFault("\(file.path) cannot be written.") }
        try SecretBytes(taking: &json).withUnsafeBytes { (bytes) throws(EnrolmentFault) in
            try write(bytes, to: file, mode: mode, user: user, group: group)
        }
    }

    /// Writes beside, makes durable, then renames: a power cut leaves the old file or the new one.
    private func write(
        _ bytes: UnsafeRawBufferPointer, to file: URL, mode: mode_t, user: uid_t?, group: gid_t?
    ) throws(EnrolmentFault) {
        let beside = file.path + ".new"
        unlink(beside)
        let descriptor = open(beside, O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, 0o600)
        guard descriptor >= 0 else { throw fault(beside, "open") }
        let failed = Self.fill(descriptor, bytes, mode: mode, user: user ?? uid_t.max, group: group ?? gid_t.max)
        let reason = errno
        close(descriptor)
        guard failed == nil, rename(beside, file.path) == 0 else {
            let error = failed == nil ? errno : reason
            unlink(beside)
            errno = error
            throw fault(file.path, failed ?? "rename")
        }
        let directory = open(file.deletingLastPathComponent().path, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
        if directory >= 0 {
            fsync(directory)
            close(directory)
        }
    }

    /// The call that failed; nothing where all is well.
    private static func fill(
        _ descriptor: Int32, _ bytes: UnsafeRawBufferPointer, mode: mode_t, user: uid_t, group: gid_t
    ) -> String? {
        if fchown(descriptor, user, group) != 0 { return "chown" }
        if fchmod(descriptor, mode) != 0 { return "chmod" }
        var rest = bytes[...]
        while !rest.isEmpty {
            let written = Glibc.write(descriptor, UnsafeRawBufferPointer(rebasing: rest).baseAddress, rest.count)
            if written < 0 && errno == EINTR { continue }
            if written <= 0 { return "write" }
            rest = rest.dropFirst(written)
        }
        return fsync(descriptor) == 0 ? nil : "fsync"
    }

    private func read(_ file: URL) throws(EnrolmentFault) -> SecretBytes {
        let descriptor = open(file.path, O_RDONLY | O_NOFOLLOW | O_CLOEXEC)
        guard descriptor >= 0 else { throw fault(file.path, "open") }
        defer { close(descriptor) }
        guard let standing = FileStanding(descriptor: descriptor), standing.isRegularFile,
            (0...Int64(EnrolmentBundle.bound)).contains(standing.byteCount)
        else { throw EnrolmentFault("\(file.path) is not what enrolment left there.") }
        guard standing.isOwn(withoutRights: 0o077) else {
            throw EnrolmentFault(
                "\(file.path) belongs to or is open to others: it may be another's. Enrol the device again.")
        }
        return try SecretBytes(count: Int(standing.byteCount)) { (target) throws(EnrolmentFault) in
            var count = 0
            while count < target.count {
                let got = Glibc.read(descriptor, target.baseAddress.map { $0 + count }, target.count - count)
                if got < 0 && errno == EINTR { continue }
                guard got > 0 else { throw EnrolmentFault("\(file.path) cannot be read to its end.") }
                count += got
            }
        }
    }

    private func fault(_ path: String, _ call: String) -> EnrolmentFault {
        EnrolmentFault("\(path) cannot be stored or read: \(call): \(String(cString: strerror(errno))).")
    }
}
