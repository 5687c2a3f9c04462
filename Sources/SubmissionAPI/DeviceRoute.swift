/// The paths beside the submission interface: what devices and desks of this system say to the delivery service.
///
/// `status`, `messages`, `message` and `destinationKeys` belong to the device that asks; `device` and `post` to desks.
package enum DeviceRoute: Hashable, Sendable {
    /// What all of them begin with, behind the service's address.
    package static let prefix = "/device/v1"

    /// `GET`: `ServiceStatus`.
    case status
    /// `GET`, `after` and `limit` in the query: `MailboxPage`.
    case messages
    /// `DELETE`: 204, also where it is gone already.
    case message(ResourceID)
    /// `GET`: `SignedKeys`, of all destinations, signed by the root.
    case destinationKeys
    /// `GET` (subscriber): `CaseDevice`, the device that a case came from, so that one can seal to it.
    case device(case: ResourceID)
    /// `PUT` (subscriber) `application/jose`: puts a sealed message into a device's mailbox under an id of the desk's.
    /// 201; 200 where the same is there.
    case post(device: String, message: ResourceID)

    /// The path.
    package var path: String {
        let rest =
            switch self {
            case .status: "status"
            case .messages: "messages"
            case .message(let message): "messages/\(message)"
            case .destinationKeys: "destination-keys"
            case .device(let `case`): "cases/\(`case`)/device"
            case .post(let device, let message): "devices/\(device)/messages/\(message)"
            }
        return "\(Self.prefix)/\(rest)"
    }
}
