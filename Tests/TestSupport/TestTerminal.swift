package import Catalogue
import ConfigurationFiles
package import Expressions
import Foundation
package import Visit

/// The shipped configuration and a terminal that waits for somebody.
package enum TestTerminal {
    /// The shipped configuration; nothing where it cannot be used.
    package static let configuration: Configuration? = {
        let directory = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
            .deletingLastPathComponent().appendingPathComponent("Config").path
        guard let files = try? DirectorySource(directory).files() else { return nil }
        return ConfigurationLoader(textKeys: []).load(files).configuration
    }()

    /// The day on which tests are played.
    package static let today = CivilDate(iso: "2026-12-01")

    /// A terminal that waits for somebody.
    package static func visit() -> Visit? {
        guard let configuration, let today else { return nil }
        return Visit(configuration: configuration, today: today, now: Moment(date: today, time: .noon))
    }
}
