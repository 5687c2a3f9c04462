package import Expressions

/// An expression of a service file, parsed and type-checked, with its place.
package struct Rule: Sendable {
    package let program: Program
    package let location: Location
}
