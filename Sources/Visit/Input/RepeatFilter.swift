/// Ignores the same key pressed again too soon, for people with tremor. Source: EN 301 549 V3.2.1, 5.9.
package struct RepeatFilter: Sendable {
    private var last: (press: Press, milliseconds: Int)?

    package init() {}

    /// Whether a press counts: another key always does, the same only after `block` milliseconds; 0 lets everything pass.
    package mutating func accepts(_ press: Press, at milliseconds: Int, block: Int) -> Bool {
        defer { last = (press, milliseconds) }
        guard let last, last.press == press else { return true }
        return milliseconds - last.milliseconds >= block
    }
}
