package import Sealing

/// Why the store could not do what was asked. Nothing of the data stands in it.
package enum StoreError: Error, Hashable, Sendable {
    /// The disk, or the part of it that this user may fill, has no room left. Nothing of the transaction stays.
    case diskFull
    /// The disk or the file cannot be written: mounted read-only, or the rights are not those that were set up.
    case readOnly
    /// The disk answers with errors; the number is SQLite's extended code.
    case diskFailing(code: Int32)
    /// Another process held the database for longer than five seconds.
    case busy
    /// Another process has the directory for itself, or does not give it back.
    case inUse
    /// Something in the files is not as it was written.
    case damaged(Part)
    /// Someone or something changed what belongs to a session: it does not open, or rows are missing or misplaced.
    case changed(Change)
    /// The schema is of a version that this program does not know.
    case unknownVersion(found: Int, known: Int)
    /// There is no session, case or message of this name.
    case notFound
    /// The step does not follow from the state that the case is in.
    case notAllowed
    /// Sealing failed; the case stays as it was.
    case sealing(SealingError)
    /// The connection does not give the promise that the store lives on.
    case notDurable

    /// Parts of the files that can be damaged.
    package enum Part: String, Hashable, Sendable {
        case database, writeAheadLog, outboxRow, sealedPart, message, receipt, export
    }

    /// What can be wrong with the rows of a session.
    package enum Change: String, Hashable, Sendable {
        /// An entry or the head does not open with this key at this place.
        case notAuthentic
        /// Entries are missing, or there are more of them than the head says.
        case wrongCount
        /// The journal is older than what was acknowledged before.
        case older
        /// A chunk of an attachment is missing or does not open.
        case attachment
    }
}

extension StoreError: CustomStringConvertible {
    /// A sentence that says what is wrong and what to do, for staff and administrators.
    package var description: String {
        switch self {
        case .diskFull:
            "The disk is full. Everything confirmed before is kept; make room, then go on."
        case .readOnly:
            "The disk cannot be written. Check the mount and the rights of the data directory."
        case .diskFailing(let code):
            "The disk reports errors (SQLite \(code)). Save the data directory and replace the disk."
        case .busy:
            "Another program holds the database. Try again; if it stays so, restart the messenger."
        case .inUse:
            "Another program uses this data directory and does not give it back. Stop it first."
        case .damaged(let part):
            "The \(part.name) is not as it was written. What is damaged was left where it is."
        case .changed(let change):
            "The entries of this session were changed from outside: \(change.explanation)."
        case .unknownVersion(let found, let known):
            "The database has version \(found), this program knows \(known). Install matching versions."
        case .notFound:
            "There is nothing of this name."
        case .notAllowed:
            "The case is not in a state that allows this."
        case .sealing(let error):
            error.description
        case .notDurable:
            "The database does not write through to the disk. It is not used."
        }
    }

    /// Whether a visit must stop before an answer would be lost, because writing will not succeed a second later.
    package var stopsVisit: Bool {
        switch self {
        case .diskFull, .readOnly, .diskFailing, .damaged, .changed, .notDurable, .inUse, .unknownVersion: true
        case .busy, .notFound, .notAllowed, .sealing: false
        }
    }
}

extension StoreError.Part {
    fileprivate var name: String {
        switch self {
        case .database: "database"
        case .writeAheadLog: "write-ahead log"
        case .outboxRow: "row of the case"
        case .sealedPart: "sealed case"
        case .message: "message"
        case .receipt: "receipt"
        case .export: "exported case"
        }
    }
}

extension StoreError.Change {
    fileprivate var explanation: String {
        switch self {
        case .notAuthentic: "one does not open"
        case .wrongCount: "some are missing or repeated"
        case .older: "they are older than what was acknowledged"
        case .attachment: "an attachment is not whole"
        }
    }
}
