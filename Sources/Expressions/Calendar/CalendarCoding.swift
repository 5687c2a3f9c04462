// The values of the calendar are encoded as their ISO 8601 text.

extension CivilDate: Codable {
    package init(from decoder: any Decoder) throws {
        self = try decoder.isoValue { CivilDate(iso: $0) }
    }

    package func encode(to encoder: any Encoder) throws { try encoder.encode(iso: description) }
}

extension PartialDate: Codable {
    package init(from decoder: any Decoder) throws {
        self = try decoder.isoValue { PartialDate(iso: $0) }
    }

    package func encode(to encoder: any Encoder) throws { try encoder.encode(iso: description) }
}

extension Moment: Codable {
    package init(from decoder: any Decoder) throws {
        self = try decoder.isoValue { Moment(iso: $0) }
    }

    package func encode(to encoder: any Encoder) throws { try encoder.encode(iso: description) }
}

extension Decoder {
    fileprivate func isoValue<Value>(_ make: (String) -> Value?) throws -> Value {
        let container = try singleValueContainer()
        // What stood there could be an answer: the error does not quote it.
        guard let value = make(try container.decode(String.self)) else {
            throw DecodingError.dataCorruptedError(in: container, debugDescription: "not of the calendar")
        }
        return value
    }
}

extension Encoder {
    fileprivate func encode(iso text: String) throws {
        var container = singleValueContainer()
        try container.encode(text)
    }
}
