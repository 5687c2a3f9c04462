internal import Foundation
package import Sealing
internal import SubmissionAPI

/// Where the delivery service is, by whose authority it proves that, and with what right this client calls it.
package struct ServiceAccount: Sendable, CustomStringConvertible {
    package let tokenURL: String
    /// Without the version.
    package let submissionURL: String
    /// Without `/device/v1`.
    package let deviceURL: String
    package let clientID: String
    let clientSecret: String
    let authorities: String?

    /// Describes an account.
    /// - Parameters:
    ///   - tokenURL: Where tokens are given out.
    ///   - submissionURL: The submission interface, without the version.
    ///   - mailbox: The addition of ours, with `/device/v1`; beside the submission interface where none is given.
    ///   - clientID: The name under which it was enrolled.
    ///   - clientSecret: What it proves that with.
    ///   - authorities: PEM, the certificates that the server's must lead to; the system's where none are given.
    /// - Throws: `ClientFault` for an address that is not `https://…`.
    package init(
        tokenURL: String, submissionURL: String, mailbox: String? = nil, clientID: String, clientSecret: String,
        authorities: String? = nil
    ) throws(ClientFault) {
        self.tokenURL = try Self.address(tokenURL)
        self.submissionURL = try Self.address(submissionURL)
        let device = try Self.address(mailbox ?? submissionURL)
        deviceURL = device.hasSuffix(DeviceRoute.prefix) ? String(device.dropLast(DeviceRoute.prefix.count)) : device
        self.clientID = clientID
        self.clientSecret = clientSecret
        self.authorities = authorities
    }

    /// The account that a device was enrolled with.
    /// - Throws: As above.
    package init(_ enrolment: MessengerEnrolment) throws(ClientFault) {
        try self.init(
            tokenURL: enrolment.tokenUrl, submissionURL: enrolment.submissionApiUrl, mailbox: enrolment.mailbox,
            clientID: enrolment.clientId, clientSecret: enrolment.clientSecret,
            authorities: enrolment.caCertificate)
    }

    /// Without a slash at its end.
    private static func address(_ text: String) throws(ClientFault) -> String {
        guard let parts = URLComponents(string: text), parts.scheme == "https", parts.host?.isEmpty == false,
            parts.user == nil, parts.password == nil, parts.query == nil, parts.fragment == nil
        else { throw ClientFault("“\(text)” is not an https:// address without user, query and fragment.") }
        return text.hasSuffix("/") ? String(text.dropLast()) : text
    }

    /// Says nothing of the secret.
    package var description: String { "ServiceAccount(\(submissionURL), redacted)" }
}

/// Why there can be no client: a sentence.
package struct ClientFault: Error, Hashable, Sendable, CustomStringConvertible {
    package let description: String

    init(_ description: String) { self.description = description }
}
