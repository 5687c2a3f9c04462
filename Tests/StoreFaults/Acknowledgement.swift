package import Foundation

/// What the store has told a caller, or what the caller was about to ask: the truth that a fault is judged by.
package enum Acknowledgement: Hashable, Sendable {
    /// A session was begun.
    case begun(UUID)
    /// So many events are journalled.
    case journalled(UUID, Int)
    /// An attachment was taken in whole.
    case attached(UUID, UUID, Int)
    /// Confirming was asked for: from here on the session may be a case.
    case confirming(UUID)
    /// The session is a case.
    case confirmed(UUID, String)
    /// Deleting was asked for.
    case cancelling(UUID)
    /// A case has come so far.
    case delivered(String, String)

    /// One line, for a pipe.
    package var line: String {
        switch self {
        case .begun(let session): "b \(session)"
        case .journalled(let session, let count): "j \(session) \(count)"
        case .attached(let session, let attachment, let bytes): "a \(session) \(attachment) \(bytes)"
        case .confirming(let session): "c \(session)"
        case .confirmed(let session, let reference): "C \(session) \(reference)"
        case .cancelling(let session): "x \(session)"
        case .delivered(let reference, let state): "d \(reference) \(state)"
        }
    }

    /// Reads a line.
    package init?(line: Substring) {
        let words = line.split(separator: " ").map(String.init)
        let ids = words.map { UUID(uuidString: $0) }
        switch (words.first, words.count) {
        case ("b", 2): if let id = ids[1] { self = .begun(id) } else { return nil }
        case ("j", 3):
            if let id = ids[1], let count = Int(words[2]) { self = .journalled(id, count) } else { return nil }
        case ("a", 4):
            guard let id = ids[1], let attachment = ids[2], let bytes = Int(words[3]) else { return nil }
            self = .attached(id, attachment, bytes)
        case ("c", 2): if let id = ids[1] { self = .confirming(id) } else { return nil }
        case ("C", 3): if let id = ids[1] { self = .confirmed(id, words[2]) } else { return nil }
        case ("x", 2): if let id = ids[1] { self = .cancelling(id) } else { return nil }
        case ("d", 3): self = .delivered(words[1], words[2])
        default: return nil
        }
    }
}

/// All that was acknowledged, over several runs on the same directory.
package struct Truth: Sendable {
    /// One session.
    package struct Session: Sendable {
        package var events = 0
        package var attachments: [UUID: Int] = [:]
        package var isConfirming = false
        package var reference: String?
        package var isCancelling = false
    }

    package private(set) var sessions: [UUID: Session] = [:]
    /// By reference.
    package private(set) var states: [String: String] = [:]

    /// Nothing yet.
    package init() {}

    /// Takes down what was acknowledged.
    package mutating func note(_ acknowledgement: Acknowledgement) {
        switch acknowledgement {
        case .begun(let id): sessions[id] = Session()
        case .journalled(let id, let count): sessions[id]?.events = count
        case .attached(let id, let attachment, let bytes): sessions[id]?.attachments[attachment] = bytes
        case .confirming(let id): sessions[id]?.isConfirming = true
        case .confirmed(let id, let reference): sessions[id]?.reference = reference
        case .cancelling(let id): sessions[id]?.isCancelling = true
        case .delivered(let reference, let state): states[reference] = state
        }
    }

    /// What has been seen to be so on the disk is the truth from then on.
    package mutating func settle(_ session: UUID, reference: String?, events: Int?) {
        if let reference { sessions[session]?.reference = reference }
        if let events { sessions[session]?.events = events } else if reference == nil { sessions[session] = nil }
    }
}
