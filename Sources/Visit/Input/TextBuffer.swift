/// Text being typed, and where the next character goes.
package struct TextBuffer: Hashable, Sendable {
    /// By characters, as people see them.
    package private(set) var characters: [Character]
    /// 0 ... count.
    package private(set) var cursor: Int

    /// More is not taken; the question's own limit is told on Continue.
    static let capacity = 12_000

    package init(_ text: String = "") {
        characters = Array(text.prefix(Self.capacity))
        cursor = characters.count
    }

    package var text: String { String(characters) }
    package var isEmpty: Bool { characters.isEmpty }

    mutating func insert(_ character: Character) {
        guard characters.count < Self.capacity else { return }
        characters.insert(character, at: cursor)
        cursor += 1
    }

    mutating func erase() {
        guard cursor > 0 else { return }
        cursor -= 1
        characters.remove(at: cursor)
    }

    mutating func delete() { if cursor < characters.count { characters.remove(at: cursor) } }

    mutating func move(by distance: Int) { cursor = min(max(0, cursor + distance), characters.count) }

    mutating func moveHome() { cursor = 0 }

    mutating func moveEnd() { cursor = characters.count }
}
