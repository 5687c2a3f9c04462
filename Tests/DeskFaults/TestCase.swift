import CZlib
import Crypto
import CryptoExtras
package import Foundation
package import Sealing
package import SubmissionAPI

/// A case as a device would send it, every part of which a test may spoil.
package struct TestCase: Sendable {
    /// What stands in the data of every case, and must never be found where it does not belong.
    package static let planted = "Zwiebelfisch-Příkopová"

    package var reference: String?
    package var data: Data
    package var attachments: [(id: ResourceID, content: Data)]
    package var schemaURI = "https://example.org/schema/1"
    package var service = "urn:de:fim:leika:leistung:99102013104000"
    /// Changes the metadata as JSON text before they are sealed.
    package var spoilMetadata: @Sendable (String) -> String = { $0 }
    package let submission = ResourceID()
    package let `case` = ResourceID()

    /// A case of a reference; without one as an older client sends it.
    package init(_ reference: String?, text: String = "", attachments: Int = 1) {
        self.reference = reference
        data = Data(#"{"name":"\#(Self.planted)","text":"\#(text)"}"#.utf8)
        self.attachments = (0..<attachments).map { number in
            (ResourceID(), Data("\(Self.planted) \(text) attachment \(number)".utf8))
        }
    }

    /// How the parts are sealed.
    package enum Sealing: Sendable {
        case plain
        /// As clients of version 1 do.
        case deflated
    }

    /// What lies at the delivery service.
    package struct Sent: Codable, Sendable {
        package var submission: Submission
        package var attachments: [String: Data]

        package var entry: SubmissionEntry {
            SubmissionEntry(
                destinationId: submission.destinationId, submissionId: submission.submissionId,
                caseId: submission.caseId)
        }

        /// What the receipt must repeat.
        package var tags: AuthenticationTags {
            AuthenticationTags(
                metadata: AuthenticationTags.tag(of: Data(submission.encryptedMetadata.utf8)),
                data: AuthenticationTags.tag(of: Data(submission.encryptedData.utf8)),
                attachments: attachments.mapValues { AuthenticationTags.tag(of: $0) })
        }

        /// The same case, delivered another time.
        package func again() -> Sent {
            Sent(
                submission: Submission(
                    .v2, submissionId: ResourceID(), caseId: ResourceID(), destinationId: submission.destinationId,
                    service: submission.publicService ?? PublicService(identifier: ""),
                    attachments: submission.attachments, encryptedMetadata: submission.encryptedMetadata,
                    encryptedData: submission.encryptedData), attachments: attachments)
        }
    }

    private var metadata: Data {
        func hash(_ content: Data) -> String { ContentHash(of: content).hexadecimal }
        let described = attachments.map {
            #"{"attachmentId":"\#($0.id)","purpose":"attachment","mimeType":"application/pdf","filename":"a.pdf","hash":{"type":"sha512","content":"\#(hash($0.content))"}}"#
        }
        let named = reference.map { #","additionalReferenceInfo":{"senderReference":"\#($0)"}"# } ?? ""
        let text =
            #"{"$schema":"https://schema.fitko.de/fit-connect/metadata/2.1.0/metadata.schema.json","contentStructure":{"data":{"hash":{"type":"sha512","content":"\#(hash(data))"},"submissionSchema":{"schemaUri":"\#(schemaURI)","mimeType":"application/json"}},"attachments":[\#(described.joined(separator: ","))]}\#(named)}"#
        return Data(spoilMetadata(text).utf8)
    }

    /// Seals it.
    package func sent(to key: JSONWebKey, _ sealing: Sealing = .plain) throws -> Sent {
        func seal(_ bytes: Data) throws -> Data {
            sealing == .plain ? try JWE.seal(bytes, to: key) : try Self.deflated(bytes, to: key)
        }
        var sealed: [String: Data] = [:]
        for attachment in attachments { sealed[attachment.id.description] = try seal(attachment.content) }
        return Sent(
            submission: Submission(
                .v2, submissionId: submission, caseId: `case`, destinationId: TestDesk.destination,
                service: PublicService(identifier: service), attachments: attachments.map(\.id),
                encryptedMetadata: String(decoding: try seal(metadata), as: UTF8.self),
                encryptedData: String(decoding: try seal(data), as: UTF8.self)), attachments: sealed)
    }

    /// A JWE with `zip: DEF`, which the sealing side of ours does not make.
    package static func deflated(_ plaintext: Data, to key: JSONWebKey) throws -> Data {
        guard let modulus = Base64URL.decode(key.n) else { throw CocoaError(.coderInvalidValue) }
        let header = #"{"alg":"RSA-OAEP-256","enc":"A256GCM","kid":"\#(key.kid)","zip":"DEF"}"#
        let protected = Base64URL.encode(Data(header.utf8))
        let content = SymmetricKey(size: .bits256)
        let wrapped = try _RSA.Encryption.PublicKey(n: modulus, e: Data([1, 0, 1])).encrypt(
            content.withUnsafeBytes { Data($0) }, padding: .PKCS1_OAEP_SHA256)
        let box = try AES.GCM.seal(deflate(plaintext), using: content, authenticating: protected)
        let parts = [wrapped, Data(box.nonce), box.ciphertext, box.tag].map { Base64URL.encode($0) }
        return Data(([protected] + parts).joined(separator: [UInt8(ascii: ".")]))
    }

    private static func deflate(_ plaintext: Data) throws -> Data {
        var stream = z_stream()
        let version = zlibVersion()
        guard
            deflateInit2_(
                &stream, 6, Z_DEFLATED, -15, 8, Z_DEFAULT_STRATEGY, version, Int32(MemoryLayout<z_stream>.size)) == Z_OK
        else { throw CocoaError(.coderInvalidValue) }
        defer { deflateEnd(&stream) }
        var (source, target) = (Array(plaintext), [UInt8](repeating: 0, count: plaintext.count / 2 + 1024))
        let count = source.withUnsafeMutableBufferPointer { input in
            target.withUnsafeMutableBufferPointer { output in
                stream.next_in = input.baseAddress
                stream.avail_in = uInt(input.count)
                stream.next_out = output.baseAddress
                stream.avail_out = uInt(output.count)
                return CZlib.deflate(&stream, Z_FINISH) == Z_STREAM_END ? Int(stream.total_out) : -1
            }
        }
        guard count >= 0 else { throw CocoaError(.coderInvalidValue) }
        return Data(target.prefix(count))
    }
}
