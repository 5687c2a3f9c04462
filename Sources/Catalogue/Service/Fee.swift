/// What a service costs, in cents, and how one pays.
package struct Fee: Sendable {
    package enum Payment: String, Sendable {
        case none
        case byNotice = "by_notice"
        case now
        case atCollection = "at_collection"
    }

    package struct Item: Sendable {
        package let label: LocalizedText
        /// A whole number of cents.
        package let cents: Rule
        package let showIf: Rule?
    }

    package let items: [Item]
    package let payment: Payment
}
