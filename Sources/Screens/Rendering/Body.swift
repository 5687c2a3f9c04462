import Terminal
import Widgets

/// The middle of a screen: the title, below it the parts, with as much air as there is room for.
///
/// Where it is longer than its room the title and the buttons stay, what is between them moves, and a line says in words
/// that there is more.
struct Body {
    let title: String
    let parts: [Part]
    /// In a box, as what lies over a screen.
    let isDialog: Bool
    /// Pages read on.
    let scroll: Int
    /// Whether the top is shown, whatever has the focus.
    let isAtTop: Bool
    /// Whether the end is shown where nothing has the focus: what can be chosen stands there.
    let isAtEnd: Bool
    /// What a click on the hints means.
    let hintTargets: (above: Int, below: Int)
    /// Such as "more above" and "more below".
    let words: (above: String, below: String)
    /// Says "3 of 24".
    let place: (Int, Int) -> String

    /// Draws it, and tells how many pages can be read on from what has the focus.
    func draw(on canvas: inout Canvas, in rect: Rect) -> (above: Int, below: Int) {
        let air = rect.rows >= 14 ? 1 : 0
        let calm = rect.inset(top: air, bottom: air)
        if isDialog, let gaps = gaps(for: calm.inset(top: 1, left: 2, bottom: 1, right: 2)) {
            drawDialog(gaps, on: &canvas, in: calm)
            return (0, 0)
        }
        if let gaps = gaps(for: calm) {
            let free = calm.rows - height(gaps, columns: rect.columns)
            drawAll(gaps, on: &canvas, in: calm.below(min(free / 3, 3)))
            return (0, 0)
        }
        if let gaps = gaps(for: rect) {
            drawAll(gaps, on: &canvas, in: rect)
            return (0, 0)
        }
        return drawScrolled(on: &canvas, in: rect)
    }

    // MARK: All of it

    /// The title with what follows.
    private var all: [Part] { (title.isEmpty ? [] : [Part(Heading(title), gap: 0)]) + parts }

    /// Blank rows above each part, all or only below the title and above the buttons or none; nothing where it is too long.
    private func gaps(for rect: Rect) -> [Int]? {
        let every = all.map(\.gap)
        let few = all.indices.map { index in
            index == 1 || index == all.count - footerCount ? min(1, all[index].gap) : 0
        }
        return [every, few, every.map { _ in 0 }].first { height($0, columns: rect.columns) <= rect.rows }
    }

    private func height(_ gaps: [Int], columns: Int) -> Int {
        all.map { $0.widget.height(for: columns) }.reduce(0, +) + gaps.reduce(0, +)
    }

    private func drawAll(_ gaps: [Int], on canvas: inout Canvas, in rect: Rect) {
        var row = rect.top
        for (part, gap) in zip(all, gaps) {
            row += gap
            let height = part.widget.height(for: rect.columns)
            part.widget.draw(on: &canvas, in: Rect(row: row, column: rect.left, rows: height, columns: rect.columns))
            row += height
        }
    }

    private func drawDialog(_ gaps: [Int], on canvas: inout Canvas, in rect: Rect) {
        let rows = height(gaps, columns: rect.columns - 4) + 2
        // A blank row at either edge, where there is room.
        let air = rows + 2 <= rect.rows ? 1 : 0
        let top = rect.top + (rect.rows - rows - 2 * air) / 2
        let box = Rect(row: top, column: rect.left, rows: rows + 2 * air, columns: rect.columns)
        canvas.drawBox(box, style: .muted)
        drawAll(gaps, on: &canvas, in: box.inset(top: 1 + air, left: 2, bottom: 1 + air, right: 2))
    }

    // MARK: A part of it

    /// The buttons at the end, which stay where all else is to be read.
    private var footerCount: Int {
        let buttons = parts.reversed().prefix(while: \.isButton).count
        return buttons <= 2 && !parts.dropLast(buttons).contains(where: \.canBeChosen) ? buttons : 0
    }

