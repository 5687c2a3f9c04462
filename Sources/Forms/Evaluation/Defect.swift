package import Catalogue
package import Expressions

/// An expression of a service file that failed on somebody's answers: to be mended by the administrator, never shown.
package struct Defect: Hashable, Sendable {
    package let location: Location
    package let fault: EvaluationFault

    init(_ location: Location, _ fault: EvaluationFault) {
        self.location = location
        self.fault = fault
    }
}
