package import Catalogue
import Expressions

/// What a visit wants of the reader.
package enum CardWish: Hashable, Sendable {
    /// Tell whether these data can be read.
    case prepare(CardReadingTask)
    /// Tell of the card in the reader, from now on.
    case watch
    /// Read with what was typed, or on the reader's pad.
    case read(CardReadingTask, onPad: Bool)
    /// Set the new PIN that was typed twice; on the reader's pad it is typed there.
    case changePIN(onPad: Bool)
    /// Wipe what was typed.
    case forget
    /// The card is not needed any more.
    case release
    /// Put a card to practise with into the simulated reader.
    case insertPractice(String)
    case takePractice
}

/// What is to be read, and with which password.
package struct CardReadingTask: Hashable, Sendable {
    package enum Password: Hashable, Sendable {
        /// The holder's own: online identification. Source: PAuswG § 18.
        case pin
        /// From the front of the card, staff being there: reading on site. Source: PAuswG § 18a.
        case can
    }

    package let fields: [EIDField]
    package let password: Password

    package init(fields: [EIDField], password: Password) {
        self.fields = fields
        self.password = password
    }
}

extension Service {
    /// What a card has to tell for this service: what its questions are prefilled with, in the order of the card; the
    /// names where it asks for nothing else.
    package var cardFields: [EIDField] {
        let slots = elements.compactMap(\.question?.prefill).flatMap { $0.program.uses.map(\.slot) }
        let used = Set(slots.compactMap { slot in slot.flatMap(EIDField.init(slot:)) })
        let fields = EIDField.allCases.filter(used.contains)
        return fields.isEmpty ? [.givenNames, .familyNames] : fields
    }
}
