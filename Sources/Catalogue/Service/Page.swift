/// A unit of meaning: one question a screen at a kiosk, whole for staff.
package struct Page: Sendable {
    package let place: Place
    package let title: LocalizedText
    package let showIf: Rule?
    /// Empty: everywhere.
    package let profiles: [Profile]
    package let repetition: Repetition?
    /// Whether values from the applicant's card are used here.
    package let prefillsFromApplicant: Bool
    package let prefillIf: Rule?
    /// The indices of its questions.
    package let children: [Int]
}

/// A page or group that is answered several times.
package struct Repetition: Sendable {
    package let minimum: Int
    package let maximum: Int
    /// What one item is called.
    package let label: LocalizedText
    /// The yes/no question before the first item.
    package let ask: LocalizedText?
    /// Question ids of the item in braces.
    package let itemTitle: Template?
    /// The elements that the title's placeholders mean.
    package let titleFields: [String: Int]
    package let firstFromApplicant: Bool
    package let cardPerItem: Bool
}
