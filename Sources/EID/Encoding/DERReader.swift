package import SmartCard

/// Takes the elements of one structure off its bytes, in the order of the standard.
///
/// The caller says at the end that nothing may be left (``finish()``), so no structure passes with something added.
package struct DERReader {
    private var rest: ArraySlice<UInt8>
    /// The structure's name in the standard, for the fault.
    package let structure: String

    package init(_ bytes: ArraySlice<UInt8>, _ structure: String) {
        rest = bytes
        self.structure = structure
    }

    /// The reader of what is inside the one object that the bytes are, which must have the tag.
    package init(_ bytes: ArraySlice<UInt8>, tag: UInt32, _ structure: String) throws(EIDError) {
        var outer = DERReader(bytes, structure)
        self.init(try outer.read(tag), structure)
        try outer.finish()
    }

    package var isAtEnd: Bool { rest.isEmpty }

    /// What has not been taken yet.
    package var remaining: ArraySlice<UInt8> { rest }

    /// The next object's tag, or nil at the end. Throws where what follows is no object.
    package func peek() throws(EIDError) -> UInt32? {
        var copy = self
        return rest.isEmpty ? nil : try copy.readAny().tag
    }

    /// The next object, whatever it is.
    package mutating func readAny() throws(EIDError) -> TLV {
        do { return try TLV.decodeFirst(&rest) } catch { throw .malformed(structure, .encoding(error)) }
    }

    /// The next object with its tag and length.
    package mutating func readEncoded() throws(EIDError) -> ArraySlice<UInt8> {
        let start = rest.startIndex
        let whole = rest
        _ = try readAny()
        return whole[start..<rest.startIndex]
    }

    /// The value of the next object, which must have the tag.
    package mutating func read(_ tag: UInt32) throws(EIDError) -> ArraySlice<UInt8> {
        guard !rest.isEmpty else { throw .malformed(structure, .missing(tag: tag)) }
        let object = try readAny()
        guard object.tag == tag else { throw .malformed(structure, .missing(tag: tag)) }
        return object.value
    }

    /// The value of the next object where it has the tag; else nothing is taken.
    package mutating func readOptional(_ tag: UInt32) throws(EIDError) -> ArraySlice<UInt8>? {
        try peek() == tag ? try read(tag) : nil
    }

    /// A reader of what is inside the next object, which must have the tag.
    package mutating func open(_ tag: UInt32, _ structure: String) throws(EIDError) -> DERReader {
        DERReader(try read(tag), structure)
    }

    package mutating func readOID() throws(EIDError) -> OID { try OID(content: try read(DER.objectIdentifier)) }

    /// An integer from 0 up to `Int32.max`, in its shortest form.
    package mutating func readSmallInteger() throws(EIDError) -> Int {
        try DER.smallInteger(try read(DER.integer), structure)
    }

    package mutating func readOptionalSmallInteger() throws(EIDError) -> Int? {
        guard let value = try readOptional(DER.integer) else { return nil }
        return try DER.smallInteger(value, structure)
    }

    /// A positive integer's bytes without sign, the highest first. At most 1024 of them.
    package mutating func readUnsigned() throws(EIDError) -> [UInt8] {
        let value = try read(DER.integer)
        guard let first = value.first, first < 0x80, value.count <= 1024,
            !(value.count > 1 && first == 0 && value[value.startIndex + 1] < 0x80)
        else { throw fault("INTEGER") }
        return Array(first == 0 && value.count > 1 ? value.dropFirst() : value)
    }

    package mutating func readBoolean() throws(EIDError) -> Bool {
        switch Array(try read(DER.boolean)) {
        case [0xFF]: return true
        case [0x00]: return false
        default: throw .malformed(structure, .value("BOOLEAN"))
        }
    }

    /// The fault of a field of this structure.
    package func fault(_ field: String) -> EIDError { .malformed(structure, .value(field)) }

    /// Throws where something is left.
    package func finish() throws(EIDError) {
        guard let tag = try peek() else { return }
        throw .malformed(structure, .unexpected(tag: tag))
    }
}
