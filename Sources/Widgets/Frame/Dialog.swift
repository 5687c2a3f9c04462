package import Terminal

/// A question in the middle of the screen that has to be answered before all else.
package struct Dialog: Widget {
    /// Time that runs out.
    package struct Countdown: Hashable, Sendable {
        package let fractionLeft: Double
        package let caption: String

        /// What is left, from 1 down to 0, and the same in words ("18 seconds").
        package init(fractionLeft: Double, caption: String) {
            self.fractionLeft = fractionLeft
            self.caption = caption
        }
    }

    package let title: String
    package let text: String
    package let choices: ChoiceList
    package let countdown: Countdown?

    /// A dialogue; without choices any key may answer it, as the text should say.
    package init(
        title: String, text: String, choices: ChoiceList = ChoiceList([], focus: nil), countdown: Countdown? = nil
    ) {
        self.title = title
        self.text = text
        self.choices = choices
        self.countdown = countdown
    }

    package func height(for columns: Int) -> Int {
        let inner = width(for: columns) - 4
        let text = self.text.isEmpty ? 0 : TextLayout.wrap(self.text, columns: inner).count
        let list = choices.choices.isEmpty ? 0 : choices.height(for: inner)
        return 2 + TextLayout.wrap(title, columns: inner).count + text + list + (countdown == nil ? 0 : 1)
    }

    /// Draws the box in the middle of the rectangle, blank rows between its parts if there is room.
    package func paint(on canvas: inout Canvas, in rect: Rect) -> Int {
        let columns = width(for: rect.columns)
        let needed = height(for: rect.columns)
        let air = min(max(0, rect.rows - needed), airRows)
        let rows = min(rect.rows, needed + air)
        let box = Rect(
            row: rect.top + (rect.rows - rows) / 2, column: rect.left + (rect.columns - columns) / 2,
            rows: rows, columns: columns)
        canvas.fill(box)
        canvas.drawBox(box, style: .title)
        drawContent(on: &canvas, in: box.inset(top: 1, left: 2, bottom: 1, right: 2), air: air)
        return rows
    }

    private func width(for columns: Int) -> Int { min(columns, 64) }

    /// One below the title, one above the choices and between each two, one above the countdown, one at either edge.
    private var airRows: Int { 1 + choices.choices.count + (countdown == nil ? 0 : 1) + 2 }

    private func drawContent(on canvas: inout Canvas, in inner: Rect, air: Int) {
        var rest = inner
        var left = air
        if air == airRows {
            rest = rest.inset(top: 1, bottom: 1)
            left -= 2
        }
        func takesAir() -> Int {
            left -= 1
            return left >= 0 ? 1 : 0
        }
        if let countdown, rest.rows > 0 {
            let last = Rect(row: rest.bottom - 1, column: rest.left, rows: 1, columns: rest.columns)
            draw(countdown, on: &canvas, in: last)
            rest = rest.inset(bottom: 1 + takesAir())
        }
        let title = TextLayout.wrap(self.title, columns: rest.columns)
        rest = rest.below(canvas.writeLines(title, in: rest, style: .title) + takesAir())
        // The answers are always seen whole; the text gives way.
        let list = choices.choices.isEmpty ? 0 : min(choices.height(for: rest.columns), rest.rows)
        let lines = text.isEmpty ? [] : TextLayout.wrap(text, columns: rest.columns)
        let used = canvas.writeLines(lines, in: rest.inset(bottom: list), style: .text)
        choices.draw(on: &canvas, in: rest.below(used + (list == 0 ? 0 : takesAir())))
    }

    private func draw(_ countdown: Countdown, on canvas: inout Canvas, in row: Rect) {
        let caption = TextLayout.truncated(countdown.caption, columns: row.columns / 2)
        let width = TextLayout.width(of: caption)
        canvas.drawBar(
            fraction: countdown.fractionLeft, at: row.origin, columns: row.columns - width - 1, style: .warn)
        canvas.write(caption, at: row.origin.moved(columns: row.columns - width), style: .warn)
    }
}
