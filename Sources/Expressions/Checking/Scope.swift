/// The names that an expression may use.
package protocol Scope {
    /// Looks up a name, which may be dotted (`a.b.c`); the compiler asks for the longest dotted prefix first.
    ///
    /// Source: CEL specification, "Name Resolution".
    func lookup(_ name: String) -> NameLookup

    /// All names, for "did you mean".
    var names: [String] { get }
}

/// What a scope knows of a name.
package enum NameLookup: Hashable, Sendable {
    case found(slot: Int, type: ValueType)
    /// The name exists but may not be used here: a full sentence for the author.
    case refused(String)
    case unknown
}
