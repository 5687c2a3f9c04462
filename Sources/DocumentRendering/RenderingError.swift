/// Why a document could not be laid out.
package enum RenderingError: Error, Hashable, CustomStringConvertible {
    /// Cairo's status, `cairo_status_t`.
    case cairo(UInt32)
    /// The finished file could not be completed with its language.
    case completion
    /// A character that no installed font has; never which.
    case missingGlyphs(count: Int)

    package var description: String {
        switch self {
        case .cairo(let status): "The form could not be made into a PDF: Cairo reports status \(status)."
        case .completion: "The form could not be made into a PDF: its language could not be written into it."
        case .missingGlyphs(let count):
            "\(count) characters of the form are in no installed font. Install the package fonts-dejavu-core."
        }
    }
}
