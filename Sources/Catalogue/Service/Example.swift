package import Expressions

/// A walk through a service that every check of the configuration plays.
package struct Example: Sendable {
    package let name: String
    package let today: CivilDate
    package let profile: Profile
    package let persona: String?
    package let personaLocation: Location?
    /// Nested like the payload.
    package let answers: SourceNode
    package let expect: Expectation
    package let location: Location

    /// What must come out; what is missing is not looked at.
    package struct Expectation: Sendable {
        package let pages: [String]?
        package let errors: [String]?
        package let warnings: [String]?
        /// The question at which the way ends; nothing where it does not.
        package let stop: String?
        /// Cents.
        package let fee: Int?
        package let payload: SourceNode?
        package let location: Location
    }
}
