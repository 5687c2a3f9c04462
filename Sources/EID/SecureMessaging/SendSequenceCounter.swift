/// The counter that goes into every message authentication code: 16 bytes, raised before each command and each answer.
///
/// Source: BSI TR-03110-3, F.5.
package struct SendSequenceCounter: Equatable, Sendable {
    /// Most significant byte first.
    package private(set) var bytes = [UInt8](repeating: 0, count: SessionCipher.blockLength)

    /// Starts at zero.
    package init() {}

    package mutating func increment() {
        for index in bytes.indices.reversed() {
            bytes[index] &+= 1
            if bytes[index] != 0 { return }
        }
    }
}
