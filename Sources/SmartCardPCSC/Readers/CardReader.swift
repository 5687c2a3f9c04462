/// A reader and what is in it.
package struct CardReader: Equatable, Sendable {
    package enum Content: Equatable, Sendable {
        case empty
        case card(answerToReset: [UInt8])
        /// Something that does not answer to its reset.
        case unresponsive
    }

    /// The name that pcscd gave it.
    package let name: String
    package let content: Content
    /// Whether another program holds the card for itself.
    package let isHeld: Bool

    package init(name: String, content: Content, isHeld: Bool = false) {
        self.name = name
        self.content = content
        self.isHeld = isHeld
    }
}
