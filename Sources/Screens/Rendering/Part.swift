import Widgets

/// A block of a screen, ready to be drawn.
struct Part {
    let widget: any Widget
    /// Blank rows above it, where there is room.
    let gap: Int
    /// Whether what has the focus is in it.
    let hasFocus: Bool
    /// Whether it can be chosen.
    let canBeChosen: Bool
    let isButton: Bool
    /// Whether it is one of a list to choose from.
    var isOption = false

    init(
        _ widget: any Widget, gap: Int = 1, hasFocus: Bool = false, canBeChosen: Bool = false, isButton: Bool = false
    ) {
        self.widget = widget
        self.gap = gap
        self.hasFocus = hasFocus
        self.canBeChosen = canBeChosen
        self.isButton = isButton
    }
}
