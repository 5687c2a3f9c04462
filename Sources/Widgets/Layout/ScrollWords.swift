/// What stands at the ends of a list that is longer than its room.
package struct ScrollWords: Hashable, Sendable {
    package let above: String
    package let below: String
    package let position: String

    /// Words such as "more above", "more below" and "3 of 12".
    package init(above: String, below: String, position: String) {
        self.above = above
        self.below = below
        self.position = position
    }
}
