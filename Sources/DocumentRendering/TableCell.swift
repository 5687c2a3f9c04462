import CCairo

/// Paragraphs one below the other in a column, which a page's end may divide.
struct TableCell {
    struct Paragraph {
        let block: TextBlock
        let isMuted: Bool
    }

    let paragraphs: [Paragraph]
    let x: Double

    var height: Double { paragraphs.reduce(0) { $0 + $1.block.height } }
    var lineCount: Int { paragraphs.reduce(0) { $0 + $1.block.lines.count } }

    /// How many lines from this one on fit into a height.
    func linesThatFit(_ height: Double, from first: Int) -> Int {
        var left = height
        var count = 0
        for line in paragraphs.flatMap(\.block.lines).dropFirst(first) {
            left -= line.height
            guard left >= 0 else { break }
            count += 1
        }
        return count
    }

    /// Draws a range of its lines; tells how high they are.
    @discardableResult
    func draw(_ range: Range<Int>, y: Double, on context: OpaquePointer) -> Double {
        var (row, start) = (y, 0)
        for paragraph in paragraphs {
            let end = start + paragraph.block.lines.count
            let own = range.clamped(to: start..<end)
            if !own.isEmpty {
                let grey = paragraph.isMuted ? 0.33 : 0
                cairo_set_source_rgb(context, grey, grey, grey)
                row += paragraph.block.draw(own.lowerBound - start..<own.upperBound - start, at: x, row, on: context)
            }
            start = end
        }
        return row - y
    }
}
