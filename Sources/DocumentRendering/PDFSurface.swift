import CCairo

/// A PDF that is being drawn into memory, A4 upright.
///
/// Source: ISO 216 (210 mm × 297 mm); a point is 1/72 inch.
final class PDFSurface {
    static let width = 210 / 25.4 * 72
    static let height = 297 / 25.4 * 72

    /// Cairo writes from C, into this.
    private final class Output {
        var bytes: [UInt8] = []
    }

    private let output = Output()
    private let surface: OpaquePointer
    let context: OpaquePointer

    /// - Throws: `RenderingError.cairo` where there is no memory.
    init() throws(RenderingError) {
        let write: cairo_write_func_t = { closure, data, length in
            guard let closure, let data else { return CAIRO_STATUS_WRITE_ERROR }
            let output = Unmanaged<Output>.fromOpaque(closure).takeUnretainedValue()
            output.bytes.append(contentsOf: UnsafeBufferPointer(start: data, count: Int(length)))
            return CAIRO_STATUS_SUCCESS
        }
        let closure = Unmanaged.passUnretained(output).toOpaque()
        guard let surface = cairo_pdf_surface_create_for_stream(write, closure, Self.width, Self.height),
            let context = cairo_create(surface)
        else { throw .cairo(CAIRO_STATUS_NO_MEMORY.rawValue) }
        self.surface = surface
        self.context = context
    }

    deinit {
        cairo_destroy(context)
        cairo_surface_destroy(surface)
    }

    func set(title: String, author: String) {
        cairo_pdf_surface_set_metadata(surface, CAIRO_PDF_METADATA_TITLE, title)
        cairo_pdf_surface_set_metadata(surface, CAIRO_PDF_METADATA_AUTHOR, author)
        cairo_pdf_surface_set_metadata(surface, CAIRO_PDF_METADATA_CREATOR, "Bürgerterminal")
    }

    /// Draws as one element of the document's structure. Source: ISO 32000-1, 14.8.4 (standard structure types).
    func tagged(_ element: String, _ draw: () -> Void) {
        cairo_tag_begin(context, element, nil)
        draw()
        cairo_tag_end(context, element)
    }

    func endPage() { cairo_show_page(context) }

    /// The finished file.
    /// - Throws: `RenderingError.cairo` for whatever went wrong since the beginning.
    func finish() throws(RenderingError) -> [UInt8] {
        let drawn = cairo_status(context)
        cairo_surface_finish(surface)
        let written = cairo_surface_status(surface)
        for status in [drawn, written] where status != CAIRO_STATUS_SUCCESS { throw .cairo(status.rawValue) }
        return output.bytes
    }
}
