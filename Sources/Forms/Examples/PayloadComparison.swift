import Catalogue

/// Whether a payload has everything that an example wants of it.
struct PayloadComparison {
    /// The example's name.
    let example: String

    func faults(wanted: SourceNode, found: JSONValue?, path: String) -> [Fault] {
        guard let found else {
            return [Fault("The example “\(example)” expects “\(path)”; it is not there.", at: wanted.location)]
        }
        switch (wanted.content, found) {
        case (.map(let entries), .object):
            return entries.flatMap { faults(wanted: $0.value, found: found[$0.key], path: path + "." + $0.key) }
        case (.list(let items), .array(let values)) where items.count == values.count:
            return zip(items, values).enumerated().flatMap { index, pair in
                faults(wanted: pair.0, found: pair.1, path: "\(path)[\(index)]")
            }
        case (.scalar(let text, _), .string(let string)) where text == string: return []
        case (.scalar(let text, _), .int(let number)) where text == String(number): return []
        case (.scalar(let text, _), .bool(let flag)) where text == String(flag): return []
        default:
            let sentence = "The example “\(example)” expects another value of “\(path)”; it comes out as "
            return [Fault(sentence + JSONWriter.text(found) + ".", at: wanted.location)]
        }
    }
}
