extension TLV {
    /// The most objects that one value may hold: no card sends nearly as many.
    package static let limit = 4096

    /// Reads the first data object and takes it off the bytes.
    ///
    /// Lengths in DER's shortest form only; an indefinite length is refused, and no length reserves memory.
    package static func decodeFirst(_ bytes: inout ArraySlice<UInt8>) throws(TLVError) -> TLV {
        var rest = bytes
        guard let first = rest.popFirst() else { throw .truncated }
        var tag = UInt32(first)
        if first & 0x1F == 0x1F {
            var index = 0
            while true {
                guard let next = rest.popFirst() else { throw .truncated }
                guard index < 3, !(index == 0 && next & 0x7F == 0) else { throw .unusableTag }
                tag = tag << 8 | UInt32(next)
                index += 1
                if next & 0x80 == 0 { break }
            }
        }
        guard let head = rest.popFirst() else { throw .truncated }
        var length = Int(head)
        if head >= 0x80 {
            let count = Int(head & 0x7F)
            guard (1...4).contains(count) else { throw .unusableLength }
            guard rest.count >= count else { throw .truncated }
            length = 0
            for byte in rest.prefix(count) { length = length << 8 | Int(byte) }
            rest = rest.dropFirst(count)
            guard length >= 0x80, count == 1 || length >> ((count - 1) * 8) != 0 else { throw .unusableLength }
        }
        guard rest.count >= length else { throw .truncated }
        let value = rest.prefix(length)
        bytes = rest.dropFirst(length)
        return TLV(tag: tag, value: value)
    }

    /// Reads one data object and nothing behind it.
    package static func decode(_ bytes: ArraySlice<UInt8>) throws(TLVError) -> TLV {
        var rest = bytes
        let object = try decodeFirst(&rest)
        guard rest.isEmpty else { throw .trailingBytes }
        return object
    }

    /// Reads one data object and nothing behind it.
    package static func decode(_ bytes: [UInt8]) throws(TLVError) -> TLV { try decode(bytes[...]) }

    /// Reads data objects up to the end.
    package static func decodeAll(_ bytes: ArraySlice<UInt8>) throws(TLVError) -> [TLV] {
        var rest = bytes
        var objects: [TLV] = []
        while !rest.isEmpty {
            guard objects.count < limit else { throw .tooMany }
            objects.append(try decodeFirst(&rest))
        }
        return objects
    }

    /// The bytes of a tag and the length of what follows.
    package static func header(tag: UInt32, length: Int) -> [UInt8] {
        var bytes: [UInt8] = []
        for shift in [24, 16, 8] where tag >> shift != 0 { bytes.append(UInt8(truncatingIfNeeded: tag >> shift)) }
        bytes.append(UInt8(truncatingIfNeeded: tag))
        if length < 0x80 {
            bytes.append(UInt8(length))
        } else {
            var digits: [UInt8] = []
            var rest = length
            while rest > 0 {
                digits.insert(UInt8(truncatingIfNeeded: rest), at: 0)
                rest >>= 8
            }
            bytes.append(0x80 | UInt8(digits.count))
            bytes += digits
        }
        return bytes
    }

    /// The bytes of a data object.
    package static func encode(_ tag: UInt32, _ value: some Collection<UInt8>) -> [UInt8] {
        header(tag: tag, length: value.count) + value
    }

    /// The bytes of a data object whose value is made of the parts, one after the other.
    package static func encode(_ tag: UInt32, parts: [[UInt8]]) -> [UInt8] { encode(tag, parts.flatMap(\.self)) }
}
