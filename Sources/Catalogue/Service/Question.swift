package import Expressions

/// A question of a form.
package struct Question: Sendable {
    package enum Requirement: Sendable {
        case always, never
        case when(Rule)
    }

    package enum Sensitivity: String, Sendable {
        /// Art. 9 DSGVO.
        case specialCategory = "special_category"
        case `private`
    }

    package let place: Place
    package let kind: Kind
    package let label: LocalizedText?
    package let hint: LocalizedText?
    package let help: LocalizedText?
    package let requirement: Requirement
    package let showIf: Rule?
    package let checks: [Check]
    package let stops: [Stop]
    package let defaultValue: Rule?
    package let prefill: Rule?
    /// Empty: everywhere.
    package let profiles: [Profile]
    package let sensitivity: Sensitivity?
    package let fim: String?

    /// What kind of answer a question takes.
    package enum Kind: Sendable {
        case text(Writing)
        case int(min: Int?, max: Int?, unit: LocalizedText?)
        /// Cents.
        case euro(min: Int?, max: Int?)
        case date(min: CivilDate?, max: CivilDate?)
        case partialDate(min: CivilDate?, max: CivilDate?)
        case time(min: TimeOfDay?, max: TimeOfDay?)
        case bool
        case choice(Choices)
        case multi(Choices, min: Int, max: Int?)
        case address(AddressParts)
        case email, phone, iban, plate
        case file(accept: [String], provide: [Provision])
        case signature
        case declaration(version: String)
        case note
        case compute(Rule)
        case group(Group)
    }

    package struct Writing: Sendable {
        package let multiline: Bool
        /// In characters.
        package let maximumLength: Int
        /// `din91379`, `name`, `digits` or `alphanumeric`.
        package let charset: String
    }

    package struct Group: Sendable {
        package let children: [Int]
        package let repetition: Repetition?
    }

    /// How a document can be handed in.
    package enum Provision: String, Sendable, CaseIterable {
        case scan, usb, later
        case byPost = "by_post"
    }

    package var group: Group? { if case .group(let group) = kind { group } else { nil } }

    /// Whether one answers it: not a note, a computation, or a group.
    package var isAsked: Bool {
        switch kind {
        case .note, .compute, .group: false
        default: true
        }
    }
}

extension Question.Kind {
    /// The name of the type in service files.
    package var name: String {
        switch self {
        case .text(let writing): writing.multiline ? "long_text" : "text"
        case .int: "int"
        case .euro: "euro"
        case .date: "date"
        case .partialDate: "partial_date"
        case .time: "time"
        case .bool: "bool"
        case .choice: "choice"
        case .multi: "multi"
        case .address: "address"
        case .email: "email"
        case .phone: "phone"
        case .iban: "iban"
        case .plate: "plate"
        case .file: "file"
        case .signature: "signature"
        case .declaration: "declaration"
        case .note: "note"
        case .compute: "compute"
        case .group: "group"
        }
    }
}
