import Catalogue
import Visit

/// What the service directory says of a service that is not offered here.
extension ContentBuilder {
    var description: ScreenContent {
        var content = ScreenContent()
        guard let description = visit.reading else { return content }
        content.step = say(.descriptionStep)
        content.title = description.title
        for topic in DirectoryDescription.Topic.allCases {
            guard let part = description.parts.first(where: { $0.topic == topic }) else { continue }
            if let heading = Self.heading(of: topic) { content.blocks.append(.heading(say(heading))) }
            content.blocks += Self.blocks(of: part.text)
        }
        if let contact = contact115 { content.blocks.append(.text(say(.descriptionContact, contact), .hint)) }
        content.blocks.append(button(say(.descriptionBack)))
        return content
    }

    /// The authority number and its hours, where the town has it.
    var contact115: [String: String]? {
        visit.configuration.terminal.contact115.map { ["telephone": $0.telephone, "hours": $0.hours(language)] }
    }

    /// What it is stands without a heading, below the title.
    private static func heading(of topic: DirectoryDescription.Topic) -> ScreenText? {
        switch topic {
        case .what: nil
        case .conditions: .descriptionConditions
        case .needs: .descriptionNeeds
        case .cost: .descriptionCost
        case .duration: .descriptionDuration
        case .deadline: .descriptionDeadline
        case .procedure: .descriptionProcedure
        case .responsible: .descriptionResponsible
        case .notes: .descriptionNotes
        case .legalBasis: .descriptionLegalBasis
        }
    }

    /// Lines that begin with a bullet become items, the others paragraphs.
    private static func blocks(of text: String) -> [Block] {
        var blocks: [Block] = []
        var items: [String] = []
        for line in text.split(separator: "\n") {
            if line.hasPrefix("• ") {
                items.append(String(line.dropFirst(2)))
                continue
            }
            if !items.isEmpty { blocks.append(.bullets(items)) }
            items = []
            blocks.append(.text(String(line), .plain))
        }
        return items.isEmpty ? blocks : blocks + [.bullets(items)]
    }
}
