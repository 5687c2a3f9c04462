/// A file of a configuration directory, already read.
package struct ConfigurationFile: Sendable {
    /// Below the directory, with `/`: `services/hundesteuer.yaml`.
    package let path: String
    package let bytes: [UInt8]

    package init(path: String, bytes: [UInt8]) {
        self.path = path
        self.bytes = bytes
    }
}

/// Where configurations come from: a directory today, a signed bundle through the messenger tomorrow.
package protocol ConfigurationSource: Sendable {
    /// All files that a configuration is made of.
    ///
    /// - Throws: `ConfigurationSourceError` where they cannot be read as a whole.
    func files() throws(ConfigurationSourceError) -> [ConfigurationFile]
}

/// Why a configuration cannot be read at all.
package struct ConfigurationSourceError: Error, Hashable, Sendable, CustomStringConvertible {
    /// What is wrong, where, what to do.
    package let description: String

    package init(_ description: String) { self.description = description }
}
