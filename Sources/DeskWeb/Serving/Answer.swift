internal import ClerkDesk
internal import Foundation

/// What a page comes to.
enum Answer: Sendable {
    case page(Page, status: Int = 200)
    /// 303: look there.
    case seeOther(String)
    /// As `seeOther`; the browser keeps this from now on, or forgets what it kept.
    case signedIn(session: String, at: String)
    case signedOut
    /// Bytes to be kept as a file.
    case file(Data, type: String, name: String)
    case styleSheet([UInt8])
}

/// A page without the frame that all pages have.
struct Page: Sendable {
    /// Also the first heading.
    let title: String
    /// Which entry of the navigation it belongs to: a path.
    var place: String?
    /// A value for a cookie that a page for anyone sets.
    var visitorToken: String?
    let content: HTML

    init(_ title: String, place: String? = nil, visitorToken: String? = nil, @HTMLBuilder _ content: () -> HTML) {
        self.title = title
        self.place = place
        self.visitorToken = visitorToken
        self.content = content()
    }
}

/// Why there is no page: what is answered instead.
enum Refusal: Error, Sendable {
    /// There is nothing here, or nothing that this account may see.
    case notFound
    /// The account may not.
    case forbidden
    /// The form is from elsewhere, or from before the last sign-in.
    case foreignForm
    /// Too large.
    case tooLarge
}
