package import Terminal

/// Every answer beside its question, each with a way back to it.
package struct ReviewList: Widget {
    /// One question and its answer.
    package struct Item: Hashable, Sendable {
        package let label: String
        package let answer: String
        package let isMuted: Bool

        /// An item; muted where there is no answer but words such as "not given".
        package init(label: String, answer: String, isMuted: Bool = false) {
            self.label = label
            self.answer = answer
            self.isMuted = isMuted
        }
    }

    package let items: [Item]
    package let focus: Int?
    package let change: String
    package let words: ScrollWords?
    package let firstTarget: Int

    /// A review; item after item can be clicked as `firstTarget`, `firstTarget + 1` and so on.
    package init(_ items: [Item], focus: Int?, change: String, words: ScrollWords? = nil, firstTarget: Int = 0) {
        self.items = items
        self.focus = focus
        self.change = change
        self.words = words
        self.firstTarget = firstTarget
    }

    package func height(for columns: Int) -> Int { heights(layout(for: columns)).reduce(0, +) }

    package func paint(on canvas: inout Canvas, in rect: Rect) -> Int {
        let layout = layout(for: rect.columns)
        let room = Rect(row: rect.top, column: rect.left, rows: rect.rows, columns: layout.columns)
        let list = BlockList(heights: heights(layout), focus: focus, words: words)
        return list.draw(on: &canvas, in: room) { canvas, index, block in
            draw(items[index], isFocused: index == focus, layout: layout, on: &canvas, in: block)
            canvas.addTarget(firstTarget + index, block)
        }
    }

    /// The columns that every item shares, so that they align.
    private struct Layout {
        let columns: Int
        let label: Int
        let answer: Int
        let isSideBySide: Bool
    }

    private func layout(for columns: Int) -> Layout {
        let columns = min(columns, 100)
        let side = columns >= Measure.sideBySide
        let inner = columns - Measure.marker - TextLayout.width(of: change) - 3
        let longest = items.map { TextLayout.width(of: $0.label) }.max() ?? 0
        let label = side ? min(longest, inner * 2 / 5) : inner
        return Layout(
            columns: columns, label: max(1, label), answer: max(1, side ? inner - label - 2 : inner),
            isSideBySide: side)
    }

    private func heights(_ layout: Layout) -> [Int] {
        items.map { item in
            let label = TextLayout.wrap(item.label, columns: layout.label).count
            let answer = TextLayout.wrap(item.answer, columns: layout.answer).count
            return layout.isSideBySide ? max(label, answer) : label + answer
        }
    }

    private func draw(_ item: Item, isFocused: Bool, layout: Layout, on canvas: inout Canvas, in block: Rect) {
        let bar = block.inset(left: Measure.marker)
        if isFocused {
            canvas.writeFocusMarker(at: block.origin)
            canvas.fill(bar, style: .focus)
        }
        let labelStyle: Style = isFocused ? .focus : .muted
        let answerStyle: Style = isFocused ? .focus : item.isMuted ? .muted : .title
        let inner = bar.inset(left: 1, right: 1)
        let label = TextLayout.wrap(item.label, columns: layout.label)
        let used = canvas.writeLines(label, in: inner, style: labelStyle)
        let answer = TextLayout.wrap(item.answer, columns: layout.answer)
        let place = layout.isSideBySide ? inner.inset(left: layout.label + 2) : inner.below(used)
        canvas.writeLines(answer, in: place, style: answerStyle)
        let width = TextLayout.width(of: change)
        canvas.write(
            change, at: Position(row: block.top, column: inner.right - width), style: isFocused ? .focus : .link)
    }
}
