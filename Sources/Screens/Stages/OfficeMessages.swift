import Catalogue
import Forms
import Visit

/// What the office has written about a case, as staff read it.
extension ContentBuilder {
    /// What it is and of which day, then every word of it.
    func blocks(_ message: OfficeMessage) -> [Block] {
        let date = message.date.map { Forms.Format(language: language.tag).date($0) } ?? ""
        switch message.content {
        case .question(let text):
            return [.heading(say(.question, ["date": date])), .text(text, .personal)]
        case .decision(let outcome, let reason):
            let title = say(.decision, ["date": date, "outcome": say(Self.text(for: outcome))])
            return [.heading(title), .text(reason, .personal)]
        case .unreadable: return [.text(say(.messageUnreadable), .hint)]
        }
    }

    private static func text(for outcome: OfficeMessage.Outcome?) -> StaffText {
        switch outcome {
        case .granted: .outcomeGranted
        case .partlyGranted: .outcomePartlyGranted
        case .refused: .outcomeRefused
        case .withdrawn: .outcomeWithdrawn
        case .forwarded: .outcomeForwarded
        case nil: .outcomeOther
        }
    }
}
