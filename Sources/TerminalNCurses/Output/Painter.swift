import CNCurses
import Glibc
import Terminal

/// Paints canvases with ncurses. Used by the terminal's thread alone.
struct Painter {
    private let plan: ColourPlan
    private var size: Size
    private var scalars: [UInt32] = []

    /// Opens ncurses for a terminal type.
    init(type: String, size: Size, palette: Palette) throws(TerminalFault) {
        var abilities = cnc_abilities()
        switch cnc_open(type, Int32(size.rows), Int32(size.columns), &abilities) {
        case Int32(CNC_OPENED.rawValue): break
        case Int32(CNC_UNKNOWN_TYPE.rawValue): throw .unknownType(type)
        case Int32(CNC_UNSUITABLE_TYPE.rawValue): throw .unsuitableType(type)
        default: throw .system(call: "newterm", errno: ENOMEM)
        }
        self.size = size
        plan = ColourPlan(abilities)
        plan.apply(palette)
    }

    /// Closes ncurses.
    func close() { cnc_close() }

    func use(_ palette: Palette) { plan.apply(palette) }

    mutating func resize(to size: Size) {
        self.size = size
        cnc_resize(Int32(size.rows), Int32(size.columns))
    }

    /// The next frame is painted whole, for a terminal that may show something else by now.
    func repaint() { cnc_repaint() }

    /// Hands out the bytes of what has changed. A canvas of another size is cut, or filled up with blanks.
    mutating func paint(_ canvas: Canvas, _ body: (UnsafeBufferPointer<UInt8>) -> Void) {
        for row in 0..<size.rows {
            let cells = canvas.row(row).prefix(size.columns)
            for (column, index) in cells.indices.enumerated() where !cells[index].isRightHalf {
                let isWide = index + 1 < cells.endIndex && cells[index + 1].isRightHalf
                put(cells[index], row: row, column: column, width: isWide ? 2 : 1)
            }
            for column in cells.count..<size.columns { put(.blank, row: row, column: column, width: 1) }
        }
        let cursor = canvas.cursor.flatMap { Rect(size).contains($0) ? $0 : nil }
        cnc_cursor(Int32(cursor?.row ?? 0), Int32(cursor?.column ?? 0), cursor != nil)
        var bytes: UnsafePointer<UInt8>?
        let count = cnc_compose(&bytes)
        body(UnsafeBufferPointer(start: bytes, count: count))
    }

    private mutating func put(_ cell: Cell, row: Int, column: Int, width: Int32) {
        scalars.removeAll(keepingCapacity: true)
        for scalar in cell.text.unicodeScalars { scalars.append(scalar.value) }
        cnc_put(
            Int32(row), Int32(column), scalars, scalars.count, width, plan.attributes(of: cell.style),
            plan.pair(of: cell.style))
    }
}
