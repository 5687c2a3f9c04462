import CCairo
import CQPDF
package import FormDocument

/// Makes a document into a PDF: A4, tagged, with title and language.
///
/// Source: ISO 32000-1, 14.8 (tagged PDF), 14.9.2 (natural language).
package enum DocumentRenderer {
    /// The bytes of the file, and how many pages it has.
    /// - Throws: `RenderingError`, also where a character is in no installed font: a form with holes is not the one that
    ///   was filled in.
    package static func render(_ document: FormDocument) throws(RenderingError) -> (bytes: [UInt8], pages: Int) {
        var draft = DocumentComposer(document, on: try PDFSurface(), pageCount: 1)
        try draft.compose()
        guard draft.missingGlyphs == 0 else { throw .missingGlyphs(count: draft.missingGlyphs) }
        let surface = try PDFSurface()
        surface.set(title: document.title, author: document.town)
        var composer = DocumentComposer(document, on: surface, pageCount: draft.page)
        try composer.compose()
        return (try complete(surface.finish(), language: document.language), composer.page)
    }

    /// Adds what Cairo 1.16 does not write: the language, and that readers show the title.
    private static func complete(_ file: [UInt8], language: String) throws(RenderingError) -> [UInt8] {
        var document = qpdf_init()
        defer { qpdf_cleanup(&document) }
        guard let pdf = document else { throw .completion }
        qpdf_silence_errors(pdf)
        qpdf_set_suppress_warnings(pdf, QPDF_TRUE)
        let isRead = file.withUnsafeBytes { bytes in
            qpdf_read_memory(pdf, "form", bytes.bindMemory(to: CChar.self).baseAddress, UInt64(file.count), nil)
                & QPDF_ERRORS == 0
        }
        guard isRead else { throw .completion }
        let catalogue = qpdf_get_root(pdf)
        qpdf_oh_replace_key(pdf, catalogue, "/Lang", qpdf_oh_new_unicode_string(pdf, language))
        let preferences = qpdf_oh_new_dictionary(pdf)
        qpdf_oh_replace_key(pdf, preferences, "/DisplayDocTitle", qpdf_oh_new_bool(pdf, QPDF_TRUE))
        qpdf_oh_replace_key(pdf, catalogue, "/ViewerPreferences", preferences)
        guard qpdf_init_write_memory(pdf) & QPDF_ERRORS == 0 else { throw .completion }
        qpdf_set_deterministic_ID(pdf, QPDF_TRUE)
        guard qpdf_write(pdf) & QPDF_ERRORS == 0, let buffer = qpdf_get_buffer(pdf) else { throw .completion }
        return Array(UnsafeBufferPointer(start: buffer, count: Int(qpdf_get_buffer_length(pdf))))
    }
}
