/// What happens to the readers of this machine.
package enum ReaderEvent: Equatable, Sendable {
    /// pcscd answers, from the beginning or again.
    case serviceAvailable
    /// pcscd does not run, or was stopped; all readers are gone with it.
    case serviceUnavailable
    case readerAdded(String)
    case readerRemoved(String)
    /// A card that answers to its reset; also one that was there from the beginning.
    case cardInserted(reader: String, answerToReset: [UInt8])
    /// Something that does not answer: no card, a card the wrong way round, one not held still.
    case cardUnresponsive(reader: String)
    case cardRemoved(reader: String)
}
