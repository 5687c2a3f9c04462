import Glibc

/// Bytes that nobody else may see: a PIN, a key, a shared secret.
///
/// They live in pages of their own, locked in memory, left out of core dumps and of forked children, and are wiped when
/// the value ends. The value cannot be copied, compared, printed or encoded; who needs the bytes borrows them for the
/// length of a closure and keeps none.
/// Sendable by hand: the pointer is owned by this one value, which cannot be copied.
package struct SecretBytes: ~Copyable, @unchecked Sendable {
    private let storage: UnsafeMutableRawBufferPointer

    /// How many bytes are in use.
    package private(set) var count: Int

    /// Whether the kernel has locked the pages in memory; false where the limit on locked memory (`RLIMIT_MEMLOCK`) is
    /// used up, and the bytes could reach a swap device.
    package let isLocked: Bool

    /// Room for so many bytes.
    package var capacity: Int { storage.count }

    /// Makes an empty secret with room for `capacity` bytes, at least one. Stops the program when the system has no memory left.
    package init(capacity: Int) {
        let page = Int(sysconf(Int32(_SC_PAGESIZE)))
        let length = (max(capacity, 1) + page - 1) / page * page
        let address = mmap(nil, length, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0)
        guard let address, address != MAP_FAILED else { preconditionFailure("The system has no memory left.") }
        isLocked = mlock(address, length) == 0
        madvise(address, length, MADV_DONTDUMP)
        madvise(address, length, MADV_WIPEONFORK)
        storage = UnsafeMutableRawBufferPointer(start: address, count: length)
        count = 0
    }

    /// Makes a secret of `count` bytes that `fill` writes. What it throws passes through, and nothing stays behind.
    package init<Failure: Error>(
        count: Int, fill: (UnsafeMutableRawBufferPointer) throws(Failure) -> Void
    ) throws(Failure) {
        self.init(capacity: count)
        self.count = count
        try fill(UnsafeMutableRawBufferPointer(rebasing: storage[0..<count]))
    }

    /// Makes a secret from bytes that are already in ordinary memory: for published test vectors, and for what arrives
    /// from a source that knows no better. The caller's copy stays the caller's to wipe.
    package init(copying bytes: some Collection<UInt8>) {
        self.init(capacity: bytes.count)
        count = bytes.count
        storage.copyBytes(from: bytes)
    }

    deinit {
        wipe()
        munmap(storage.baseAddress, storage.count)
    }

    /// Adds one byte, a typed digit say. False, and nothing added, when there is no room.
    @discardableResult
    package mutating func append(_ byte: UInt8) -> Bool {
        guard count < storage.count else { return false }
        storage[count] = byte
        count += 1
        return true
    }

    /// Adds bytes, as `append` of one does.
    @discardableResult
    package mutating func append(contentsOf bytes: UnsafeRawBufferPointer) -> Bool {
        guard bytes.count <= storage.count - count else { return false }
        UnsafeMutableRawBufferPointer(rebasing: storage[count...]).copyMemory(from: bytes)
        count += bytes.count
        return true
    }

    /// Takes the last byte away and wipes it.
    package mutating func removeLast() {
        guard count > 0 else { return }
        count -= 1
        storage[count] = 0
    }

    /// Wipes all.
    package mutating func removeAll() {
        wipe()
        count = 0
    }

    private borrowing func wipe() {
        guard let address = storage.baseAddress else { return }
        explicit_bzero(address, storage.count)
    }

    /// Lends the bytes for reading. Nothing of them may leave the closure.
    package borrowing func withUnsafeBytes<Result: ~Copyable, Failure: Error>(
        _ body: (UnsafeRawBufferPointer) throws(Failure) -> Result
    ) throws(Failure) -> Result {
        try body(UnsafeRawBufferPointer(rebasing: storage[0..<count]))
    }

    /// A second secret with the same bytes, for two owners.
    package borrowing func clone() -> SecretBytes {
        let source = UnsafeRawBufferPointer(rebasing: storage[0..<count])
        var copy = SecretBytes(capacity: count)
        copy.storage.copyMemory(from: source)
        copy.count = count
        return copy
    }

    /// Whether both hold the same bytes, found in a time that depends on their lengths alone.
    package borrowing func equals(_ other: borrowing SecretBytes) -> Bool {
        guard count == other.count else { return false }
        var difference: UInt8 = 0
        for index in 0..<count { difference |= storage[index] ^ other.storage[index] }
        return difference == 0
    }
}
