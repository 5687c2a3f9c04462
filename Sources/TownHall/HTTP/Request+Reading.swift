import Foundation
import HTTPTypes
import Hummingbird
import NIOCore
import SubmissionAPI

extension Request {
    /// Refuses a body that is of another type, compressed, or said to be too large, before anything of it is read.
    func expectBody(_ types: String..., bound: Int) throws(Problem) {
        guard let said = headers[.contentType] else { throw .mediaType(types[0]) }
        let type =
            types.contains(said)
            ? said : said.prefix { $0 != ";" }.trimmingCharacters(in: .whitespaces).lowercased()
        let encoding = headers[.contentEncoding]?.lowercased() ?? "identity"
        guard types.contains(type), encoding == "identity" else { throw .mediaType(types[0]) }
        if let length = headers[.contentLength].flatMap({ Int($0) }), length > bound { throw .tooLarge(bound: bound) }
    }

    /// The body, which is read no further than the bound.
    func body(bound: Int) async throws -> Data {
        var body = Data()
        for try await buffer in self.body {
            guard body.count + buffer.readableBytes <= bound else { throw Problem.tooLarge(bound: bound) }
            buffer.withUnsafeReadableBytes { body.append(contentsOf: $0) }
        }
        return body
    }

    /// The body as JSON of one shape.
    func json<Value: Decodable>(_ type: Value.Type, bound: Int) async throws -> Value {
        try expectBody("application/json", bound: bound)
        do {
            return try JSONDecoder().decode(type, from: try await body(bound: bound))
        } catch let error as DecodingError {
            throw Problem.malformed(error.sentence)
        }
    }

    /// A number in the query.
    func number(_ name: String, in range: ClosedRange<Int64>, or standard: Int64) throws(Problem) -> Int64 {
        guard let text = uri.queryParameters.get(name) else { return standard }
        guard let number = Int64(text), range.contains(number), text.first != "+" else {
            throw .malformed("“\(name)” is not a number between \(range.lowerBound) and \(range.upperBound).")
        }
        return number
    }
}

extension ServiceContext {
    /// A name in the path.
    func id(_ name: String, or problem: Problem) throws(Problem) -> ResourceID {
        guard let id = parameters.get(name).flatMap({ ResourceID($0) }) else { throw problem }
        return id
    }
}

extension DecodingError {
    /// Where the JSON is not what it must be; nothing of its values.
    fileprivate var sentence: String {
        func name(_ path: [any CodingKey]) -> String {
            path.map { $0.intValue.map { "[\($0)]" } ?? $0.stringValue }.joined(separator: ".")
        }
        return switch self {
        case .keyNotFound(let key, let context): "“\(name(context.codingPath + [key]))” is missing."
        case .typeMismatch(_, let context), .valueNotFound(_, let context):
            "“\(name(context.codingPath))” is of another type than it must be."
        case .dataCorrupted(let context) where !context.codingPath.isEmpty:
            "“\(name(context.codingPath))” is not what it must be."
        default: "The body is not JSON."
        }
    }
}
