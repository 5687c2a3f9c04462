package import Foundation

/// What a ciphertext is bound to: what it is and where it belongs. It opens only with the same.
///
/// Each part is written with its kind and its length, so that no two lists of parts give the same bytes.
package struct AssociatedData: Hashable, Sendable {
    /// One part.
    package enum Part: Hashable, Sendable {
        case text(String)
        case number(Int64)
        case id(UUID)
        case bytes(Data)
        case flag(Bool)
    }

    let encoded: Data

    /// Binds to a purpose, such as `journal event`, and to parts, such as a session and an order.
    package init(_ purpose: String, _ parts: Part...) {
        var encoded = Data()
        for part in [.text(purpose)] + parts {
            let (kind, content) = Self.encoding(of: part)
            encoded.append(kind)
            encoded.append(contentsOf: withUnsafeBytes(of: UInt32(clamping: content.count).bigEndian, Array.init))
            encoded.append(content)
        }
        self.encoded = encoded
    }

    private static func encoding(of part: Part) -> (UInt8, Data) {
        switch part {
        case .text(let text): (1, Data(text.utf8))
        case .number(let number): (2, withUnsafeBytes(of: number.bigEndian) { Data($0) })
        case .id(let id): (3, withUnsafeBytes(of: id.uuid) { Data($0) })
        case .bytes(let bytes): (4, bytes)
        case .flag(let flag): (5, Data([flag ? 1 : 0]))
        }
    }
}
