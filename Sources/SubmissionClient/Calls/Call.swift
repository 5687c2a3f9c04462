internal import Foundation
internal import NIOHTTP1

/// One request, and the one answer to it that counts.
struct Call: Sendable {
    enum Body: Sendable {
        case none
        case bytes(Data, type: String)
        case streamed(StreamedContent, type: String)

        var byteCount: Int {
            switch self {
            case .none: 0
            case .bytes(let bytes, _): bytes.count
            case .streamed(let content, _): content.byteCount
            }
        }

        var type: String? {
            switch self {
            case .none: nil
            case .bytes(_, let type), .streamed(_, let type): type
            }
        }
    }

    /// What an answer must be.
    struct Expectation: Sendable {
        let statuses: Set<Int>
        /// Nothing where there must be no body.
        let type: String?
        /// Bytes.
        let bound: Int

        static func json(_ status: Int, bound: Int = 1 << 20) -> Expectation {
            Expectation(statuses: [status], type: "application/json", bound: bound)
        }

        static func empty(_ statuses: Int...) -> Expectation {
            Expectation(statuses: Set(statuses), type: nil, bound: 0)
        }
    }

    let method: HTTPMethod
    let url: String
    var body: Body = .none
    let expected: Expectation
}
