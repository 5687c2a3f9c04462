internal import ClerkDesk

/// A request, as far as pages need it.
struct Asked: Sendable {
    /// The parts of the path that the route leaves open.
    let parameters: [String: String]
    let query: [String: String]
    let form: FormBody
    /// What the browser keeps before anybody has signed in.
    let visitorToken: String?
    /// Who is signed in; nothing on pages for anyone.
    let visitor: Visitor?
    /// Seconds since 1970.
    let now: Int64
}
