internal import CZlib
internal import Glibc
internal import Secrets

/// Inflates what an older sender deflated, up to a bound and not a byte further.
/// Source: RFC 7516, 4.1.3; RFC 1951.
enum Inflation {
    /// Inflates a raw DEFLATE stream.
    /// - Throws: `tooLarge` where it grows beyond the bound, `malformed` where it is none or something follows it.
    static func inflate(_ deflated: borrowing SecretBytes, bound: Int) throws(SealingError) -> SecretBytes {
        // Once to learn the size, so that the plaintext is never moved while it grows.
        var size = 0
        _ = try SecretBytes(count: 1 << 16) { (scratch) throws(SealingError) in
            size = try run(deflated) { (stream: inout z_stream, produced) throws(SealingError) in
                guard produced <= bound else { throw .tooLarge(bound: bound) }
                stream.lend(scratch)
            }
        }
        return try SecretBytes(count: size) { (target) throws(SealingError) in
            _ = try run(deflated) { (stream: inout z_stream, produced) throws(SealingError) in
                stream.lend(UnsafeMutableRawBufferPointer(rebasing: target[produced...]))
            }
        }
    }

    /// Room in front of an allocation, which holds its length and keeps what follows aligned.
    private static let prefix = 16

    private static func allocate(_ count: Int) -> UnsafeMutableRawPointer? {
        guard let address = calloc(1, count + prefix) else { return nil }
        address.storeBytes(of: count, as: Int.self)
        return address + prefix
    }

    private static func free(_ address: UnsafeMutableRawPointer?) {
        guard let start = address.map({ $0 - prefix }) else { return }
        explicit_bzero(start, start.load(as: Int.self) + prefix)
        Glibc.free(start)
    }

    private static func run(
        _ deflated: borrowing SecretBytes,
        room: (inout z_stream, _ produced: Int) throws(SealingError) -> Void
    ) throws(SealingError) -> Int {
        try deflated.withUnsafeBytes { (source) throws(SealingError) in
            var stream = z_stream()
            // The window holds the last 32 kB of plaintext: memory of ours, which is wiped.
            stream.zalloc = { _, items, size in Inflation.allocate(Int(items) * Int(size)) }
            stream.zfree = { _, address in Inflation.free(address) }
            guard inflateInit2_(&stream, -15, zlibVersion(), Int32(MemoryLayout<z_stream>.size)) == Z_OK else {
                throw .unavailable("zlib")
            }
            defer { inflateEnd(&stream) }
            stream.next_in = UnsafeMutablePointer(
                mutating: source.baseAddress?.assumingMemoryBound(to: Bytef.self))
            stream.avail_in = uInt(source.count)
            while true {
                try room(&stream, Int(stream.total_out))
                let (before, left) = (stream.total_out, stream.avail_in)
                let outcome = CZlib.inflate(&stream, Z_NO_FLUSH)
                if outcome == Z_STREAM_END {
                    guard stream.avail_in == 0 else { throw .malformed("compressed text") }
                    try room(&stream, Int(stream.total_out))
                    return Int(stream.total_out)
                }
                let moved = stream.total_out > before || stream.avail_in < left
                guard outcome == Z_OK, moved else { throw .malformed("compressed text") }
            }
        }
    }
}

extension z_stream {
    fileprivate mutating func lend(_ room: UnsafeMutableRawBufferPointer) {
        next_out = room.baseAddress?.assumingMemoryBound(to: Bytef.self)
        avail_out = uInt(clamping: room.count)
    }
}
