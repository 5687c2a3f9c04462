/// The description of one kind of configuration file.
package struct FileFormat: Sendable {
    /// `service`, `terminal`, `theme`.
    package let name: String
    /// What the file is, in one sentence.
    package let title: String
    package let root: ObjectShape
    /// The shapes that `.named` means.
    package let definitions: [String: Shape]

    /// What stands behind a name; the root where nobody defined it, which a test excludes.
    package func definition(_ name: String) -> Shape { definitions[name] ?? .object(root) }
}
