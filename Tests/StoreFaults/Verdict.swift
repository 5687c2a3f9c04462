import Foundation
package import Sealing
import Secrets
package import Store

/// What is left after a fault, held against what was acknowledged before.
package struct Verdict: Hashable, Sendable, CustomStringConvertible {
    package var rounds = 0
    package var casesSeen = 0
    package var answersSeen = 0
    package var lostCases = 0
    package var doubledCases = 0
    package var lostAnswers = 0
    package var wrongAnswers = 0
    package var plaintexts = 0
    /// Sentences about anything else that should not be.
    package var others: [String] = []

    /// Nothing seen yet.
    package init() {}

    /// Whether nothing was lost, doubled or readable.
    package var isClean: Bool {
        lostCases + doubledCases + lostAnswers + wrongAnswers + plaintexts == 0 && others.isEmpty
    }

    /// One line with all counts.
    package var description: String {
        "\(rounds) rounds, \(casesSeen) cases and \(answersSeen) answers checked: \(lostCases) cases lost, "
            + "\(doubledCases) doubled, \(lostAnswers) answers lost, \(wrongAnswers) wrong, \(plaintexts) plaintexts"
            + (others.isEmpty ? "" : "; " + others.prefix(5).joined(separator: "; "))
    }

    /// Opens the store as the next start does and looks at everything. Where two outcomes would have been right, the
    /// truth from then on is what was found.
    package mutating func judge(_ places: StorePlaces, _ truth: inout Truth, key: borrowing SessionKey) {
        rounds += 1
        do {
            let store = try TerminalStore(places, at: .now())
            for notice in store.notices {
                if case .handedOver = notice { continue }
                others.append("round \(rounds): \(notice)")
            }
            let listing = try store.outbox.cases()
            if !listing.damagedRows.isEmpty { others.append("round \(rounds): damaged rows") }
            let open = Set(try store.journal.sessions().map(\.id))
            doubledCases += listing.cases.count - Set(listing.cases.map(\.session)).count
            doubledCases += listing.cases.count - Set(listing.cases.map(\.counter)).count
            let cases = Dictionary(listing.cases.map { ($0.session, $0) }, uniquingKeysWith: { first, _ in first })
            doubledCases += open.intersection(cases.keys).count
            for (id, session) in truth.sessions {
                if let entry = cases[id] {
                    try judge(entry, session, in: store, key: key)
                    if let state = truth.states[entry.reference],
                        Self.rank(entry.delivery.state.rawValue) < Self.rank(state)
                    {
                        others.append("round \(rounds): a case is \(entry.delivery.state), but was \(state)")
                    }
                    truth.settle(id, reference: entry.reference, events: session.events)
                } else if session.reference != nil {
                    lostCases += 1
                } else if open.contains(id) {
                    let events = try judge(id, session, in: store, key: key)
                    truth.settle(id, reference: nil, events: events)
                } else if session.isCancelling {
                    truth.settle(id, reference: nil, events: nil)
                } else {
                    lostAnswers += max(1, session.events)
                }
            }
        } catch {
            others.append("round \(rounds): \(error)")
        }
    }

    private static func rank(_ state: String) -> Int {
        ["sealed", "created", "uploading", "submitted", "accepted"].firstIndex(of: state) ?? 0
    }

    private mutating func judge(
        _ entry: OutboxCase, _ session: Truth.Session, in store: TerminalStore, key: borrowing SessionKey
    ) throws {
        casesSeen += 1
        if !session.isConfirming { others.append("a case that nobody confirmed") }
        if let reference = session.reference, reference != entry.reference { doubledCases += 1 }
        let sealed = try store.outbox.sealedCase(entry)
        let opened = try key.open(sealed.encryptedData, associatedData: AssociatedData("test case"))
        let text = opened.withUnsafeBytes { Data($0) }
        for number in 1...max(1, session.events) where session.events > 0 {
            answersSeen += 1
            if text.range(of: Data(Workload.event(number, of: entry.session))) == nil { lostAnswers += 1 }
        }
        if sealed.attachments.count != session.attachments.count { lostAnswers += 1 }
    }

    /// - Returns: How many events there are: those acknowledged, or one more.
    private mutating func judge(
        _ id: UUID, _ session: Truth.Session, in store: TerminalStore, key: borrowing SessionKey
    ) throws -> Int {
        var number = 0
        var wrong = 0
        let contents = try store.journal.events(of: id, key: key) { (event) throws(StoreError) in
            number += 1
            if !event.withUnsafeBytes({ $0.elementsEqual(Workload.event(number, of: id)) }) { wrong += 1 }
        }
        answersSeen += number
        wrongAnswers += wrong + max(0, number - session.events - 1)
        lostAnswers += max(0, session.events - number)
        for (attachment, count) in session.attachments {
            guard let found = contents.attachments.first(where: { $0.id == attachment }) else {
                lostAnswers += 1
                continue
            }
            var bytes = Data()
            try store.journal.read(found, of: id, key: key) { (chunk) throws(StoreError) in
                chunk.withUnsafeBytes { bytes.append(contentsOf: $0) }
            }
            if bytes != Data(Workload.attachment(attachment, count: count)) { wrongAnswers += 1 }
        }
        return number
    }
}
