import Crypto
import Foundation
import Sealing
import SubmissionAPI

/// Looks at a ciphertext while it passes: whether it has the form of a JWE of this system, what its hash and its tag
/// are. It holds the header and the tag, nothing else.
/// Source: RFC 7516, 7.1.
struct CiphertextScan {
    /// What is wrong with it, in a sentence.
    struct Fault: Error, Hashable { let sentence: String }

    private static let headerBound = 8192
    /// 16 bytes in base64url.
    private static let tagLength = 22

    private let version: APIVersion
    private var hash = SHA256()
    private var header = Data()
    private var tag = Data()
    private var dots = 0
    private var segment = 0
    private(set) var length = 0

    init(_ version: APIVersion) { self.version = version }

    /// Looks at the next bytes.
    mutating func update(_ bytes: UnsafeRawBufferPointer) throws(Fault) {
        hash.update(bufferPointer: bytes)
        length += bytes.count
        var rest = bytes[...]
        while !rest.isEmpty {
            let count = Self.prefix(of: UnsafeRawBufferPointer(rebasing: rest))
            try take(rest.prefix(count))
            rest = rest.dropFirst(count)
            guard let byte = rest.popFirst() else { return }
            // The encrypted key, the nonce and the ciphertext are never empty.
            guard byte == UInt8(ascii: "."), segment > 0, dots < 4 else { throw .notJWE }
            if dots == 0 { try check() }
            dots += 1
            segment = 0
        }
    }

    /// Takes the next characters of a segment.
    private mutating func take(_ characters: Slice<UnsafeRawBufferPointer>) throws(Fault) {
        segment += characters.count
        if dots == 0 {
            guard segment <= Self.headerBound else { throw .notJWE }
            header.append(contentsOf: characters)
        } else if dots == 4 {
            guard segment <= Self.tagLength else { throw .notJWE }
            tag.append(contentsOf: characters)
        }
    }

    /// How many bytes at the beginning are characters of base64url.
    private static func prefix(of bytes: UnsafeRawBufferPointer) -> Int {
        isBase64URL.withUnsafeBufferPointer { table in
            var count = 0
            while count < bytes.count, table[Int(bytes[count])] { count += 1 }
            return count
        }
    }

    /// What is kept of it.
    func finish() throws(Fault) -> CiphertextRecord {
        guard dots == 4, tag.count == Self.tagLength else { throw .notJWE }
        return CiphertextRecord(
            length: length, hash: Data(hash.finalize()), tag: String(decoding: tag, as: UTF8.self))
    }

    /// Looks at a whole.
    static func record(of text: String, _ version: APIVersion) throws(Fault) -> CiphertextRecord {
        var scan = CiphertextScan(version)
        let bytes = Data(text.utf8)
        let fault = bytes.withUnsafeBytes { bytes in
            do throws(Fault) {
                try scan.update(bytes)
                return Fault?.none
            } catch {
                return error
            }
        }
        if let fault { throw fault }
        return try scan.finish()
    }

    private struct Header: Decodable {
        let alg: String
        let enc: String
        let zip: String?
        let crit: [String]?
    }

    private func check() throws(Fault) {
        guard let json = Base64URL.decode(header), let header = try? JSONDecoder().decode(Header.self, from: json)
        else { throw .notJWE }
        guard header.alg == "RSA-OAEP-256", header.enc == "A256GCM", header.crit == nil else {
            throw Fault(sentence: "The encryption is not RSA-OAEP-256 with A256GCM.")
        }
        guard header.zip == nil || (version == .v1 && header.zip == "DEF") else {
            throw Fault(sentence: "Version 2 forbids compression.")
        }
    }

    private static let isBase64URL: [Bool] = {
        var table = [Bool](repeating: false, count: 256)
        for byte in "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_".utf8 { table[Int(byte)] = true }
        return table
    }()
}

extension CiphertextScan.Fault {
    fileprivate static let notJWE = CiphertextScan.Fault(sentence: "The content is not a JWE in compact form.")
}
