/// Why bytes are no BER-TLV data object.
package enum TLVError: Error, Equatable, Sendable {
    /// They end inside a tag, a length or a value.
    case truncated
    /// A tag of more than four bytes, or one whose number could be written shorter.
    case unusableTag
    /// A length that is indefinite, of more than four bytes, or not in its shortest form.
    case unusableLength
    /// More bytes after the one object that was expected.
    case trailingBytes
    /// Objects nested deeper, or more of them, than any card sends.
    case tooMany
}
