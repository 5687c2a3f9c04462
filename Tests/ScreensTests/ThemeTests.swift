import Catalogue
import ConfigurationFiles
import Foundation
import Terminal
import Testing

/// The shipped themes, in true colours and in the indices chosen from 256. Source: WCAG 2.1, 1.4.6.
@Suite struct ThemeTests {
    static let themes: [Theme] = {
        let directory = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
            .deletingLastPathComponent().appendingPathComponent("Config").path
        let files = try? DirectorySource(directory).files()
        let themes = files.flatMap { ConfigurationLoader(textKeys: []).load($0).configuration }?.themes ?? [:]
        return themes.keys.sorted().compactMap { themes[$0] }
    }()

    static func palette(of theme: Theme) -> Palette {
        func colour(_ colour: Colour) -> RGB {
            RGB(red: colour.red, green: colour.green, blue: colour.blue)
        }
        return Palette(
            background: colour(theme.background), text: colour(theme.text), muted: colour(theme.muted),
            link: colour(theme.link), ok: colour(theme.ok), warn: colour(theme.warn), error: colour(theme.error))
    }

    @Test func `There are four themes`() { #expect(Self.themes.count == 4) }

    @Test(arguments: themes.map(\.id))
    func `Every text of a theme has a contrast of at least 7 to 1`(id: String) throws {
        let theme = try #require(Self.themes.first { $0.id == id })
        let palette = Self.palette(of: theme)
        #expect(palette.leastContrast >= 7)
        #expect(IndexedPalette(nearest: palette).leastContrast >= 7)
    }
}
