package import Catalogue
package import Expressions

/// An answer in its normal form, of its question's type.
package enum Answer: Hashable, Sendable {
    case text(String)
    /// A whole number, or cents.
    case number(Int)
    case date(CivilDate)
    case partialDate(PartialDate)
    case time(TimeOfDay)
    case flag(Bool)
    case choice(Choice)
    case choices([Choice])
    case address([AddressParts.Part: String])
    case document(Document)
    /// A declaration that was agreed to, with the version of its wording.
    case agreed(version: String)

    /// What expressions see of it.
    package var value: Value {
        switch self {
        case .text(let text): .string(text)
        case .number(let number): .int(number)
        case .date(let date): .date(date)
        case .partialDate(let date): .partialDate(date)
        case .time(let time): .time(time)
        case .flag(let flag): .bool(flag)
        case .choice(let choice): choice.value
        case .choices(let choices): .list(choices.map(\.value))
        case .address(let parts):
            .record(Dictionary(uniqueKeysWithValues: parts.map { ($0.key.rawValue, .string($0.value)) }))
        case .document(let document): .string(document.word)
        case .agreed: .bool(true)
        }
    }
}

extension Choice {
    /// The code; `other` for free text.
    package var value: Value {
        switch self {
        case .code(let code): .string(code)
        case .other: .string(Choices.otherCode)
        }
    }
}

extension Document {
    /// The word for it in payload and expressions.
    package var word: String {
        switch self {
        case .later: "later"
        case .byPost: "by_post"
        case .onPaper: "on_paper"
        case .attachments: "attached"
        }
    }
}

extension Answer: CustomStringConvertible, CustomReflectable {
    /// Never the answer itself.
    package var description: String { "Answer(redacted)" }

    package var customMirror: Mirror { Mirror(self, children: []) }
}
