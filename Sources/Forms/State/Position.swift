/// Where an answer belongs: an element of the service, and the items of the repeats that it lies in.
package struct Position: Codable, Hashable, Sendable {
    /// The element's index.
    package let element: Int
    /// The items, outermost first: none outside repeats, at most two. An item's number stays its own as long as it is there.
    package let items: Items

    package init(_ element: Int, _ items: Items = .none) {
        self.element = element
        self.items = items
    }

    /// The items of an answer's repeats.
    package struct Items: Codable, Hashable, Sendable {
        package let outer: Int
        package let inner: Int

        package static let none = Items(outer: -1, inner: -1)

        package init(outer: Int = -1, inner: Int = -1) {
            self.outer = outer
            self.inner = inner
        }

        /// One repeat deeper.
        func appending(_ item: Int) -> Items {
            outer < 0 ? Items(outer: item) : Items(outer: outer, inner: item)
        }

        /// The first so many.
        func prefix(_ depth: Int) -> Items {
            switch depth {
            case 0: .none
            case 1: Items(outer: outer)
            default: self
            }
        }

        func contains(_ item: Int) -> Bool { outer == item || inner == item }

        /// The innermost; nothing outside repeats.
        package var last: Int? { inner >= 0 ? inner : outer >= 0 ? outer : nil }
    }
}
