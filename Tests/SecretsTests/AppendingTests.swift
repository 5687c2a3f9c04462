import Secrets
import Testing

@Suite struct AppendingTests {
    @Test func `Many bytes are added whole or not at all`() {
        var secret = SecretBytes(capacity: 1)
        let room = secret.capacity
        let fits = [UInt8](repeating: 7, count: room - 1).withUnsafeBytes { secret.append(contentsOf: $0) }
        let tooMany = [1 as UInt8, 2].withUnsafeBytes { secret.append(contentsOf: $0) }
        let one = [9 as UInt8].withUnsafeBytes { secret.append(contentsOf: $0) }
        let content = secret.withUnsafeBytes { Array($0) }
        #expect(fits && !tooMany && one)
        #expect(content == [UInt8](repeating: 7, count: room - 1) + [9])
    }
}
