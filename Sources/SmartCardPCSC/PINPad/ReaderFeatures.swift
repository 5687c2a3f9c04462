import CPCSCLite
import SmartCard

/// What a reader can do beyond carrying commands, with the control code of each.
///
/// Source: PC/SC part 10, 2.2 and 2.3.
package struct ReaderFeatures: Equatable, Sendable {
    package enum Feature: UInt8, CaseIterable, Sendable {
        /// The PIN is typed on the reader and checked by the card at once.
        case verifyPIN = 0x06
        /// The new PIN is typed on the reader.
        case modifyPIN = 0x07
        case pinProperties = 0x0A
        case properties = 0x12
        /// The reader does PACE with what is typed on it.
        case executePACE = 0x20
    }

    /// The control code with which a reader is asked for its features.
    static var request: UInt32 { pcsc_control_get_features() }

    private let codes: [UInt8: UInt32]

    /// Reads the answer: a tag, the length 4 and the code with its highest byte first. Others are skipped.
    package init(_ answer: [UInt8]) {
        var codes: [UInt8: UInt32] = [:]
        var rest = answer[...]
        while rest.count >= 2 {
            let tag = rest.removeFirst()
            let length = Int(rest.removeFirst())
            guard rest.count >= length else { break }
            if length == 4 { codes[tag] = rest.prefix(4).reduce(0) { $0 << 8 | UInt32($1) } }
            rest = rest.dropFirst(length)
        }
        self.codes = codes
    }

    /// Asks a reader; one that knows no features has none.
    package init(of reader: some ReaderControl) async {
        let answer = try? await reader.control(Self.request, ControlInput([]), limit: .seconds(2))
        self.init(answer ?? [])
    }

    /// The control code of a feature; nil where the reader does not have it.
    package subscript(_ feature: Feature) -> UInt32? { codes[feature.rawValue] }
}
