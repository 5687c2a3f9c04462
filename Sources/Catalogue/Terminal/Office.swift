/// An office that cases are sent to and that answers.
package struct Office: Sendable {
    package enum ReplyChannel: String, Sendable, CaseIterable {
        case letter, email, phone, demail
    }

    package let id: String
    /// Its destination in the submission interface, a UUID.
    package let destination: String
    package let name: LocalizedText
    package let openingHours: LocalizedText?
    /// E.164, or a short number.
    package let telephone: String
    package let replyChannels: [ReplyChannel]
}
