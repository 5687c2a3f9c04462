import Catalogue
import Directory
import Foundation
import Visit

/// The service directory for one visit: opened at its first search, so that the next visit reads what was imported since.
struct ServiceDirectory {
    private let path: String
    private let log: EventLog
    private var directory: Directory?
    private var isTried = false

    init(stateDirectory: String, log: EventLog) {
        path = stateDirectory + "/directory.sqlite"
        self.log = log
    }

    /// Forgets it at the end of a visit.
    mutating func close() {
        directory = nil
        isTried = false
    }

    /// What is found; nothing where this device has no directory.
    mutating func findings(for text: String, in language: Language) -> [DirectoryFinding] {
        open()
        do {
            return try directory?.search(text, language: language.tag, limit: 9).map {
                DirectoryFinding(id: $0.id, key: $0.key, title: $0.title)
            } ?? []
        } catch {
            fail(error)
            return []
        }
    }

    /// What is said of a service; nothing where it is not known.
    mutating func description(of id: String, in language: Language) -> DirectoryDescription? {
        open()
        do {
            guard let entry = try directory?.entry(id, language: language.tag) else { return nil }
            let parts = entry.sections.map { DirectoryDescription.Part(topic: Self.topic(of: $0), text: $1) }
            return DirectoryDescription(title: entry.title, parts: parts)
        } catch {
            fail(error)
            return nil
        }
    }

    private mutating func open() {
        guard !isTried else { return }
        isTried = true
        guard FileManager.default.fileExists(atPath: path) else { return }
        do {
            directory = try Directory(path: path)
        } catch {
            fail(error)
        }
    }

    private mutating func fail(_ error: DirectoryError) {
        log.store("directory.unusable", ["sentence": error.description])
        directory = nil
    }

    private static func topic(of section: DirectoryEntry.Section) -> DirectoryDescription.Topic {
        switch section {
        case .what: .what
        case .conditions: .conditions
        case .needs: .needs
        case .cost: .cost
        case .duration: .duration
        case .deadline: .deadline
        case .procedure: .procedure
        case .legalBasis: .legalBasis
        case .responsible: .responsible
        case .notes: .notes
        }
    }
}
