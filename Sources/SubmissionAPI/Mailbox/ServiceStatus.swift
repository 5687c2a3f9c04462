/// How the delivery service stands, for devices.
package struct ServiceStatus: Codable, Hashable, Sendable {
    /// A new name after every restore of a backup: who sees another one than before asks again for what was accepted.
    package let epoch: ResourceID
    /// The service's clock, seconds since 1970: a hint for staff, never trusted.
    package let time: Int64

    /// Tells how the service stands.
    package init(epoch: ResourceID, time: Int64) {
        self.epoch = epoch
        self.time = time
    }
}
