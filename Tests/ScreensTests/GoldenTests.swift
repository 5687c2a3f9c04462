import Catalogue
import Forms
import Foundation
import Screens
import Terminal
import Testing
import Visit

/// Every screen, in three sizes and three languages, text and style, as pictures that one can review.
///
/// `RECORD_GOLDENS=1` writes them anew and fails the run that does.
@Suite struct GoldenTests {
    static let folder = URL(fileURLWithPath: #filePath).deletingLastPathComponent().appendingPathComponent("Goldens")
    static let sizes = [Size(rows: 15, columns: 40), Size(rows: 24, columns: 80), Size(rows: 40, columns: 120)]
    static let languages = ["de", "de-x-leicht", "en"]

    @Test("A screen looks as it was reviewed", arguments: Scene.all)
    func looks(_ scene: Scene) throws {
        var picture = ""
        for tag in Self.languages {
            for size in Self.sizes {
                let visit = try #require(scene.visit(in: Language(tag), size: size))
                let canvas = ScreenPainter(visit, code: Self.code).paint(size)
                picture += "## \(scene.name), \(tag), \(size.columns)×\(size.rows)\n\(canvas.picture)\n"
            }
        }
        let file = Self.folder.appendingPathComponent(scene.name + ".txt")
        if ProcessInfo.processInfo.environment["RECORD_GOLDENS"] != nil {
            try FileManager.default.createDirectory(at: Self.folder, withIntermediateDirectories: true)
            try Data(picture.utf8).write(to: file)
            Issue.record("\(scene.name) was recorded. Look at it, then run the tests without RECORD_GOLDENS.")
            return
        }
        let reviewed = try String(contentsOf: file, encoding: .utf8)
        let isSame = reviewed == picture
        #expect(isSame, "\(scene.name) looks otherwise than in \(file.lastPathComponent).")
    }

    @Test("No golden file is left of a screen that is gone") func noneLeft() throws {
        let files = try FileManager.default.contentsOfDirectory(atPath: Self.folder.path)
        #expect(Set(files) == Set(Scene.all.map { $0.name + ".txt" }))
    }

    @Test("5.1.2.2, 5.1.3.14: Every screen can be heard, in the language in which it is shown", arguments: Scene.all)
    func speaks(_ scene: Scene) throws {
        for tag in Self.languages {
            let visit = try #require(scene.visit(in: Language(tag), size: Self.sizes[1]))
            let spoken = Speech(visit).utterances
            #expect(!spoken.isEmpty)
            #expect(spoken.allSatisfy { $0.language == visit.language.tag && !$0.text.isEmpty })
        }
    }

    @Test("Every screen shows its title, the training, and what has the focus", arguments: Scene.all)
    func orients(_ scene: Scene) throws {
        for tag in Self.languages {
            for size in Self.sizes {
                let visit = try #require(scene.visit(in: Language(tag), size: size))
                let title = ContentBuilder(visit).content.title
                let canvas = ScreenPainter(visit, code: Self.code).paint(size)
                // There the code fills the screen; one word of its title and its keys stand beside it.
                let isCodeAlone = scene.name == "code" && size.rows == 15
                let rows = (0..<size.rows).map { canvas.row($0).map(\.text).joined() }
                let place = Comment(rawValue: "\(tag), \(size.columns)×\(size.rows)")
                #expect(rows.contains { $0.contains(title.prefix(isCodeAlone ? 3 : 12)) }, place)
                let training = visit.configuration.texts("screen.training_short", visit.language)
                #expect(rows.prefix(3).contains { $0.contains(training) }, place)
                let markers = canvas.cells.count { $0.text == canvas.glyphs.focus && $0.style.isBold }
                #expect(markers == (visit.targets.isEmpty || visit.focus < 0 || isCodeAlone ? 0 : 1), place)
            }
        }
    }

    @Test("5.1.3.15: What is wrong is said aloud, in the words at the field") func errorSpoken() throws {
        let scene = try #require(Scene.all.first { $0.name == "text-error" })
        let visit = try #require(scene.visit(in: .german, size: Self.sizes[1]))
        let sentence = try #require(visit.notices.first).sentence(in: .german, texts: visit.configuration.texts)
        #expect(Speech(visit).utterances.contains { $0.text == sentence })
    }

    /// Stands for the QR code, which the program makes.
    private static let code = (0..<21).map { row in (0..<21).map { (row * 7 + $0 * 3) % 5 < 2 } }
}
