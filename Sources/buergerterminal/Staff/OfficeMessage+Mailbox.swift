import Expressions
import Foundation
import Sealing
import UnicodeText
import Visit

extension OfficeMessage {
    /// The content of a question.
    private struct Question: Decodable {
        let question: String
        let date: String
    }

    /// The content of a decision.
    private struct Decision: Decodable {
        let outcome: String
        let reason: String
        let date: String
    }

    /// What a message says that was opened and is believed: every text passes the sanitiser here.
    init(_ message: MailboxMessage) {
        let decoder = JSONDecoder()
        let issued = Clock.day(of: message.issuedAt)
        switch message.kind {
        case .question:
            guard let told = try? decoder.decode(Question.self, from: message.content) else { break }
            self.init(.question(Self.clean(told.question)), on: CivilDate(iso: told.date) ?? issued)
            return
        case .decision:
            guard let told = try? decoder.decode(Decision.self, from: message.content) else { break }
            let outcome = Outcome(rawValue: told.outcome)
            self.init(.decision(outcome, reason: Self.clean(told.reason)), on: CivilDate(iso: told.date) ?? issued)
            return
        default: break
        }
        self.init(.unreadable, on: issued)
    }

    private static func clean(_ text: String) -> String {
        Sanitiser.sanitise(text, keepsNewlines: true).trimmingCharacters(in: .whitespacesAndNewlines)
    }
}
