package import Terminal

/// A part of a screen: a value that draws itself into a rectangle.
///
/// Every text that it shows comes in ready in the language of the visit; a widget has no words of its own.
package protocol Widget: Sendable {
    /// The rows that it takes at least to be seen whole in so many columns; it may use more where there are more.
    func height(for columns: Int) -> Int

    /// Draws into the rectangle and nowhere else, adds what can be clicked to the canvas, and tells the rows used.
    @discardableResult func draw(on canvas: inout Canvas, in rect: Rect) -> Int
}
