import Catalogue
package import Visit

/// Something said aloud.
package struct Utterance: Hashable, Sendable {
    package let text: String
    /// The tag of the language it is said in: that of the display. Source: EN 301 549 V3.2.1, 5.1.3.14.
    package let language: String
    /// Only into headphones. Source: EN 301 549 V3.2.1, 5.1.3.9.
    package let isPrivate: Bool
}

/// What a screen says aloud: never empty. Source: EN 301 549 V3.2.1, 5.1.2.2, 5.1.3.1.
package struct Speech {
    private let visit: Visit

    package init(_ visit: Visit) { self.visit = visit }

    /// In the order in which one would read it.
    package var utterances: [Utterance] {
        let content = ContentBuilder(visit).content
        return ([say(content.title)] + content.blocks.flatMap(say)).filter { !$0.text.isEmpty }
    }

    private func say(_ text: String, isPrivate: Bool = false) -> Utterance {
        Utterance(text: text, language: visit.language.tag, isPrivate: isPrivate)
    }

    private func say(_ field: Field) -> [Utterance] {
        (field.label.map { [say($0)] } ?? []) + [say(field.text, isPrivate: true)]
            + (field.message.map { [say($0)] } ?? [])
    }

    private func say(_ block: Block) -> [Utterance] {
        switch block {
        case .heading(let text): [say(text)]
        case .text(let text, let tone): [say(text, isPrivate: tone == .ok || tone == .personal)]
        case .bullets(let texts): texts.map { say($0) }
        case .notice(let title, let sentences, _): [say(title)] + sentences.map { say($0) }
        case .choices(let lines), .grid(let lines): lines.map { say(($0.digit.map { "\($0): " } ?? "") + $0.label) }
        case .fields(let fields): fields.flatMap(say)
        case .answers(let lines): lines.map { say("\($0.label): \($0.value)", isPrivate: true) }
        // How many, never which. Source: EN 301 549 V3.2.1, 5.1.3.8.
        case .masked(_, _, let words): [say(words)]
        case .progress(_, _, let words): [say(words)]
        case .reference(let text): [say(text.map(String.init).joined(separator: " "), isPrivate: true)]
        case .bits: []
        }
    }
}
