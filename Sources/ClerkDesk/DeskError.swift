package import Sealing

/// Why the desk could not do what was asked. Nothing of a case stands in it.
package enum DeskError: Error, Hashable, Sendable {
    /// A file that cannot be read or written, with the call and the system's words.
    case file(path: String, call: String, reason: String)
    /// A file that others can read or write, or that belongs to another user.
    case openToOthers(path: String)
    /// A file that is not as it was written.
    case damaged(path: String)
    /// Something that is there already and is not overwritten.
    case exists(path: String)
    /// There is no office of this name.
    case noOffice(String, known: [String])
    /// There is no case of this reference.
    case noCase
    /// The case is in a state that does not allow this.
    case notAllowed(String)
    /// Somebody else has changed the case since it was read.
    case changedMeanwhile
    /// The database does not write through to the disk. It is not used.
    case notDurable
    /// The database was made by a newer program.
    case unknownVersion(found: Int, known: Int)
    /// The database answers with errors; the number is SQLite's extended code.
    case database(code: Int32)
    /// Sealing or opening failed.
    case sealing(SealingError)
    /// The passphrase does not open the copy of the keys, or the copy was changed.
    case wrongPassphrase
}

extension DeskError: CustomStringConvertible {
    /// A sentence that says what is wrong and what to do.
    package var description: String {
        switch self {
        case .file(let path, let call, let reason): "\(path) cannot be stored or read: \(call): \(reason)."
        case .openToOthers(let path):
            "\(path) belongs to or is open to others. Give it to the desk's user, mode 0600 (directories 0700), and start this again."
        case .damaged(let path):
            "\(path) is not as it was written. Put it back from the backup; rathaus check-backup says whether that is whole."
        case .exists(let path):
            "\(path) is there already. Nothing was changed. Choose another directory, or move this one away first."
        case .noOffice(let name, let known):
            "There is no office “\(name)” here. Known are: \(known.joined(separator: ", "))."
        case .noCase: "There is no case of this reference here. rathaus desk list shows all."
        case .notAllowed(let reason): reason
        case .changedMeanwhile: "Somebody else has changed this case meanwhile. Read it again."
        case .notDurable: "The database does not write through to the disk. It is not used. Check the file system."
        case .unknownVersion(let found, let known):
            "The desk's database has version \(found), this program knows \(known). Install the newer program."
        case .database(13): "The disk is full. Everything taken in before is kept; make room, then start this again."
        case .database(let code): "The desk's database cannot be read or written (SQLite \(code)). Check the disk."
        case .sealing(let error): error.description
        case .wrongPassphrase: "The passphrase does not open this copy, or the copy was changed."
        }
    }
}
