/// Which cells can be clicked, and what for.
package struct HitMap: Equatable, Sendable {
    private var areas: [Area] = []

    private struct Area: Equatable, Sendable {
        let rect: Rect
        let target: Int
    }

    /// A map on which nothing can be clicked.
    package init() {}

    /// Adds a rectangle; it lies above those added before.
    package mutating func add(_ rect: Rect, target: Int) {
        areas.append(Area(rect: rect, target: target))
    }

    /// What a click on the cell means, if anything.
    package func target(at position: Position) -> Int? {
        areas.last { $0.rect.contains(position) }?.target
    }

    /// The rectangles of a target, in the order in which they were added.
    package func rects(of target: Int) -> [Rect] {
        areas.filter { $0.target == target }.map(\.rect)
    }
}
