import Catalogue
import Expressions
package import Visit

/// The keys of the texts about the card, by what they are about.
enum CardTexts {
    /// Whatever a screen of the card may ask for.
    static let keys = Set(
        EIDField.allCases.map { $0.textKey } + CardObstacle.examples.flatMap { [$0.titleKey, $0.bodyKey] }
            + CardObstacle.examples.compactMap(\.choiceKey) + CardPhase.allCases.map(\.textKey)
            + CardSecret.allCases.flatMap { [$0.titleKey, $0.hintKey] })
}

extension EIDField {
    /// What the field is called.
    var textKey: String { "card.field." + rawValue }
}

extension CardPhase {
    var textKey: String { "card.phase.\(self)" }
}

extension CardSecret {
    var titleKey: String { "card.secret.\(self).title" }
    var hintKey: String { "card.secret.\(self).hint" }
}

extension CardObstacle {
    var titleKey: String { "card.obstacle.\(name).title" }
    var bodyKey: String { "card.obstacle.\(name).body" }

    /// How one chooses it before a card was read; nothing where nobody can.
    var choiceKey: String? {
        switch self {
        case .pinUnknown, .tooYoung, .otherDocument, .notOwnCard, .unwilling: "card.obstacle.\(name).choice"
        default: nil
        }
    }

    /// The name in keys of texts.
    package var name: String { if case .lapsed = self { "lapsed" } else { "\(self)" } }

    /// One of each.
    package static var examples: [CardObstacle] {
        let lapsed = CivilDate(year: 2026, month: 1, day: 1).map { [CardObstacle.lapsed(since: $0)] } ?? []
        return lapsed + [
            .pinUnknown, .tooYoung, .otherDocument, .notOwnCard, .unwilling, .photoDiffers, .switchedOff, .blocked,
            .expired, .revoked, .unknownIssuer, .notAccepted, .unknownCard, .removed, .unreadable, .readerGone, .busy,
            .abandoned, .notSetUp,
        ]
    }
}
