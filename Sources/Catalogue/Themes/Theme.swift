/// The colours of the screen, by role.
package struct Theme: Hashable, Sendable {
    package let id: String
    package let title: LocalizedText
    package let background: Colour
    package let text: Colour
    package let muted: Colour
    package let link: Colour
    package let ok: Colour
    package let warn: Colour
    package let error: Colour

    /// The roles that text is written in, with their names in the file.
    package var foregrounds: [(role: String, colour: Colour)] {
        [("text", text), ("muted", muted), ("link", link), ("ok", ok), ("warn", warn), ("error", error)]
    }
}
