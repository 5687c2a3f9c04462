import Terminal

/// Blocks below each other, one of which has the focus: the scrolling that all lists share.
///
/// It has no state: the window lies around the focus, so the same focus always shows the same picture.
struct BlockList {
    let heights: [Int]
    let focus: Int?
    let words: ScrollWords?

    /// Draws the blocks that fit, with a blank row between them if that leaves room for all.
    func draw(on canvas: inout Canvas, in rect: Rect, block: (inout Canvas, Int, Rect) -> Void) -> Int {
        if heights.isEmpty || rect.rows == 0 { return 0 }
        let total = heights.reduce(0, +)
        if total <= rect.rows {
            let gap = total + heights.count - 1 <= rect.rows ? 1 : 0
            return place(heights.indices, gap: gap, on: &canvas, in: rect, block: block)
        }
        // Both hint rows are kept free while scrolling, so that nothing jumps at the ends.
        let hints = words != nil && rect.rows >= 4 ? 1 : 0
        let inner = rect.inset(top: hints, bottom: hints)
        let visible = window(rows: inner.rows)
        _ = place(visible, gap: 0, on: &canvas, in: inner, block: block)
        if hints == 1, let words { drawHints(words, visible: visible, on: &canvas, in: rect) }
        return rect.rows
    }

    /// The blocks around the focus that fit into the rows; always the focus itself.
    func window(rows: Int) -> Range<Int> {
        let focus = min(max(0, self.focus ?? 0), heights.count - 1)
        var low = focus
        var high = focus + 1
        var used = heights[focus]
        var grows = true
        while grows {
            grows = false
            if high < heights.count, used + heights[high] <= rows {
                used += heights[high]
                high += 1
                grows = true
            }
            if low > 0, used + heights[low - 1] <= rows {
                low -= 1
                used += heights[low]
                grows = true
            }
        }
        return low..<high
    }

    private func place(
        _ indices: Range<Int>, gap: Int, on canvas: inout Canvas, in rect: Rect,
        block: (inout Canvas, Int, Rect) -> Void
    ) -> Int {
        var used = 0
        for index in indices {
            let room = rect.below(used)
            if room.rows == 0 { break }
            let height = min(heights[index], room.rows)
            block(&canvas, index, Rect(row: room.top, column: room.left, rows: height, columns: room.columns))
            used += height + (index + 1 < indices.upperBound ? gap : 0)
        }
        return min(used, rect.rows)
    }

    private func drawHints(_ words: ScrollWords, visible: Range<Int>, on canvas: inout Canvas, in rect: Rect) {
        if visible.lowerBound > 0 {
            canvas.write(
                "\(canvas.glyphs.above) \(words.above)", at: rect.origin, style: .muted, maxColumns: rect.columns)
        }
        let last = Position(row: rect.bottom - 1, column: rect.left)
        let position = TextLayout.truncated(words.position, columns: rect.columns)
        let width = TextLayout.width(of: position)
        if visible.upperBound < heights.count {
            canvas.write(
                "\(canvas.glyphs.below) \(words.below)", at: last, style: .muted,
                maxColumns: max(0, rect.columns - width - 1))
        }
        canvas.write(position, at: last.moved(columns: rect.columns - width), style: .muted)
    }
}
