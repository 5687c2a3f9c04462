/// Where the two databases lie.
package struct StorePlaces: Hashable, Sendable {
    /// The terminal's user alone.
    let journal: StoreDirectory
    /// The terminal and the messenger.
    let outbox: StoreDirectory

    /// Names the two directories under one data directory: `journal` and `outbox`.
    package init(dataDirectory path: String) {
        self.init(journal: path + "/journal", outbox: path + "/outbox")
    }

    /// Names the two directories.
    package init(journal: String, outbox: String) {
        self.journal = StoreDirectory(path: journal, name: "journal", audience: .owner)
        self.outbox = Self.outbox(at: outbox)
    }

    static func outbox(at path: String) -> StoreDirectory {
        StoreDirectory(path: path, name: "outbox", audience: .group)
    }
}
