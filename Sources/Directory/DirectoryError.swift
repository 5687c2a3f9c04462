/// Why a directory cannot be used: a sentence for administrators.
package enum DirectoryError: Error, Hashable, Sendable, CustomStringConvertible {
    /// There is no file of that name.
    case notFound(path: String)
    /// The file is no directory of ours, is damaged, or another version has written it.
    case unusable(path: String)
    /// The disk refuses, with its reason.
    case notWritten(path: String, reason: String)

    /// A sentence.
    package var description: String {
        switch self {
        case .notFound(let path): "There is no service directory at \(path). Make one with kioskctl import-directory."
        case .unusable(let path):
            "\(path) is not a service directory of this version, or is damaged. Import it again with kioskctl import-directory."
        case .notWritten(let path, let reason): "The service directory cannot be written to \(path): \(reason)."
        }
    }
}
