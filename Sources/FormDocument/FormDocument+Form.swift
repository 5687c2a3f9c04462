package import Catalogue
package import Expressions
package import Forms

extension FormDocument {
    /// The document of a form as it was confirmed.
    /// - Parameters:
    ///   - form: as it was when it was confirmed.
    ///   - language: that in which the citizen saw the form.
    ///   - reference: as it is shown, in groups of four.
    ///   - moment: when it was confirmed, in the local time of the town hall.
    ///   - municipality: who gets it.
    ///   - device: where it was filled in.
    ///   - texts: the words around the answers.
    package init(
        _ form: Form, in language: Language, reference: String, moment: Moment,
        municipality: TerminalConfiguration.Municipality, device: TerminalConfiguration.Device, texts: Texts
    ) {
        let builder = DocumentBuilder(form: form, language: language, texts: texts)
        let town = municipality.name(.german)
        self.init(
            title: form.service.title(.german), town: town,
            facts: builder.facts(reference: reference, moment: moment, device: device), sections: builder.sections,
            footer: builder.say(.footer, ["town": town, "reference": reference, "page": "{page}", "pages": "{pages}"]))
    }
}

/// Puts a form into words for the office.
private struct DocumentBuilder {
    let form: Form
    let language: Language
    let texts: Texts

    func say(_ text: DocumentText, _ arguments: [String: String] = [:]) -> String {
        texts(text.rawValue, .german, arguments)
    }

    func facts(reference: String, moment: Moment, device: TerminalConfiguration.Device) -> [FormDocument.Line] {
        let service = form.service
        let version = say(.version, ["version": String(service.version)])
        var facts: [FormDocument.Line] = [
            .init(label: say(.reference), text: reference),
            .init(
                label: say(.service),
                text: [service.title(.german), version, service.key].compactMap { $0 }.joined(separator: ", ")),
            .init(label: say(.received), text: Forms.Format(language: "de").moment(moment)),
            .init(label: say(.device), text: device.place(.german) + " (" + device.code + ")"),
            .init(label: say(.identification), text: identification),
        ]
        if service.mode(on: form.profile) == .preparation {
            facts.append(.init(label: say(.wording), text: say(.preparation)))
        }
        return facts
    }

    private var identification: String {
        guard let note = form.identification else { return say(.identifiedNone) }
        let day = ["date": Forms.Format(language: "de").date(note.date)]
        return switch note.method {
        case .none: say(.identifiedNone)
        case .declaration, .eidOrDeclaration: say(.identifiedDeclaration, day)
        case .eid: say(.identifiedEid, day)
        case .onSite: say(.identifiedOnSite, day)
        case .staff: say(.identifiedStaff, day)
        }
    }

    var sections: [FormDocument.Section] {
        let seen = form.review(language: language, texts: texts)
        let german = form.review(language: .german, texts: texts)
        let disputed = Set(form.disputedPositions)
        // Both list the same pages and questions in the same order.
        let sections = zip(seen, german).map { seen, german in
            FormDocument.Section(
                title: seen.title, germanTitle: differing(german.title, from: seen.title),
                lines: zip(seen.lines, german.lines).map { seen, german in
                    FormDocument.Line(
                        label: seen.label, germanLabel: differing(german.label, from: seen.label), text: seen.text,
                        germanText: differing(german.text, from: seen.text),
                        note: disputed.contains(seen.position)
                            ? say(.disputed) : seen.isFromCard ? say(.fromCard) : nil)
                })
        }
        return sections + fee
    }

    private func differing(_ german: String, from seen: String) -> String? { german == seen ? nil : german }

    private var fee: [FormDocument.Section] {
        let fee = form.fee()
        guard form.service.fee != nil else { return [] }
        let format = Forms.Format(language: "de")
        let lines = fee.lines.map { FormDocument.Line(label: $0.label(.german), text: format.euro(cents: $0.cents)) }
        let payment = texts(FormText.payment(fee.payment).key, .german)
        let total = fee.cents.map { format.euro(cents: $0) + ". " + payment } ?? say(.totalUnknown)
        return [.init(title: say(.cost), lines: lines + [.init(label: say(.total), text: total)])]
    }
}
