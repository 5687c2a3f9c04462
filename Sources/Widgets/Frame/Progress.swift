package import Terminal

/// What is being done, step by step, and how much of it is done.
package struct Progress: Widget {
    /// How far a step has come.
    package enum State: Hashable, Sendable { case done, current, pending }

    /// One thing that is done.
    package struct Step: Hashable, Sendable {
        package let word: String
        package let state: State

        /// A step, such as "Reading the name".
        package init(_ word: String, _ state: State) {
            self.word = word
            self.state = state
        }
    }

    package let steps: [Step]
    package let fraction: Double
    package let caption: String

    /// Progress from 0 to 1, with a caption such as "40 %".
    package init(steps: [Step], fraction: Double, caption: String) {
        self.steps = steps
        self.fraction = fraction
        self.caption = caption
    }

    package func height(for columns: Int) -> Int {
        steps.map { lines(of: $0, columns: columns).count }.reduce(0, +) + 2
    }

    /// Draws the steps, a blank row and the bar; where rows are few, only the step that is being done and the bar.
    package func paint(on canvas: inout Canvas, in rect: Rect) -> Int {
        guard rect.rows > 0 else { return 0 }
        let all = height(for: rect.columns) <= rect.rows
        var rest = rect
        for step in steps where all || step.state == .current {
            rest = rest.below(draw(step, on: &canvas, in: rest.inset(bottom: 1)))
        }
        if rest.rows > 1 { rest = rest.below(1) }
        drawBar(on: &canvas, in: rest)
        return rest.top + 1 - rect.top
    }

    private func draw(_ step: Step, on canvas: inout Canvas, in rect: Rect) -> Int {
        guard rect.rows > 0 else { return 0 }
        let (mark, style): (String, Style) =
            switch step.state {
            case .done: (canvas.glyphs.done, .text)
            case .current: (canvas.glyphs.focus, .title)
            case .pending: (canvas.glyphs.pending, .muted)
            }
        canvas.write(mark, at: rect.origin, style: style, maxColumns: rect.columns)
        let lines = lines(of: step, columns: rect.columns)
        return canvas.writeLines(lines, in: rect.inset(left: Measure.marker), style: style)
    }

    private func drawBar(on canvas: inout Canvas, in rect: Rect) {
        let columns = min(rect.columns, Measure.text)
        let caption = TextLayout.truncated(self.caption, columns: columns / 2)
        let width = TextLayout.width(of: caption)
        let bar = columns - (width == 0 ? 0 : width + 2)
        canvas.drawBar(fraction: fraction, at: rect.origin, columns: bar, style: .title)
        canvas.write(caption, at: rect.origin.moved(columns: columns - width))
    }

    private func lines(of step: Step, columns: Int) -> [String] {
        TextLayout.wrap(step.word, columns: min(columns, Measure.text) - Measure.marker)
    }
}
