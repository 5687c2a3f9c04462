import CZlib

/// DEFLATE without any wrapper, as compressed texts use it. Source: RFC 1951; BSI TR-03110-4, 2.2.3.1.
enum Deflate {
    /// The longest text that is unpacked: a card's chip holds no such thing, but a few bytes could claim it.
    static let limit = 65_536

    /// A window of 32 KiB, and no header.
    private static let rawWindow: Int32 = -15

    /// Unpacks. Throws where the bytes are no complete DEFLATE stream, have something behind it, or unpack to more than
    /// ``limit`` bytes.
    static func unpack(_ bytes: ArraySlice<UInt8>) throws(EIDError) -> [UInt8] {
        guard bytes.count <= limit else { throw .malformed("compressed text", .tooLarge) }
        var stream = z_stream()
        guard inflateInit2_(&stream, rawWindow, ZLIB_VERSION, Int32(MemoryLayout<z_stream>.size)) == Z_OK else {
            throw .malformed("compressed text", .value("memory need"))
        }
        defer { inflateEnd(&stream) }
        var input = Array(bytes)
        var output = [UInt8](repeating: 0, count: limit + 1)
        let (status, left) = input.withUnsafeMutableBufferPointer { source in
            output.withUnsafeMutableBufferPointer { target in
                stream.next_in = source.baseAddress
                stream.avail_in = uInt(source.count)
                stream.next_out = target.baseAddress
                stream.avail_out = uInt(target.count)
                return (inflate(&stream, Z_FINISH), Int(stream.avail_in))
            }
        }
        let count = output.count - Int(stream.avail_out)
        guard count <= limit else { throw .malformed("compressed text", .tooLarge) }
        guard status == Z_STREAM_END, left == 0 else { throw .malformed("compressed text", .value("DEFLATE stream")) }
        return Array(output.prefix(count))
    }

    /// Packs. Throws where there is more than ``limit``.
    static func pack(_ bytes: [UInt8]) throws(EIDError) -> [UInt8] {
        guard bytes.count <= limit else { throw .malformed("compressed text", .tooLarge) }
        var stream = z_stream()
        guard
            deflateInit2_(
                &stream, Z_BEST_COMPRESSION, Z_DEFLATED, rawWindow, 8, Z_DEFAULT_STRATEGY, ZLIB_VERSION,
                Int32(MemoryLayout<z_stream>.size)) == Z_OK
        else { throw .malformed("compressed text", .value("memory need")) }
        defer { deflateEnd(&stream) }
        var input = bytes
        var output = [UInt8](repeating: 0, count: Int(deflateBound(&stream, uLong(bytes.count))))
        let status = input.withUnsafeMutableBufferPointer { source in
            output.withUnsafeMutableBufferPointer { target in
                stream.next_in = source.baseAddress
                stream.avail_in = uInt(source.count)
                stream.next_out = target.baseAddress
                stream.avail_out = uInt(target.count)
                return deflate(&stream, Z_FINISH)
            }
        }
        guard status == Z_STREAM_END else { throw .malformed("compressed text", .value("DEFLATE stream")) }
        return Array(output.prefix(Int(stream.total_out)))
    }
}
