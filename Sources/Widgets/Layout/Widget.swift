package import Terminal

/// A part of a screen: a value that draws itself into a rectangle.
///
/// Every text that it shows comes in ready in the language of the visit; a widget has no words of its own.
package protocol Widget: Sendable {
    /// The rows that it takes at least to be seen whole in so many columns; it may use more where there are more.
    func height(for columns: Int) -> Int

    /// Draws itself and tells the rows used. Called by `draw`, which sees to it that nothing lands outside.
    func paint(on canvas: inout Canvas, in rect: Rect) -> Int
}

extension Widget {
    /// Draws into the rectangle and nowhere else, adds what can be clicked to the canvas, and tells the rows used.
    @discardableResult
    package func draw(on canvas: inout Canvas, in rect: Rect) -> Int {
        let used = canvas.clipped(to: rect) { paint(on: &$0, in: rect) }
        return min(max(0, used), rect.rows)
    }
}
