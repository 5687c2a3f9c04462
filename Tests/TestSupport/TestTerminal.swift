package import Catalogue
import ConfigurationFiles
package import Expressions
import Foundation
package import Visit

/// The shipped configuration and a terminal that waits for somebody.
package enum TestTerminal {
    /// The shipped configuration; nothing where it cannot be used.
    package static let configuration: Configuration? = load(.kiosk)

    /// The same for the case.
    package static let onTheRoad: Configuration? = load(.koffer)

    private static func load(_ profile: Profile) -> Configuration? {
        let directory = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
            .deletingLastPathComponent().appendingPathComponent("Config").path
        guard let files = try? DirectorySource(directory).files() else { return nil }
        let changed = files.map { file in
            guard file.path == "terminal.yaml" else { return file }
            let text = String(decoding: file.bytes, as: UTF8.self)
            let own = text.replacingOccurrences(of: "\nprofile: kiosk", with: "\nprofile: \(profile.rawValue)")
            return ConfigurationFile(path: file.path, bytes: Array(own.utf8))
        }
        return ConfigurationLoader(textKeys: []).load(changed).configuration
    }

    /// The day on which tests are played.
    package static let today = CivilDate(iso: "2026-12-01")

    /// A terminal that waits for somebody.
    package static func visit(profile: Profile = .kiosk) -> Visit? {
        guard let configuration = profile == .kiosk ? configuration : onTheRoad, let today else { return nil }
        return Visit(configuration: configuration, today: today, now: Moment(date: today, time: .noon))
    }
}
