package import Expressions

/// A whole configuration, checked, that never changes: a visit ends on the one it began with.
package struct Configuration: Sendable {
    package let terminal: TerminalConfiguration
    package let texts: Texts
    /// By id.
    package let themes: [String: Theme]
    /// Every sound version of every service, in the order of `terminal.yaml`, older versions before newer ones; then
    /// those that are not offered.
    package let services: [Service]
    /// The ids of services with an error: they are left out, and staff are told.
    package let leftOut: [String]

    /// The version of this service that holds on this day.
    package func service(_ id: String, on day: CivilDate) -> Service? {
        services.last { $0.id == id && $0.validFrom <= day && day <= ($0.validUntil ?? day) }
    }

    /// What is offered on this day, in the order of `terminal.yaml`.
    package func offered(on day: CivilDate, profile: Profile) -> [Service] {
        terminal.services.compactMap { service($0, on: day) }.filter { $0.profiles.contains(profile) }
    }

    /// The same without these services.
    func leavingOut(_ ids: Set<String>) -> Configuration {
        Configuration(
            terminal: terminal, texts: texts, themes: themes, services: services.filter { !ids.contains($0.id) },
            leftOut: Set(leftOut).union(ids).sorted())
    }
}

extension Configuration {
    /// What an administrator should complete when there is time: services that are submitted without their number in the
    /// LeiKa catalogue, and so travel under fourteen zeros.
    /// No faults: the files are as they should be until the town knows the number.
    package var reminders: [Fault] {
        services.filter { $0.kind == .form && $0.submit != nil && $0.key == nil }.map { service in
            Fault(
                "The service has no “key”: its cases travel under fourteen zeros instead of its number in the LeiKa "
                    + "catalogue. Enter the key as soon as the town knows it.", at: service.location,
                severity: .warning)
        }
    }
}
