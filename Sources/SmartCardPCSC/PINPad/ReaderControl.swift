package import SmartCard
package import Secrets

/// Asks the reader itself, beside the card: `SCardControl`.
package protocol ReaderControl: Sendable {
    /// Sends the input under a control code and brings what the reader answers, within the limit.
    func control(_ code: UInt32, _ input: ControlInput, limit: Duration) async throws(CardError) -> [UInt8]
}

/// What goes to a reader. A CAN may be in it, so it is kept like a secret; an object, because two threads share it.
package final class ControlInput: Sendable {
    private let bytes: SecretBytes

    package init(_ bytes: consuming SecretBytes) { self.bytes = bytes }

    package init(_ bytes: [UInt8]) { self.bytes = SecretBytes(copying: bytes) }

    /// Lends the bytes.
    package func withUnsafeBytes<Result, Failure: Error>(
        _ body: (UnsafeRawBufferPointer) throws(Failure) -> Result
    ) throws(Failure) -> Result {
        try bytes.withUnsafeBytes(body)
    }
}
