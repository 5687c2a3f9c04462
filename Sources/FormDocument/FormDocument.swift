/// A filled form as a document for the office: what was asked and answered, by whom it was given, when.
///
/// A value that knows neither fonts nor pages. It is encoded only to be handed through a pipe to the process that lays
/// it out.
package struct FormDocument: Codable, Hashable, Sendable {
    /// One page of the form, or one entry of a page that repeats.
    package struct Section: Codable, Hashable, Sendable {
        package var title: String
        /// The same in German, where the form was filled in in another language.
        package var germanTitle: String?
        package var lines: [Line]

        package init(title: String, germanTitle: String? = nil, lines: [Line]) {
            self.title = title
            self.germanTitle = germanTitle
            self.lines = lines
        }
    }

    /// A label with what was answered.
    package struct Line: Codable, Hashable, Sendable {
        package var label: String
        package var germanLabel: String?
        package var text: String
        /// The answer in German words, where it reads differently.
        package var germanText: String?
        /// A word on where the answer comes from, such as the identity card.
        package var note: String?

        package init(
            label: String, germanLabel: String? = nil, text: String, germanText: String? = nil, note: String? = nil
        ) {
            self.label = label
            self.germanLabel = germanLabel
            self.text = text
            self.germanText = germanText
            self.note = note
        }
    }

    /// The service's name, also the title of the file.
    package var title: String
    /// Who gets it: the town.
    package var town: String
    /// Reference, service and version, date, device: short facts at the top.
    package var facts: [Line]
    package var sections: [Section]
    /// At the foot of every page, with the number of the page and their count filled in for `{page}` and `{pages}`.
    package var footer: String
    /// The language of the document, a BCP 47 tag.
    package var language: String

    package init(
        title: String, town: String, facts: [Line], sections: [Section], footer: String, language: String = "de"
    ) {
        self.title = title
        self.town = town
        self.facts = facts
        self.sections = sections
        self.footer = footer
        self.language = language
    }
}

extension FormDocument: CustomStringConvertible, CustomReflectable {
    /// Never what was answered.
    package var description: String { "FormDocument(redacted)" }

    package var customMirror: Mirror { Mirror(self, children: []) }
}

extension FormDocument.Section: CustomStringConvertible, CustomReflectable {
    package var description: String { "Section(redacted)" }

    package var customMirror: Mirror { Mirror(self, children: []) }
}

extension FormDocument.Line: CustomStringConvertible, CustomReflectable {
    package var description: String { "Line(redacted)" }

    package var customMirror: Mirror { Mirror(self, children: []) }
}
