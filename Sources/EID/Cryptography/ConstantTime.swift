import COpenSSL

/// Comparison that takes the same time wherever the first difference is.
package enum ConstantTime {
    /// Whether both hold the same bytes, in a time that depends on their lengths alone.
    package static func equal(_ left: some Collection<UInt8>, _ right: some Collection<UInt8>) -> Bool {
        let left = Array(left)
        let right = Array(right)
        return left.count == right.count && CRYPTO_memcmp(left, right, left.count) == 0
    }
}