    private func drawScrolled(on canvas: inout Canvas, in rect: Rect) -> (above: Int, below: Int) {
        // Where there are rows enough, air stays between the parts and below the title.
        let air = rect.rows >= 14 ? 1 : 0
        // A title that is itself a text to read moves with the rest.
        let isPinned = Heading(title).height(for: rect.columns) * 3 <= rect.rows
        let top =
            title.isEmpty || !isPinned ? 0 : air + Heading(title).draw(on: &canvas, in: rect.inset(top: air)) + air
        let footer = parts.suffix(footerCount)
        let footerRows = footer.map { $0.widget.height(for: rect.columns) }.reduce(0, +)
        stack(footer, from: rect.bottom - footerRows, air: 0, on: &canvas, in: rect)
        let window = rect.inset(top: top, bottom: footerRows + 1)
        let moving = Array((isPinned ? parts : all).dropLast(footerCount))
        let ends = ends(moving, air: air, columns: rect.columns)
        let last = max(0, (ends.last ?? 0) - window.rows)
        let step = max(1, window.rows - 1)
        let focused = min(max(0, isAtTop ? 0 : offset(moving, ends, rows: window.rows) ?? (isAtEnd ? last : 0)), last)
        let first = min(max(0, focused + scroll * step), last)
        canvas.clipped(to: window) { stack(moving[...], from: window.top - first, air: air, on: &$0, in: rect) }
        drawHints(first > 0, first < last, on: &canvas, in: rect.inset(top: window.bottom - rect.top))
        return ((focused + step - 1) / step, (last - focused + step - 1) / step)
    }

    private func stack(_ parts: ArraySlice<Part>, from top: Int, air: Int, on canvas: inout Canvas, in rect: Rect) {
        let ends = ends(Array(parts), air: air, columns: rect.columns)
        for (part, end) in zip(parts, ends) {
            let height = part.widget.height(for: rect.columns)
            part.widget.draw(
                on: &canvas, in: Rect(row: top + end - height, column: rect.left, rows: height, columns: rect.columns))
        }
    }

    /// The row below each part, with its gap above it but for the first.
    private func ends(_ parts: [Part], air: Int, columns: Int) -> [Int] {
        var end = 0
        return parts.enumerated().map { index, part in
            end += (index == 0 ? 0 : min(air, part.gap)) + part.widget.height(for: columns)
            return end
        }
    }

    /// How many rows are above the window: what has the focus is always seen, with as much above it as possible.
    private func offset(_ parts: [Part], _ ends: [Int], rows: Int) -> Int? {
        guard let focused = parts.lastIndex(where: \.hasFocus) else { return nil }
        let start = focused == 0 ? 0 : ends[focused - 1]
        let next = focused + 1 < ends.count ? min(2, ends[focused + 1] - ends[focused]) : 0
        return min(start, ends[focused] + next - rows)
    }

    private func drawHints(_ hasAbove: Bool, _ hasBelow: Bool, on canvas: inout Canvas, in rect: Rect) {
        // In a list longer than the digits reach one wants to know how far it goes.
        let choices = parts.filter(\.isOption)
        let focused = choices.count > 10 ? choices.firstIndex(where: \.hasFocus) : nil
        let count = focused.map { place($0 + 1, choices.count) } ?? ""
        let room = rect.columns - TextLayout.width(of: count) - 2
        let isShort = hasAbove && hasBelow && !count.isEmpty && room < 34
        var column = 0
        for (isShown, glyph, word, target) in [
            (hasAbove, canvas.glyphs.above, words.above, hintTargets.above),
            (hasBelow, canvas.glyphs.below, words.below, hintTargets.below),
        ] where isShown {
            let place = rect.origin.moved(columns: column)
            let width = canvas.write(isShort ? glyph : "\(glyph) \(word)", at: place, style: .muted)
            canvas.addTarget(target, Rect(row: place.row, column: place.column, rows: 1, columns: width))
            column += width + 3
        }
        canvas.write(count, at: rect.origin.moved(columns: room + 2), style: .muted)
    }
}
