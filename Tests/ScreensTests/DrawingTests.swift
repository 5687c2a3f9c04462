import Catalogue
import Foundation
import Screens
import Terminal
import Testing
import Visit

/// The pictures of the README in `Kiosk/screens`: drawn from the same cells as the golden files.
///
/// `RECORD_GOLDENS=1` draws them anew and fails the run that does.
@Suite struct DrawingTests {
    /// One picture: a scene, how it is shown, and its words for those who cannot see it.
    struct Picture: Sendable, CustomStringConvertible {
        let scene: String
        let language: String
        let theme: String
        let size: Size
        let title: String

        init(_ scene: String, _ title: String, language: String = "de", theme: String = "hell", isSmall: Bool = false) {
            self.scene = scene
            self.language = language
            self.theme = theme
            self.title = title
            size = isSmall ? Size(rows: 15, columns: 40) : Size(rows: 24, columns: 80)
        }

        var description: String { scene }
    }

    static let pictures = [
        Picture("welcome", "The welcome, in German"),
        Picture("search-directory", "The search, with what other offices do", theme: "dunkel"),
        Picture("card-pin-typed", "The PIN on a masked pad"),
        Picture("from-card", "Data from the card, shown locked with its source", theme: "blau"),
        Picture("review", "Check your answers"),
        Picture("receipt-received", "The receipt: received by the town hall", language: "en"),
        Picture("letters", "Letters without a keyboard, at 40 by 15", theme: "schwarz-gelb", isSmall: true),
        Picture("yes-no", "A question in plain German, at 40 by 15", language: "de-x-leicht", isSmall: true),
    ]

    static let folder = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
        .deletingLastPathComponent().appendingPathComponent("Kiosk/screens")

    @Test("A picture of the README shows the screen as it is", arguments: pictures)
    func showsTheScreen(_ picture: Picture) throws {
        let scene = try #require(Scene.all.first { $0.name == picture.scene })
        let visit = try #require(scene.visit(in: Language(picture.language), size: picture.size))
        let theme = try #require(ThemeTests.themes.first { $0.id == picture.theme })
        let canvas = ScreenPainter(visit).paint(picture.size)
        let drawing = ScreenDrawing(canvas, in: ThemeTests.palette(of: theme)).svg(titled: picture.title)
        let file = Self.folder.appendingPathComponent(picture.scene + ".svg")
        if ProcessInfo.processInfo.environment["RECORD_GOLDENS"] != nil {
            try FileManager.default.createDirectory(at: Self.folder, withIntermediateDirectories: true)
            try Data(drawing.utf8).write(to: file)
            Issue.record("\(picture.scene) was drawn. Look at it, then run the tests without RECORD_GOLDENS.")
            return
        }
        let isSame = try String(contentsOf: file, encoding: .utf8) == drawing
        #expect(isSame, "\(picture.scene) looks otherwise than in Kiosk/screens.")
    }

    @Test func `The README shows every picture, and no other lies there`() throws {
        let readme = try String(
            contentsOf: Self.folder.deletingLastPathComponent().deletingLastPathComponent()
                .appendingPathComponent("README.md"), encoding: .utf8)
        let files = try FileManager.default.contentsOfDirectory(atPath: Self.folder.path)
        #expect(Set(files) == Set(Self.pictures.map { $0.scene + ".svg" }))
        for file in files { #expect(readme.contains("Kiosk/screens/\(file)"), "\(file) is shown nowhere.") }
    }
}
