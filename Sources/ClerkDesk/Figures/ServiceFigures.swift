/// How a service's cases stand, never by clerk.
package struct ServiceFigures: Hashable, Sendable {
    /// The service's identifier.
    package let service: String
    /// How many came in each week, oldest first; the last is the week that runs.
    package let arrivals: [Int]
    /// Taken in or asked back, and not decided.
    package let waiting: Int
    /// Since when the one waits that has waited longest, seconds since 1970.
    package let oldestWaiting: Int64?
    /// Seconds between acceptance and decision of the half that was decided soonest, of those that came in these weeks.
    package let medianToDecision: Int64?
    /// How many came in these weeks, and of whom it was established who applies: by card or by staff.
    package let arrived: Int
    package let identified: Int
}
