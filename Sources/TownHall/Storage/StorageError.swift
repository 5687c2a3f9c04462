/// Why the storage could not do what was asked. Then nothing of it was done.
package enum StorageError: Error, Hashable, Sendable, CustomStringConvertible {
    /// There is no database where one was expected.
    case notFound(path: String)
    /// There is one where a new one was to be made.
    case exists(path: String)
    /// The disk has no room left.
    case full
    /// The database cannot be written.
    case readOnly
    /// Another process held the database for too long.
    case busy
    /// The disk answers with errors; the number is SQLite's extended code.
    case failing(code: Int32)
    /// The database does not hold what it must.
    case damaged
    /// The schema is of a version that this program does not know.
    case unknownVersion(found: Int, known: Int)
    /// The connection does not give the promise that the service lives on.
    case notDurable
    /// Another client that is not revoked has this name.
    case nameTaken(String)

    /// A sentence for administrators: what is wrong and what to do.
    package var description: String {
        switch self {
        case .notFound(let path): "There is no database at \(path). Set the town hall up first: rathaus init."
        case .exists(let path): "There is a database at \(path) already. It is left as it is."
        case .full: "The disk is full. All that was acknowledged is kept; make room."
        case .readOnly: "The database cannot be written. Check the mount and the rights of the directory."
        case .busy: "Another program holds the database. Try again."
        case .failing(let code): "The disk reports errors (SQLite \(code)). Save the directory and replace the disk."
        case .damaged: "The database is damaged. Restore the newest backup: rathaus restore."
        case .unknownVersion(let found, let known):
            "The database has version \(found), this program knows \(known). Install the matching version."
        case .notDurable: "The database does not write through to the disk. It is not used."
        case .nameTaken(let name): "There is a client named “\(name)” already. Revoke it first, or take another name."
        }
    }
}
