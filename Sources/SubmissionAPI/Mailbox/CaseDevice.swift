/// The device that a case came from, as the root signed it, see `DeviceCertificate`.
package struct CaseDevice: Codable, Hashable, Sendable {
    /// JWS compact.
    package let certificate: String

    /// Names a device.
    package init(certificate: String) { self.certificate = certificate }
}
