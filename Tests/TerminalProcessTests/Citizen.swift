import Catalogue
import Expressions
import Foundation
import Screens
import Terminal
import TestSupport
import Testing
import Visit

/// Somebody at the terminal: which keys she presses, and what she then sees.
struct Citizen {
    static let familyName = "Grünwald-Příkopová"
    static let givenName = "Zwiebelfisch"
    static let service = "hundesteuer-anmeldung"

    /// The screens, after so many presses each.
    private final class Album {
        var screens: [[String]] = []
    }

    private(set) var robot: Robot
    /// What she is called.
    private let names: [String]
    private let album = Album()
    private var pressed = 0

    /// Somebody before this screen.
    init(_ visit: Visit, names: [String] = [familyName, givenName]) {
        self.names = names
        let album = album
        robot = Robot(
            visit,
            paint: { visit in
                let painting = ScreenPainter(visit).painting(
                    Size(rows: RunningTerminal.rows, columns: RunningTerminal.columns))
                album.screens.append(
                    (0..<RunningTerminal.rows).map { row in
                        TerminalScreen.trimmed(painting.canvas.row(row).map(\.text).joined())
                    })
                return painting.pages
            }, look: { _ in })
    }

    /// Somebody who comes to the terminal now.
    static func arriving(as names: [String] = [familyName, givenName]) throws -> Citizen {
        let moment = try now()
        return Citizen(
            Visit(configuration: try #require(TestTerminal.configuration), today: moment.date, now: moment),
            names: names)
    }

    /// Somebody who comes back to a terminal that was interrupted after these entries.
    static func returning(_ journal: [JournalEntry]) throws -> Citizen {
        let moment = try now()
        let configuration = try #require(TestTerminal.configuration)
        let visit = Visit(
            resuming: journal, configuration: configuration, today: moment.date, now: moment, seconds: 0)
        return Citizen(try #require(visit))
    }

    /// Somebody who comes back and shows the same card again.
    static func returning(_ journal: [JournalEntry], with task: CardReadingTask) throws -> Citizen {
        var robot = try returning(journal).robot
        robot.handle(.card(.terminal(.ready(TestCard.authority(for: task)))))
        robot.press(.enter)
        let isIdentified = robot.identify()
        try #require(isIdentified)
        return Citizen(robot.visit)
    }

    /// Somebody whom staff with the case have before them, at their desk or in a draft.
    static func visited(_ draft: [JournalEntry] = []) throws -> Citizen {
        let moment = try now()
        var visit = Visit(
            configuration: try #require(TestTerminal.onTheRoad), today: moment.date, now: moment)
        TestStaff.signIn(&visit)
        if !draft.isEmpty { _ = visit.handle(.staff(.draft(draft))) }
        return Citizen(visit)
    }

    private static func now() throws -> Moment {
        let parts = Calendar(identifier: .gregorian).dateComponents(
            [.year, .month, .day, .hour, .minute], from: Date())
        return Moment(
            date: try #require(
                CivilDate(year: parts.year ?? 0, month: parts.month ?? 0, day: parts.day ?? 0)),
            time: try #require(TimeOfDay(hour: parts.hour ?? 0, minute: parts.minute ?? 0)))
    }

    /// The presses that the terminal has not been given yet.
    var waiting: Int { robot.presses.count - pressed }

    /// Thinks through the visit up to the first screen that one looks for; whether it comes.
    mutating func thinks(until isThere: (Visit) -> Bool) throws {
        if robot.presses.isEmpty, robot.visit.isIdle {
            let service = try #require(robot.visit.offered.first { $0.id == Self.service })
            let begun = robot.begin(service, language: .german)
            try #require(begun)
            for name in names { writes(name) }
        }
        let arrived = robot.answerAll(until: isThere)
        try #require(arrived, "\(robot.visit.stage)")
    }

    /// Thinks of writing something by a keyboard, and Enter.
    mutating func writes(_ text: String) {
        for character in text { robot.press(.character(character)) }
        robot.press(.enter)
    }

    /// Presses what she thought of, and looks whether the screen is the one that is meant to be there.
    /// - Parameters:
    ///   - terminal: where she stands.
    ///   - stops: titles at which she stops.
    ///   - leaving: how many presses she keeps for later.
    /// - Returns: the title at which she stopped; nothing where she came to the end.
    /// - Throws: where another screen came.
    mutating func walks(
        at terminal: RunningTerminal, until stops: [String] = [], leaving: Int = 0
    ) throws -> String? {
        while waiting > leaving {
            // Where she stops she has not pressed the next key yet.
            let count = min(stops.isEmpty ? 10 : 1, waiting - leaving)
            terminal.press(robot.presses[pressed..<pressed + count])
            pressed += count
            let expected = album.screens[pressed]
            var stop: String?
            let came = terminal.waits { screen in
                let rows = screen.rows
                stop = stops.first { title in rows.contains { $0.contains(title) } }
                return stop != nil || rows == expected
            }
            if let stop { return stop }
            try #require(
                came,
                """
                After \(pressed) keys the screen is
                \(terminal.text)
                and not
                \(expected.joined(separator: "\n"))
                """)
        }
        return nil
    }

    /// Presses the last key, and sees one of these titles.
    mutating func sends(at terminal: RunningTerminal, until titles: [String]) throws -> String {
        terminal.press(robot.presses[pressed...])
        pressed = robot.presses.count
        var title: String?
        let came = terminal.waits(within: 40) { screen in
            let rows = screen.rows
            title = titles.first { title in rows.contains { $0.contains(title) } }
            return title != nil
        }
        try #require(came, "\(terminal.text)")
        return try #require(title)
    }

    /// The screen before the first key.
    var firstScreen: [String] { album.screens[0] }

    /// How many screens she has seen.
    var screenCount: Int { Set(album.screens.prefix(pressed)).count }

    /// A text of the terminal, in German.
    static func text(_ key: String) -> String { TestTerminal.configuration?.texts[key]?(.german) ?? "?" + key }
}
