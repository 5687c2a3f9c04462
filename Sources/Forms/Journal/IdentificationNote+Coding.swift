import Catalogue
import Expressions

extension IdentificationNote: Codable {
    private enum CodingKeys: String, CodingKey {
        case method, date
    }

    package init(from decoder: any Decoder) throws {
        let container = try decoder.container(keyedBy: CodingKeys.self)
        let word = try container.decode(String.self, forKey: .method)
        guard let method = Service.Identification(rawValue: word) else {
            throw DecodingError.dataCorruptedError(
                forKey: .method, in: container, debugDescription: "no way of identification")
        }
        self.init(method: method, date: try container.decode(CivilDate.self, forKey: .date))
    }

    package func encode(to encoder: any Encoder) throws {
        var container = encoder.container(keyedBy: CodingKeys.self)
        try container.encode(method.rawValue, forKey: .method)
        try container.encode(date, forKey: .date)
    }
}
