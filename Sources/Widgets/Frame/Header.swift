package import Terminal

/// The top of every screen: whose terminal it is on the left, how far one has come on the right, a thin line below.
package struct Header: Widget {
    package let crest: String
    package let town: String
    package let step: String
    package let shortStep: String

    /// A header; the short step ("3/9") stands where the long one ("Step 3 of 9") leaves the name no room, and none where
    /// that does not either: the name is never cut for it, nor the step.
    package init(crest: String = "", town: String, step: String = "", shortStep: String = "") {
        self.crest = crest
        self.town = town
        self.step = step
        self.shortStep = shortStep
    }

    package func height(for columns: Int) -> Int { 2 }

    package func paint(on canvas: inout Canvas, in rect: Rect) -> Int {
        guard rect.rows > 0 else { return 0 }
        let name = crest.isEmpty ? town : "\(crest) \(town)"
        let free = rect.columns - TextLayout.width(of: name) - 2
        let place = [step, shortStep].first { TextLayout.width(of: $0) <= free } ?? ""
        let width = TextLayout.width(of: place)
        let room = rect.columns - (width == 0 ? 0 : width + 2)
        canvas.write(
            TextLayout.truncated(name, columns: room, ellipsis: canvas.glyphs.ellipsis), at: rect.origin, style: .title)
        canvas.write(place, at: rect.origin.moved(columns: rect.columns - width), style: .muted)
        if rect.rows == 1 { return 1 }
        canvas.horizontalLine(at: rect.origin.moved(rows: 1), columns: rect.columns)
        return 2
    }
}
