/// A node of a configuration file with its place: all scalars are text, typed later by the format.
package struct SourceNode: Sendable {
    package indirect enum Content: Sendable {
        case scalar(String, quoted: Bool)
        case list([SourceNode])
        case map([Entry])
    }

    package struct Entry: Sendable {
        package let key: String
        package let keyLocation: Location
        package let value: SourceNode
    }

    package let content: Content
    package let location: Location

    init(_ content: Content, at location: Location) {
        self.content = content
        self.location = location
    }

    /// The text of a scalar; nothing for an empty plain one (YAML's null), a list or a map.
    package var text: String? {
        guard case .scalar(let text, let quoted) = content, quoted || !text.isEmpty else { return nil }
        return text
    }

    /// The items of a list; none for anything else.
    package var items: [SourceNode] {
        guard case .list(let items) = content else { return [] }
        return items
    }

    /// The entries of a map; none for anything else.
    package var entries: [Entry] {
        guard case .map(let entries) = content else { return [] }
        return entries
    }

    /// The value of this key of a map.
    package subscript(key: String) -> SourceNode? {
        guard case .map(let entries) = content else { return nil }
        return entries.first { $0.key == key }?.value
    }

    /// What stands here, in words for a message.
    var kind: String {
        switch content {
        case .scalar(let text, let quoted): text.isEmpty && !quoted ? "nothing" : "the text “\(shortened(text))”"
        case .list: "a list"
        case .map: "a map"
        }
    }
}

/// The first forty characters: messages quote the file, but not pages of it.
func shortened(_ text: String) -> String {
    let limit = 40
    return text.count > limit ? text.prefix(limit) + "…" : text
}
