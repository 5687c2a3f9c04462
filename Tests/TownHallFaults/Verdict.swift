import Foundation
import SubmissionAPI
package import TownHall

/// What rounds of faults left behind, counted.
package struct Verdict: Codable, Sendable, CustomStringConvertible {
    package var rounds = 0
    package var acknowledged = 0
    package var lost = 0
    package var doubled = 0
    package var others: [String] = []

    /// Before any round.
    package init() {}

    package var isClean: Bool { lost == 0 && doubled == 0 && others.isEmpty }

    package var description: String {
        "\(rounds) rounds, \(acknowledged) acknowledged: \(lost) lost, \(doubled) doubled"
            + (others.isEmpty ? "" : ", also: \(others.joined(separator: "; "))")
    }

    /// Holds the storage to what it said, after all that happened in this directory so far.
    package mutating func judge(_ storage: any TownHallStorage, _ said: Set<Acknowledgement>) async {
        rounds += 1
        acknowledged += said.count
        let accepted = Set(said.compactMap { if case .accepted(let id) = $0 { id } else { nil } })
        do {
            for one in said {
                guard try await isKept(one, storage, accepted) else {
                    lost += 1
                    others.append("\(one)")
                    continue
                }
            }
            var seen: Set<ResourceID> = []
            var offset = 0
            while true {
                let (total, page) = try await storage.waiting(
                    for: [Workload.destination], offset: offset, limit: 500)
                for submission in page where !seen.insert(submission.id).inserted { doubled += 1 }
                offset += page.count
                if page.isEmpty || offset >= total { break }
            }
            doubled += seen.intersection(accepted).count
            // What was never acknowledged may be there or not; a sender that repeats finds out which.
            for one in said {
                guard case .submitted(let id, let byte) = one else { continue }
                if try await storage.submit(id, Workload.content(byte), at: 9).0 != .repeated { doubled += 1 }
                break
            }
        } catch {
            others.append("\(error)")
        }
    }

    private func isKept(
        _ one: Acknowledgement, _ storage: any TownHallStorage, _ accepted: Set<ResourceID>
    ) async throws -> Bool {
        switch one {
        case .announced(let id):
            return try await storage.submission(id) != nil
        case .attachment(let attachment, let id, let byte):
            guard let (record, upload) = try await storage.attachment(attachment, of: id),
                record.hash == Data(repeating: byte, count: 32)
            else { return false }
            let state = try await storage.submission(id)?.state
            guard state != .accepted else { return true }
            var length = 0
            var place = 0
            while let piece = try await storage.piece(place, of: upload) {
                length += piece.count
                place += 1
            }
            return length == record.length
        case .submitted(let id, let byte):
            guard let submission = try await storage.submission(id), submission.submittedAt == 2 else { return false }
            if submission.state == .accepted { return true }
            return try await storage.content(of: id) == Workload.content(byte).content
        case .accepted(let id):
            let events = try await storage.events(of: id, offset: 0, limit: 9)
            return try await storage.submission(id)?.state == .accepted && events.total == 3
                && events.page.last?.token != nil
        }
    }
}
