import Catalogue
import ConfigurationFiles
import Expressions
import Foundation
import Visit

/// The shipped configuration and a terminal that waits for somebody.
enum TestTerminal {
    static let configuration: Configuration? = {
        let directory = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
            .deletingLastPathComponent().appendingPathComponent("Config").path
        guard let files = try? DirectorySource(directory).files() else { return nil }
        return ConfigurationLoader(textKeys: []).load(files).configuration
    }()

    static let today = CivilDate(PartialDate(iso: "2026-12-01"))

    static func visit() -> Visit? {
        guard let configuration, let today else { return nil }
        return Visit(configuration: configuration, today: today, now: Moment(date: today, time: .noon))
    }
}

extension CivilDate {
    fileprivate init?(_ date: PartialDate?) {
        guard let date, let month = date.month, let day = date.day else { return nil }
        self.init(year: date.year, month: month, day: day)
    }
}
