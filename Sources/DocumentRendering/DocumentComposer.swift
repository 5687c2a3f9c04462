import CCairo
import FormDocument

/// Lays a document out on pages, from top to bottom.
struct DocumentComposer {
    private let surface: PDFSurface
    private let document: FormDocument
    /// How many pages there are, as an earlier pass has found.
    private let pageCount: Int
    private(set) var page = 1
    private(set) var missingGlyphs = 0
    private var y = margin

    /// Points; 20 mm.
    private static let margin = 20 / 25.4 * 72
    private static let labelWidth = 165.0
    private static let gutter = 14.0
    private static let left = margin
    private static let right = PDFSurface.width - margin
    /// Above the footer.
    private static let bottom = PDFSurface.height - margin - 24
    /// A row that is no higher is not divided between two pages.
    private static let undivided = 160.0

    init(_ document: FormDocument, on surface: PDFSurface, pageCount: Int) {
        self.document = document
        self.surface = surface
        self.pageCount = pageCount
    }

    private var context: OpaquePointer { surface.context }

    mutating func compose() throws(RenderingError) {
        cairo_tag_begin(context, "Document", nil)
        try heading(document.town, element: "P", size: 10, isBold: false, after: 2)
        try heading(document.title, element: "H1", size: 16, isBold: true, after: 8)
        try table(document.facts)
        for section in document.sections {
            y += 14
            // A heading never stands alone at the end of a page.
            if y > Self.bottom - 70 { try breakPage() }
            try heading(section.title, element: "H2", size: 12, isBold: true, after: section.germanTitle == nil ? 3 : 0)
            if let german = section.germanTitle {
                try heading(german, element: "P", size: 9, isBold: false, isMuted: true, after: 3)
            }
            try table(section.lines)
        }
        cairo_tag_end(context, "Document")
        try endPage()
    }

    // MARK: Pieces

    private mutating func heading(
        _ text: String, element: String, size: Double, isBold: Bool, isMuted: Bool = false, after: Double
    ) throws(RenderingError) {
        let cell = try cell([(text, size, isBold, isMuted)], x: Self.left, width: Self.right - Self.left)
        surface.tagged(element) { cell.draw(0..<cell.lineCount, y: y, on: context) }
        y += cell.height + after
    }

    private mutating func table(_ lines: [FormDocument.Line]) throws(RenderingError) {
        guard !lines.isEmpty else { return }
        cairo_tag_begin(context, "Table", nil)
        for line in lines { try row(line) }
        cairo_tag_end(context, "Table")
    }

    private mutating func row(_ line: FormDocument.Line) throws(RenderingError) {
        let label = try cell(
            [(line.label, 10, false, false)] + (line.germanLabel.map { [($0, 8.5, false, true)] } ?? []), x: Self.left,
            width: Self.labelWidth)
        let details = [line.germanText, line.note].compactMap { $0 }.map { ($0, 8.5, false, true) }
        let x = Self.left + Self.labelWidth + Self.gutter
        let answer = try cell([(line.text, 10, true, false)] + details, x: x, width: Self.right - x)
        let height = max(label.height, answer.height) + 2 * Self.padding
        if y + height > Self.bottom, height <= Self.undivided || y + 60 > Self.bottom { try breakPage() }
        var (labelLine, answerLine) = (0, 0)
        repeat {
            let room = Self.bottom - y - 2 * Self.padding
            rule()
            let labelEnd = labelLine + label.linesThatFit(room, from: labelLine)
            let answerEnd = answerLine + answer.linesThatFit(room, from: answerLine)
            let top = y + Self.padding
            var used = 0.0
            surface.tagged("TR") {
                surface.tagged("TH") { used = label.draw(labelLine..<labelEnd, y: top, on: context) }
                surface.tagged("TD") { used = max(used, answer.draw(answerLine..<answerEnd, y: top, on: context)) }
            }
            y += used + 2 * Self.padding
            (labelLine, answerLine) = (labelEnd, answerEnd)
            if labelLine < label.lineCount || answerLine < answer.lineCount { try breakPage() }
        } while labelLine < label.lineCount || answerLine < answer.lineCount
    }

    private static let padding = 3.0

    private func rule() {
        cairo_set_source_rgb(context, 0.6, 0.6, 0.6)
        cairo_set_line_width(context, 0.5)
        cairo_move_to(context, Self.left, y)
        cairo_line_to(context, Self.right, y)
        cairo_stroke(context)
    }

    private mutating func cell(
        _ paragraphs: [(text: String, size: Double, isBold: Bool, isMuted: Bool)], x: Double, width: Double
    ) throws(RenderingError) -> TableCell {
        var made: [TableCell.Paragraph] = []
        for paragraph in paragraphs {
            let block = try TextBlock(
                paragraph.text, size: paragraph.size, isBold: paragraph.isBold, width: width, on: context)
            missingGlyphs += block.missingGlyphs
            made.append(.init(block: block, isMuted: paragraph.isMuted))
        }
        return TableCell(paragraphs: made, x: x)
    }

    // MARK: Pages

    private mutating func breakPage() throws(RenderingError) {
        try endPage()
        page += 1
        y = Self.margin
    }

    private mutating func endPage() throws(RenderingError) {
        let text = document.footer.replacing("{pages}", with: String(pageCount))
            .replacing("{page}", with: String(page))
        let footer = try cell([(text, 8.5, false, true)], x: Self.left, width: Self.right - Self.left)
        footer.draw(0..<footer.lineCount, y: PDFSurface.height - Self.margin - footer.height, on: context)
        surface.endPage()
    }
}
