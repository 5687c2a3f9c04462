package import SmartCard

extension EIDError {
    /// What is wrong with bytes that are not the structure they should be.
    package enum Flaw: Equatable, Sendable {
        /// No BER-TLV data object in DER's form.
        case encoding(TLVError)
        /// A data object that must be there is not, or another stands in its place. The tag that was expected.
        case missing(tag: UInt32)
        /// A data object where none may be.
        case unexpected(tag: UInt32)
        /// A value outside of what the standard allows; the field.
        case value(String)
        /// Text that is not in the character set it claims.
        case text
        /// More than any card or certificate holds.
        case tooLarge
    }

    /// The error for bytes that are not the structure with this name in the standard (`PACEInfo`, `PlaceOfResidence`).
    /// It holds nothing of the bytes, so it can be logged.
    package static func malformed(_ structure: String, _ flaw: Flaw) -> EIDError {
        let text =
            switch flaw {
            case .encoding(let error): "\(structure) is not in DER: \(error)"
            case .missing(let tag): "\(structure) lacks data object \(String(tag, radix: 16, uppercase: true))"
            case .unexpected(let tag):
                "\(structure) has data object \(String(tag, radix: 16, uppercase: true)) where it may not stand"
            case .value(let field): "\(structure) has an impossible \(field)"
            case .text: "\(structure) has text outside of its character set"
            case .tooLarge: "\(structure) is larger than any that is issued"
            }
        return .malformed(text)
    }
}
