package import Terminal

/// Things to choose from, by digit, by arrows or by touch.
package struct ChoiceList: Widget {
    /// What can be chosen.
    package struct Choice: Hashable, Sendable {
        package let label: String
        package let hint: String
        package let isSelected: Bool
        package let isEnabled: Bool

        /// A choice; the hint stands below it, and says why where it is not enabled.
        package init(_ label: String, hint: String = "", isSelected: Bool = false, isEnabled: Bool = true) {
            self.label = label
            self.hint = hint
            self.isSelected = isSelected
            self.isEnabled = isEnabled
        }
    }

    /// What choosing does, which shows in the marks.
    package enum Kind: Hashable, Sendable {
        /// It goes on at once: no marks.
        case action
        /// One of them: (●).
        case one
        /// Any of them: [x].
        case many
    }

    package let choices: [Choice]
    package let focus: Int?
    package let kind: Kind
    package let words: ScrollWords?
    package let firstTarget: Int

    /// A list; choice after choice can be clicked as `firstTarget`, `firstTarget + 1` and so on.
    package init(
        _ choices: [Choice], focus: Int?, kind: Kind = .action, words: ScrollWords? = nil, firstTarget: Int = 0
    ) {
        self.choices = choices
        self.focus = focus
        self.kind = kind
        self.words = words
        self.firstTarget = firstTarget
    }

    /// The digit that chooses: 1 to 9, and 0 for the tenth of ten. Later ones have none.
    package static func digit(for index: Int, of count: Int) -> Int? {
        if index < 9 { return index + 1 }
        return index == 9 && count == 10 ? 0 : nil
    }

    /// What a digit chooses, if anything.
    package static func index(for digit: Int, of count: Int) -> Int? {
        (0..<count).first { Self.digit(for: $0, of: count) == digit }
    }

    package func height(for columns: Int) -> Int { heights(for: columns).reduce(0, +) }

    package func paint(on canvas: inout Canvas, in rect: Rect) -> Int {
        let room = Rect(
            row: rect.top, column: rect.left, rows: rect.rows, columns: min(rect.columns, Measure.list))
        let list = BlockList(heights: heights(for: rect.columns), focus: focus, words: words)
        return list.draw(on: &canvas, in: room) { canvas, index, block in
            draw(index, on: &canvas, in: block)
            if choices[index].isEnabled { canvas.addTarget(firstTarget + index, block) }
        }
    }

    private func draw(_ index: Int, on canvas: inout Canvas, in block: Rect) {
        let choice = choices[index]
        let isFocused = index == focus
        let style: Style = isFocused ? .focus : choice.isEnabled ? .text : .muted
        let bar = block.inset(left: Measure.marker)
        if isFocused {
            canvas.writeFocusMarker(at: block.origin)
            canvas.fill(bar, style: .focus)
        }
        let digit = Self.digit(for: index, of: choices.count).map { "\($0)" } ?? " "
        canvas.write(digit, at: bar.origin.moved(columns: 1), style: isFocused ? .focus : .title)
        canvas.write(mark(for: choice, glyphs: canvas.glyphs), at: bar.origin.moved(columns: 4), style: style)
        let inner = bar.inset(left: 4 + markColumns, right: 1)
        let lines = TextLayout.wrap(choice.label, columns: inner.columns)
        let used = canvas.writeLines(lines, in: inner, style: choice.isSelected ? style.bold : style)
        let hint = choice.hint.isEmpty ? [] : TextLayout.wrap(choice.hint, columns: inner.columns)
        canvas.writeLines(hint, in: inner.below(used), style: isFocused ? .focus : .muted)
    }

    private var markColumns: Int { kind == .action ? 0 : 4 }

    private func mark(for choice: Choice, glyphs: Glyphs) -> String {
        switch kind {
        case .action: ""
        case .one: "(\(choice.isSelected ? glyphs.selected : " "))"
        case .many: "[\(choice.isSelected ? glyphs.checked : " ")]"
        }
    }

    private func heights(for columns: Int) -> [Int] {
        let inner = max(1, min(columns, Measure.list) - Measure.marker - 4 - markColumns - 1)
        return choices.map { choice in
            TextLayout.wrap(choice.label, columns: inner).count
                + (choice.hint.isEmpty ? 0 : TextLayout.wrap(choice.hint, columns: inner).count)
        }
    }
}
