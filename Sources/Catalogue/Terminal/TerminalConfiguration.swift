/// What `terminal.yaml` says: whose terminal this is, where it stands, what it offers.
package struct TerminalConfiguration: Sendable {
    package struct Municipality: Sendable {
        package let name: LocalizedText
        /// As it stands in an address.
        package let city: String
        /// AGS, eight digits.
        package let key: String
        package let postalCodes: [String]
        package let streetCodeList: String?
        package let coatOfArms: String?
        package let dataProtectionOfficer: LocalizedText
        package let supervisoryAuthority: LocalizedText
    }

    package struct Device: Sendable {
        package let code: String
        package let place: LocalizedText
        package let screen: Screen?
    }

    /// For legibility: EN 301 549 V3.2.1, 5.1.4.
    package struct Screen: Sendable {
        package let widthMillimetres: Int
        package let heightMillimetres: Int
        package let columns: Int
        package let rows: Int
        package let viewingDistanceMillimetres: Int
    }

    /// Seconds.
    package struct Timeouts: Sendable {
        package let idle: Int
        package let warning: Int
        package let receipt: Int
        package let resume: Int
        /// In the case: until the device locks itself.
        package let staffIdle: Int
    }

    package struct Contact115: Sendable {
        package let telephone: String
        package let hours: LocalizedText
    }

    package let municipality: Municipality
    package let profile: Profile
    package let device: Device
    package let offeredLanguages: [Language]
    package let requiredLanguages: [Language]
    package let theme: String
    package let timeouts: Timeouts
    /// The same key again within so many milliseconds is ignored, 0 to 1000.
    package let repeatBlockMilliseconds: Int
    /// Names of the readers that may be used; empty: any.
    package let readers: [String]
    package let offices: [String: Office]
    /// Which services, in which order.
    package let services: [String]
    package let contact115: Contact115?
    package let stateDirectory: String
    package let logDirectory: String
    package let training: Bool
    package let developer: Bool
}
