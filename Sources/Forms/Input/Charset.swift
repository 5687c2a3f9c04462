/// The characters that a text question takes.
package enum Charset: String, CaseIterable, Sendable {
    /// Latin letters, digits, punctuation and signs. Source: DIN 91379:2022-08, datatype C, without its control characters.
    case din91379
    /// Latin letters and the signs that names hold. Source: DIN 91379:2022-08, datatype A.
    case name
    /// 0 to 9; spaces between groups are dropped.
    case digits
    /// A to Z and 0 to 9; lower case is raised, spaces between groups are dropped.
    case alphanumeric
}
