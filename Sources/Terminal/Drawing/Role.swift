/// What a piece of text is for; the palette decides its colour.
package enum Role: UInt8, Hashable, CaseIterable, Sendable {
    case text, muted, link, ok, warn, error
    /// For machines to read: black on white in every theme. Inverse is white on black.
    case scan
}
