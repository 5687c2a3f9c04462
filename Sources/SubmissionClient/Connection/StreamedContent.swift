package import Foundation
internal import NIOCore

/// A body that is read while it is sent, piece by piece, so that it never lies in memory whole.
package struct StreamedContent: Sendable {
    /// Of all pieces together.
    package let byteCount: Int

    /// Begins anew: gives a function that gives piece after piece, nothing at the end.
    package let open: @Sendable () -> () throws -> Data?

    /// Describes a content.
    /// - Parameters:
    ///   - byteCount: Of all pieces together.
    ///   - open: Is called for every attempt. What it throws ends the request before its end: the town hall never has the
    ///     whole of a content that its source did not stand by.
    package init(byteCount: Int, open: @escaping @Sendable () -> () throws -> Data?) {
        self.byteCount = byteCount
        self.open = open
    }
}

/// The pieces as the network takes them.
struct PieceSequence: AsyncSequence, Sendable {
    let content: StreamedContent

    struct Iterator: AsyncIteratorProtocol {
        let piece: () throws -> Data?

        mutating func next() async throws -> ByteBuffer? {
            do {
                return try piece().map { ByteBuffer(bytes: $0) }
            } catch {
                throw SourceFailure(reason: error)
            }
        }
    }

    func makeAsyncIterator() -> Iterator { Iterator(piece: content.open()) }
}

/// What was to be sent could not be read. It is no fault of the network.
struct SourceFailure: Error {
    let reason: any Error
}
