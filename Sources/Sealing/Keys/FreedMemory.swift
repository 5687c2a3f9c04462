internal import CSealing
internal import Glibc

/// Wipes what the library's AES-GCM leaves behind: on the heap its context, freed with the key schedule in it, whose
/// first half is the key itself; on the stack what it worked with.
///
/// glibc gives a thread the block that it freed last when it asks for that size again. So blocks of the context's size
/// are taken, wiped and given back. A test searches the process's memory for the key; should the context's size change
/// with a new version of the library, the test fails.
enum FreedMemory {
    /// Does work with the library's AES-GCM and wipes after it.
    static func wiping<Result: ~Copyable, Failure: Error>(
        after work: () throws(Failure) -> Result
    ) throws(Failure) -> Result {
        defer { wipe() }
        return try work()
    }

    /// Some 600 bytes in version 4 of the library; neighbouring sizes are wiped too.
    private static let sizes = stride(from: 528, through: 688, by: 16)

    /// One more than a thread keeps of a size (`glibc.malloc.tcache_count`).
    private static let depth = 8

    private static func wipe() {
        cse_wipe_stack()
        withUnsafeTemporaryAllocation(of: UnsafeMutableRawPointer?.self, capacity: depth) { blocks in
            for size in sizes {
                for index in 0..<depth {
                    blocks[index] = malloc(size)
                    if let block = blocks[index] { explicit_bzero(block, size) }
                }
                for index in 0..<depth { free(blocks[index]) }
            }
        }
    }
}
