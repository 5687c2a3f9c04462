internal import Foundation
package import Sealing

/// What the desk knows of the delivery service, and with what right it calls there: `desk/desk.json`, mode 0600.
package struct DeskSettings: Codable, Hashable, Sendable, CustomStringConvertible {
    package let tokenUrl: String
    /// Without the version.
    package let submissionApiUrl: String
    /// Where devices fetch their messages.
    package let mailbox: String
    package let clientId: String
    package let clientSecret: String
    /// PEM.
    package let caCertificate: String
    /// The town's recovery key: the keys' copy and the drafts in the cases open with it. Its private half lies in the
    /// copy alone, locked with the backup's passphrase.
    package let recoveryKey: LockedStaffKey
    /// Where the copy of the keys lies.
    package let backupDirectory: String

    /// Describes a desk's surroundings.
    package init(
        tokenUrl: String, submissionApiUrl: String, mailbox: String, clientId: String, clientSecret: String,
        caCertificate: String, recoveryKey: LockedStaffKey, backupDirectory: String
    ) {
        self.tokenUrl = tokenUrl
        self.submissionApiUrl = submissionApiUrl
        self.mailbox = mailbox
        self.clientId = clientId
        self.clientSecret = clientSecret
        self.caCertificate = caCertificate
        self.recoveryKey = recoveryKey
        self.backupDirectory = backupDirectory
    }

    /// Says nothing of the secret.
    package var description: String { "DeskSettings(redacted)" }
}
