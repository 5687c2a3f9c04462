/// An open connection to one card, used by one task at a time.
package protocol CardChannel: Sendable {
    /// The answer to reset, as it came from the reader.
    var answerToReset: [UInt8] { get }

    /// What lengths the card takes.
    var capabilities: CardCapabilities { get }

    /// Carries the bytes of one command to the card and brings those of its answer, at least the status word.
    ///
    /// Throws what happened on the way, ``CardError/cancelled`` when the task is cancelled, and ``CardError/closed``
    /// after ``close()``.
    func exchange(_ command: [UInt8]) async throws(CardError) -> [UInt8]

    /// Ends the connection and takes the card's power away, so that nothing authenticated stays. Safe to call twice.
    func close() async
}
