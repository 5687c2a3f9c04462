import Catalogue
import Expressions

extension Applicant: Codable {
    /// A value as its field has it.
    private enum Coded: Codable {
        case text(String)
        case date(CivilDate)
        case partialDate(PartialDate)
        case place([String: String])

        init?(_ value: Value) {
            switch value {
            case .string(let text): self = .text(text)
            case .date(let date): self = .date(date)
            case .partialDate(let date): self = .partialDate(date)
            case .record(let parts):
                self = .place(parts.compactMapValues { if case .string(let text) = $0 { text } else { nil } })
            default: return nil
            }
        }

        var value: Value {
            switch self {
            case .text(let text): .string(text)
            case .date(let date): .date(date)
            case .partialDate(let date): .partialDate(date)
            case .place(let parts): .record(parts.mapValues(Value.string))
            }
        }
    }

    package init(from decoder: any Decoder) throws {
        let coded = try decoder.singleValueContainer().decode([String: Coded].self)
        var fields: [EIDField: Value] = [:]
        for (name, value) in coded { if let field = EIDField(rawValue: name) { fields[field] = value.value } }
        self.init(fields)
    }

    package func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        let pairs = values.compactMap { field, value in Coded(value).map { (field.rawValue, $0) } }
        try container.encode(Dictionary(uniqueKeysWithValues: pairs))
    }
}
