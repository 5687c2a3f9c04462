import SubmissionAPI

/// What the administrator decides about the service: `serve.json`.
package struct ServeConfiguration: Codable, Hashable, Sendable {
    /// The host under which devices find the service, a name or an address.
    package var host: String
    /// The port that it listens on, and under which devices find it.
    package var port: Int
    /// The most bytes of an attachment before it was encrypted; 20 MB where nothing is said.
    package var attachmentBytes: Int?

    /// Describes a service.
    package init(host: String, port: Int, attachmentBytes: Int? = nil) {
        self.host = host
        self.port = port
        self.attachmentBytes = attachmentBytes
    }

    /// `https://host:port`: the address of the service without a version, `submissionApiUrl` in the bundle, and the
    /// issuer of its tokens.
    package var address: String {
        let name = host.contains(":") ? "[\(host)]" : host
        return port == 443 ? "https://\(name)" : "https://\(name):\(port)"
    }

    /// `tokenUrl` in the bundle.
    package var tokenAddress: String { address + "/token" }

    /// `mailbox` in the bundle.
    package var mailboxAddress: String { address + DeviceRoute.prefix }
}
