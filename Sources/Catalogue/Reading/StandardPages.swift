/// The pages that the program brings along, `- use_page: contact`, written as a service file would have them.
enum StandardPages {
    /// The texts that they are made of.
    package static let textKeys: Set<String> = Set(
        ["title", "channel", "channel.hint", "email", "email.hint", "phone", "demail"].map { "contact." + $0 }
            + Office.ReplyChannel.allCases.map { "contact.channel." + $0.rawValue })

    /// The page with this name, for a service whose cases go to this office.
    static func page(_ name: String, at location: Location, texts: Texts, office: Office?) -> SourceNode? {
        name == "contact" ? ContactPage(location: location, texts: texts, office: office).node : nil
    }
}

/// “How may we reach you?”: by letter where nothing else is chosen, otherwise by what the office takes.
private struct ContactPage {
    let location: Location
    let texts: Texts
    let office: Office?

    var node: SourceNode {
        let channels = office?.replyChannels ?? [.letter]
        var questions = [
            map([
                ("id", scalar("channel")), ("type", scalar("choice")), ("label", text("contact.channel")),
                ("hint", text("contact.channel.hint")),
                (
                    "default",
                    scalar(channels.contains(.letter) ? "\"letter\"" : "\"\(channels.first?.rawValue ?? "letter")\"")
                ),
                (
                    "options",
                    list(
                        channels.map { channel in
                            map([
                                ("value", scalar(channel.rawValue)),
                                ("label", text("contact.channel.\(channel.rawValue)")),
                            ])
                        })
                ),
            ])
        ]
        if channels.contains(.email) {
            questions.append(question("email", type: "email", channel: "email", hint: "contact.email.hint"))
        }
        if channels.contains(.phone) { questions.append(question("phone", type: "phone", channel: "phone")) }
        if channels.contains(.demail) { questions.append(question("demail", type: "email", channel: "demail")) }
        return map([("id", scalar("contact")), ("title", text("contact.title")), ("questions", list(questions))])
    }

    private func question(_ id: String, type: String, channel: String, hint: String? = nil) -> SourceNode {
        map(
            [
                ("id", scalar(id)), ("type", scalar(type)), ("label", text("contact.\(id)")),
                ("show_if", scalar("contact.channel == \"\(channel)\"")), ("sensitive", scalar("private")),
            ] + (hint.map { [("hint", text($0))] } ?? []))
    }

    private func scalar(_ text: String) -> SourceNode { SourceNode(.scalar(text, quoted: true), at: location) }

    private func list(_ items: [SourceNode]) -> SourceNode { SourceNode(.list(items), at: location) }

    private func map(_ entries: [(String, SourceNode)]) -> SourceNode {
        SourceNode(
            .map(entries.map { SourceNode.Entry(key: $0.0, keyLocation: location, value: $0.1) }), at: location)
    }

    private func text(_ key: String) -> SourceNode {
        map(
            Language.known.compactMap { language in
                texts[key].flatMap { $0.exact(language) }.map { (language.tag, scalar($0)) }
            })
    }
}
