internal import Foundation
internal import GRDB
internal import Sealing
internal import SubmissionAPI

extension CaseStore {
    /// What is to be told to the device, while it lies with the desk.
    struct Draft: Codable, Sendable {
        let kind: MailboxMessage.Kind
        let issuedAt: Int64
        let reference: String
        let content: Data
    }

    /// Decides a case; the device is told when it can be reached.
    /// - Parameters:
    ///   - entry: As it was read: where somebody has changed it since, nothing is done.
    ///   - decision: What was decided and why.
    ///   - again: Whether an earlier decision is replaced.
    ///   - who: Who decides.
    ///   - time: Seconds since 1970.
    /// - Throws: `notAllowed` where it is decided already, `changedMeanwhile` where somebody else was quicker.
    package func decide(
        _ entry: DeskCase, _ decision: DecisionContent, again: Bool = false, by who: AuditedActor, at time: Int64
    ) throws(DeskError) {
        guard again || entry.state != .decided else {
            throw .notAllowed("This case is decided already. --again replaces the decision.")
        }
        let step = CaseStep(
            kind: .decided, who: who.text, outcome: decision.outcome, text: decision.reason, at: time)
        try act(entry, step, .decided, message: .decision, decision, by: who, state: .decided)
    }

    /// Asks back about a case; the device is told when it can be reached.
    /// - Throws: As `decide`.
    package func ask(
        _ entry: DeskCase, _ question: QuestionContent, by who: AuditedActor, at time: Int64
    ) throws(DeskError) {
        guard entry.state != .decided else { throw .notAllowed("This case is decided already.") }
        let step = CaseStep(kind: .asked, who: who.text, outcome: nil, text: question.question, at: time)
        try act(entry, step, .asked, message: .question, question, by: who, state: .asked)
    }

    private func act(
        _ entry: DeskCase, _ step: CaseStep, _ what: AuditEntry.Act, message kind: MailboxMessage.Kind,
        _ content: some Encodable, by who: AuditedActor, state: CaseState
    ) throws(DeskError) {
        let id = ResourceID()
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        guard let json = try? encoder.encode(content) else { throw .sealing(.malformed("message")) }
        let draft = try seal(
            Draft(kind: kind, issuedAt: step.at, reference: entry.reference, content: json), for: .message(id))
        let sealedStep = try seal(step, for: .step(Data(entry.name)))
        let line = try line(what, by: who, reference: entry.reference)
        try write { db in
            try db.execute(
                sql: """
                    UPDATE entry SET state = ?, decided_at = ?, version = version + 1 WHERE id = ? AND version = ?
                    """,
                arguments: [state.rawValue, state == .decided ? step.at : nil, entry.row, entry.version])
            guard db.changesCount == 1 else {
                throw DeskError.changedMeanwhile
            }
            try db.execute(
                sql: "INSERT INTO step (entry, at, content) VALUES (?, ?, ?)",
                arguments: [entry.row, step.at, sealedStep])
            try db.execute(
                sql: "INSERT INTO message (id, entry, kind, queued_at, content) VALUES (?, ?, ?, ?, ?)",
                arguments: [id.description, entry.row, kind.rawValue, step.at, draft])
            try Self.add(line, at: step.at, db)
        }
    }
}
