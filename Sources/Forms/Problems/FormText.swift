package import Catalogue

/// The sentences and words that forms themselves use, by the keys of `Config/texts`.
package enum FormText: Hashable, Sendable {
    /// What is missing where nothing was answered, by what one has to do.
    case missing(Missing)
    case choiceUnknown, choiceGone, multiFew, multiMany, multiTwice
    case addressOutside, addressStreet, addressCountry
    case repeatFew, repeatMany, repeatAsk
    case fileProvide
    case yes, no, none, agreed
    case document(String)
    case part(AddressParts.Part)
    case payment(Fee.Payment)

    package enum Missing: String, CaseIterable, Sendable {
        case write, choose, decide, date, address, document, signature, agreement
    }

    package var key: String {
        switch self {
        case .missing(let missing): "form.missing.\(missing.rawValue)"
        case .choiceUnknown: "form.choice.unknown"
        case .choiceGone: "form.choice.gone"
        case .multiFew: "form.multi.few"
        case .multiMany: "form.multi.many"
        case .multiTwice: "form.multi.twice"
        case .addressOutside: "form.address.outside"
        case .addressStreet: "form.address.street"
        case .addressCountry: "form.address.country"
        case .repeatFew: "form.repeat.few"
        case .repeatMany: "form.repeat.many"
        case .repeatAsk: "form.repeat.ask"
        case .fileProvide: "form.file.provide"
        case .yes: "form.yes"
        case .no: "form.no"
        case .none: "form.none"
        case .agreed: "form.agreed"
        case .document(let word): "form.document.\(word)"
        case .part(let part): "form.part.\(part.rawValue)"
        case .payment(let payment): "form.payment.\(payment.rawValue)"
        }
    }

    /// Every key of the form and of what is typed into it.
    package static let keys: Set<String> = {
        var texts: [FormText] = [
            .choiceUnknown, .choiceGone, .multiFew, .multiMany, .multiTwice, .addressOutside, .addressStreet,
            .addressCountry, .repeatFew, .repeatMany, .repeatAsk, .fileProvide, .yes, .no, .none, .agreed,
        ]
        texts += Missing.allCases.map(FormText.missing)
        texts += ["later", "by_post", "on_paper", "attached", "scan", "usb"].map(FormText.document)
        texts += AddressParts.Part.allCases.map(FormText.part)
        texts += [Fee.Payment.none, .byNotice, .now, .atCollection].map(FormText.payment)
        return Set(texts.map(\.key)).union(InputFault.textKeys)
    }()
}
