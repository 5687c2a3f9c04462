import CRE2

/// A compiled regular expression that matches in linear time. Source: RE2, doc/syntax.txt.
// Unchecked: the pointer is set once, and RE2 allows matching with one object from several threads.
package final class Pattern: @unchecked Sendable {
    /// Instructions of the compiled program: what one byte of text costs at worst.
    let size: Int
    private let pattern: OpaquePointer

    /// Bytes for program and cache, enough for `^[\pL ]{1,100}$`; a larger pattern is refused.
    private static let memory = 4 << 20

    /// What a pattern that is refused may have taken to compile, in instructions.
    static let costOfFailure = 20_000

    /// Compiles the pattern, or throws RE2's words on what is wrong with it.
    package init(_ text: String) throws(PatternFault) {
        let created = text.withBytes { bytes in
            bytes.withMemoryRebound(to: CChar.self) { cre2_pattern_create($0.baseAddress, $0.count, Self.memory) }
        }
        guard let created else { throw PatternFault(reason: "out of memory") }
        guard cre2_pattern_is_valid(created) else {
            let reason = String(cString: cre2_pattern_error(created))
            cre2_pattern_free(created)
            throw PatternFault(reason: reason)
        }
        pattern = created
        size = Int(cre2_pattern_size(created))
    }

    deinit { cre2_pattern_free(pattern) }

    /// Whether the pattern matches anywhere in the text.
    package func matches(_ text: String) -> Bool {
        text.withBytes { bytes in
            bytes.withMemoryRebound(to: CChar.self) { cre2_pattern_matches(pattern, $0.baseAddress, $0.count) }
        }
    }
}

/// What RE2 says is wrong with a pattern.
package struct PatternFault: Error {
    package let reason: String
}
