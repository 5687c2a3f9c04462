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
    var textKey: String { "card.field." + rawValue.snakeCased }
}

extension CardPhase {
    var textKey: String { "card.phase.\(self)".snakeCased }
}

extension CardSecret {
    var titleKey: String { "card.secret.\(self).title".snakeCased }
    var hintKey: String { "card.secret.\(self).hint".snakeCased }
}

extension CardObstacle {
    var titleKey: String { "card.obstacle.\(name).title".snakeCased }
    var bodyKey: String { "card.obstacle.\(name).body".snakeCased }

    /// How one chooses it before a card was read; nothing where nobody can.
    var choiceKey: String? {
        switch self {
        case .pinUnknown, .tooYoung, .otherDocument, .notOwnCard, .unwilling: "card.obstacle.\(name).choice".snakeCased
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

extension String {
    /// As keys of texts are written: `newPINAgain` is `new_pin_again`.
    fileprivate var snakeCased: String {
        let characters = Array(self)
        var text = ""
        for (index, character) in characters.enumerated() {
            if character.isUppercase, index > 0 {
                let isNext = index + 1 < characters.count && characters[index + 1].isLowercase
                let previous = characters[index - 1]
                if previous.isLowercase || (previous.isUppercase && isNext) { text.append("_") }
            }
            text += character.lowercased()
        }
        return text
    }
}
