import Terminal
import Widgets

/// The picture of one widget alone on a canvas.
func picture(_ rows: Int, _ columns: Int, glyphs: Glyphs = .unicode, of widget: any Widget) -> String {
    var canvas = Canvas(size: Size(rows: rows, columns: columns), glyphs: glyphs)
    widget.draw(on: &canvas, in: canvas.bounds)
    return canvas.picture
}
