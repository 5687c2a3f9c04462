import Glibc
import Secrets
import Testing

@Suite struct SecretBytesTests {
    @Test func `Digits come and go one by one`() {
        var pin = SecretBytes(capacity: 6)
        for digit in "123456".utf8 { pin.append(digit) }
        pin.removeLast()
        #expect(pin.count == 5)
        #expect(pin.withUnsafeBytes { $0.elementsEqual("12345".utf8) })
        pin.removeAll()
        #expect(pin.count == 0)
    }

    @Test func `A secret made by a closure that fails is gone and the failure passes through`() {
        struct Failure: Error {}
        #expect(throws: Failure.self) {
            _ = try SecretBytes(count: 4) { _ throws(Failure) in throw Failure() }
        }
    }

    @Test func `Equality looks at every byte`() {
        let one = SecretBytes(copying: [1, 2, 3])
        // Out of the macro, which copies what it looks at.
        let found = [
            one.equals(SecretBytes(copying: [1, 2, 3])), one.equals(SecretBytes(copying: [1, 2, 4])),
            one.equals(SecretBytes(copying: [1, 2])), one.clone().equals(one),
        ]
        #expect(found == [true, false, false, true])
    }

    @Test func `A forked child finds nothing`() throws {
        let secret = SecretBytes(copying: Array("geheim".utf8))
        // What the kernel says of the page: “wf” is wiped on fork, “dd” left out of dumps, “lo” locked.
        let flags = try secret.withUnsafeBytes { bytes in try kernelFlags(of: UInt(bitPattern: bytes.baseAddress)) }
        #expect(flags.contains("wf"))
        #expect(flags.contains("dd"))
        #expect(flags.contains("lo") == secret.isLocked)
    }

    /// The `VmFlags` of the mapping that holds the address, from `/proc/self/smaps` (proc(5)).
    private func kernelFlags(of address: UInt) throws -> [String] {
        let file = try #require(fopen("/proc/self/smaps", "r"))
        defer { fclose(file) }
        var line: UnsafeMutablePointer<CChar>?
        var size = 0
        defer { free(line) }
        var inside = false
        while getline(&line, &size, file) > 0, let start = line {
            let text = String(cString: start)
            let range = text.prefix { $0 != " " }.split(separator: "-").compactMap { UInt($0, radix: 16) }
            if range.count == 2 { inside = (range[0]..<range[1]).contains(address) }
            if inside, text.hasPrefix("VmFlags:") {
                return text.dropFirst("VmFlags:".count).split(whereSeparator: \.isWhitespace).map(String.init)
            }
        }
        return []
    }
}
