package import Expressions

/// Until when something can be done: to the end of a day, or up to a minute.
package enum Deadline: Hashable, Sendable {
    case day(CivilDate)
    case moment(Moment)

    /// Whether it is over at this minute.
    package func hasPassed(at now: Moment) -> Bool {
        switch self {
        case .day(let day): now.date > day
        case .moment(let moment): now >= moment
        }
    }

    /// Whether it comes within so many days, and has not passed.
    package func isNear(_ days: Int, at now: Moment) -> Bool {
        let day =
            switch self {
            case .day(let day): day
            case .moment(let moment): moment.date
            }
        return !hasPassed(at: now) && now.date.adding(days: days).map { day <= $0 } ?? false
    }

    /// As people of a language write it.
    package func text(in format: Format) -> String {
        switch self {
        case .day(let day): format.date(day)
        case .moment(let moment): format.moment(moment)
        }
    }
}
