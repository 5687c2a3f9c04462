package import Catalogue

/// Something about an answer that a person has to mend, or should look at.
package struct Problem: Hashable, Sendable {
    package enum Reason: Hashable, Sendable {
        /// What was typed cannot be taken.
        case input(InputFault)
        /// A sentence of the form's own, by the key of its text.
        case form(FormText, arguments: [String: String])
        /// A sentence of the service file.
        case rule(LocalizedText)
    }

    package let reason: Reason
    package let level: Check.Level
    /// The part of an address that it concerns.
    package let part: AddressParts.Part?

    package init(_ reason: Reason, level: Check.Level = .error, part: AddressParts.Part? = nil) {
        self.reason = reason
        self.level = level
        self.part = part
    }

    /// What to say where one goes on without having said whether there is an entry of a repeat.
    package static let undecided = Problem(.missing(.decide))

    init(_ text: FormText, _ arguments: [String: String] = [:], part: AddressParts.Part? = nil) {
        self.init(.form(text, arguments: arguments), part: part)
    }

    /// The sentence that says what to do, with the name of the part that it concerns.
    package func sentence(in language: Language, texts: Texts) -> String {
        let words = words(in: language, texts: texts)
        guard let part else { return words }
        return texts(FormText.part(part).key, language) + ": " + words
    }

    /// The same where it stands at the part itself.
    package func words(in language: Language, texts: Texts) -> String {
        switch reason {
        case .input(let fault): texts(fault.textKey, language, fault.arguments(in: Format(language: language.tag)))
        case .form(let text, let arguments): texts(text.key, language, arguments)
        case .rule(let message): message(language)
        }
    }
}
