import Catalogue
import ConfigurationFiles
import Expressions
import Foundation
import Screens
import Terminal
import Testing
import Visit

@Test func preview() throws {
    let directory = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
        .deletingLastPathComponent().appendingPathComponent("Config").path
    let outcome = ConfigurationLoader(textKeys: []).load(try DirectorySource(directory).files())
    let configuration = try #require(outcome.configuration)
    let today = try #require(CivilDate(year: 2026, month: 12, day: 1))
    var visit = Visit(configuration: configuration, today: today, now: Moment(date: today, time: .noon))
    var text = ""
    let size = ProcessInfo.processInfo.environment["PREVIEW"] ?? "24x80"
    let parts = size.split(separator: "x").compactMap { Int($0) }
    func shot(_ name: String) {
        let canvas = ScreenPainter(visit).paint(Size(rows: parts[0], columns: parts[1]))
        text += "### \(name)\n" + canvas.picture.split(separator: "\n").prefix(parts[0] + 2).joined(separator: "\n") + "\n"
    }
    shot("welcome")
    for press in (ProcessInfo.processInfo.environment["KEYS"] ?? "").split(separator: " ") {
        let word = String(press)
        let wanted: [Press] =
            switch word {
            case "enter": [.enter]
            case "up": [.up]
            case "down": [.down]
            case "back": [.back]
            case "help": [.help]
            case "cancel": [.cancel]
            default: word.map { $0.isNumber ? .digit(Int(String($0)) ?? 0) : .character($0) }
            }
        for press in wanted { _ = visit.handle(.press(press)) }
        if case .sending = visit.stage { _ = visit.handle(.number(1)) }
        shot(word)
    }
    try text.write(toFile: "/tmp/preview.txt", atomically: true, encoding: .utf8)
}
