import Catalogue
import Expressions

extension Form {
    /// When the service closes, as the answers stand; nothing where it does not, or where they do not tell yet.
    package var closing: Deadline? { deadline(service.availability.closesAt) }

    /// By when the case has to be at the town hall.
    package var deliverBy: Deadline? { deadline(service.availability.deliverBy) }

    private func deadline(_ rule: Rule?) -> Deadline? {
        guard let rule else { return nil }
        var evaluation = FormEvaluation(state.plan)
        return switch evaluation.evaluate(rule, at: Position(0), state) {
        case .value(.date(let day)): .day(day)
        case .value(.moment(let moment)): .moment(moment)
        default: nil
        }
    }
}
