/// A service that the directory knows and that is not offered here.
package struct DirectoryFinding: Hashable, Sendable {
    /// The directory's name for it.
    package let id: String
    /// FIM/LeiKa key; nothing where the directory tells none.
    package let key: String?
    package let title: String

    /// Names a service.
    package init(id: String, key: String?, title: String) {
        self.id = id
        self.key = key
        self.title = title
    }
}

/// What the directory says of a service.
package struct DirectoryDescription: Hashable, Sendable {
    /// What a part of a description is about, in the order in which it is shown.
    package enum Topic: Hashable, Sendable, CaseIterable {
        case what, conditions, needs, cost, duration, deadline, procedure, responsible, notes, legalBasis
    }

    /// A part of a description; lines that begin with a bullet are items.
    package struct Part: Hashable, Sendable {
        package let topic: Topic
        package let text: String

        /// Describes one topic.
        package init(topic: Topic, text: String) {
            self.topic = topic
            self.text = text
        }
    }

    package let title: String
    package let parts: [Part]

    /// Describes a service.
    package init(title: String, parts: [Part]) {
        self.title = title
        self.parts = parts
    }
}
