internal import AsyncHTTPClient
internal import NIOPosix
internal import NIOSSL

extension Unreachable {
    /// What a failed request tells.
    init(_ error: any Error) {
        switch error {
        case let error as HTTPClientError: self = Self.reason(error)
        case let error as NIOSSLExtraError where error == .failedToValidateHostname:
            self = .certificateForAnotherName
        case NIOSSLError.handshakeFailed(let error) where "\(error)".contains("CERTIFICATE_VERIFY_FAILED"):
            self = .certificateUntrusted
        case NIOSSLError.unableToValidateCertificate, NIOSSLError.noCertificateToValidate:
            self = .certificateUntrusted
        case let error as NIOConnectionError:
            self = error.connectionErrors.isEmpty ? .noNetwork : .noAnswer
        case is NIOSSLError: self = .cutOff
        default: self = .noAnswer
        }
    }

    private static func reason(_ error: HTTPClientError) -> Unreachable {
        switch error {
        case .remoteConnectionClosed, .uncleanShutdown: .cutOff
        case .readTimeout, .writeTimeout, .deadlineExceeded, .getConnectionFromPoolTimeout: .tooSlow
        case .cancelled, .requestStreamCancelled, .alreadyShutdown: .stopped
        default: .noAnswer
        }
    }
}
