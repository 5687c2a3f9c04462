/// A rule that an answer must keep.
package struct Check: Sendable {
    package enum Level: String, Sendable {
        case error
        /// Lets one go on.
        case warn
    }

    package let rule: Rule
    package let message: LocalizedText
    package let level: Level
}

/// A rule across pages.
package struct ServiceCheck: Sendable {
    package let check: Check
    /// The index of the page to go back to.
    package let page: Int
}

/// Where the way ends kindly.
package struct Stop: Sendable {
    package let rule: Rule
    package let message: LocalizedText
    /// What stands above the message; without it, that the way ends here.
    package let title: LocalizedText?
    /// The id of the right service.
    package let service: String?
}
