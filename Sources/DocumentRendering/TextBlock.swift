import CCairo

/// A paragraph, broken into lines for a width.
final class TextBlock {
    /// A line with its height and where its baseline lies in it, in points.
    struct Line {
        fileprivate let line: UnsafeMutablePointer<PangoLayoutLine>
        let height: Double
        let baseline: Double
    }

    private let layout: OpaquePointer
    let lines: [Line]
    /// Characters that no font has.
    let missingGlyphs: Int

    var height: Double { lines.reduce(0) { $0 + $1.height } }

    /// - Throws: `RenderingError.cairo` where there is no memory.
    init(
        _ text: String, size: Double, isBold: Bool = false, width: Double, on context: OpaquePointer
    ) throws(RenderingError) {
        guard let layout = pango_cairo_create_layout(context), let font = pango_font_description_new() else {
            throw .cairo(CAIRO_STATUS_NO_MEMORY.rawValue)
        }
        defer { pango_font_description_free(font) }
        self.layout = layout
        pango_font_description_set_family(font, "DejaVu Sans")
        pango_font_description_set_absolute_size(font, size * Double(PANGO_SCALE))
        pango_font_description_set_weight(font, isBold ? PANGO_WEIGHT_BOLD : PANGO_WEIGHT_NORMAL)
        pango_layout_set_font_description(layout, font)
        pango_layout_set_width(layout, Int32(width * Double(PANGO_SCALE)))
        pango_layout_set_wrap(layout, PANGO_WRAP_WORD_CHAR)
        pango_layout_set_spacing(layout, Int32(size * 0.2 * Double(PANGO_SCALE)))
        pango_layout_set_text(layout, text, Int32(text.utf8.count))
        missingGlyphs = Int(pango_layout_get_unknown_glyphs_count(layout))
        lines = Self.lines(of: layout)
    }

    deinit { g_object_unref(UnsafeMutableRawPointer(layout)) }

    private static func lines(of layout: OpaquePointer) -> [Line] {
        guard let iterator = pango_layout_get_iter(layout) else { return [] }
        defer { pango_layout_iter_free(iterator) }
        var lines: [Line] = []
        repeat {
            var (top, bottom): (Int32, Int32) = (0, 0)
            pango_layout_iter_get_line_yrange(iterator, &top, &bottom)
            guard let line = pango_layout_iter_get_line_readonly(iterator) else { continue }
            let scale = Double(PANGO_SCALE)
            lines.append(
                Line(
                    line: line, height: Double(bottom - top) / scale,
                    baseline: Double(pango_layout_iter_get_baseline(iterator) - top) / scale))
        } while pango_layout_iter_next_line(iterator) != 0
        return lines
    }

    /// Draws some of the lines, from the top left corner; tells how high they are.
    @discardableResult
    func draw(_ range: Range<Int>, at x: Double, _ y: Double, on context: OpaquePointer) -> Double {
        var y = y
        for line in lines[range] {
            cairo_move_to(context, x, y + line.baseline)
            pango_cairo_show_layout_line(context, line.line)
            y += line.height
        }
        return lines[range].reduce(0) { $0 + $1.height }
    }
}
