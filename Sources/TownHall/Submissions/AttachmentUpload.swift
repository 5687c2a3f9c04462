import Foundation
import Hummingbird
import NIOCore
import SubmissionAPI

/// Takes an attachment in, piece by piece: no more than one piece is in memory. What fits into one piece is one durable
/// transaction; what does not is staged, and counts only once the last piece is there and the whole was looked at.
struct AttachmentUpload: Sendable {
    private static let pieceSize = 1 << 20

    let storage: any TownHallStorage
    let version: APIVersion
    /// Bytes as it travels.
    let bound: Int

    /// Takes the body of a request.
    /// - Parameters:
    ///   - body: The body.
    ///   - length: Its length, where it is said; memory is set aside by it, nothing else.
    ///   - attachment: Its name.
    ///   - submission: What it belongs to.
    /// - Returns: As the storage says.
    /// - Throws: `Problem`, and what reading and storing throw.
    func receive(
        _ body: RequestBody, saying length: Int?, as attachment: ResourceID, of submission: ResourceID
    ) async throws -> Keeping {
        let upload = ResourceID().uuid
        var place = 0
        do {
            var scan = CiphertextScan(version)
            var piece = Data(capacity: min(max(0, length ?? 0), Self.pieceSize))
            for try await buffer in body {
                guard scan.length + buffer.readableBytes <= bound else { throw Problem.tooLarge(bound: bound) }
                try buffer.withUnsafeReadableBytes { bytes in
                    try scan.update(bytes)
                    piece.append(contentsOf: bytes)
                }
                if piece.count >= Self.pieceSize {
                    try await storage.stage(piece, at: place, of: upload)
                    place += 1
                    piece = Data()
                }
            }
            return try await storage.put(
                attachment: attachment, of: submission, try scan.finish(), upload: upload, last: (piece, place))
        } catch {
            // What is left behind where this fails too is thrown away at the next start.
            if place > 0 { try? await storage.discard(upload: upload) }
            if let fault = error as? CiphertextScan.Fault { throw Problem.notSealed(fault.sentence) }
            throw error
        }
    }
}
