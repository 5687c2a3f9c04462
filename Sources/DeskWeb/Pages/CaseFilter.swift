internal import ClerkDesk

/// Which cases a list shows, as it stands in the address.
struct CaseFilter: Sendable {
    let state: CaseState?
    let office: String?
    let service: String?
    let place: CasePlace?

    /// Reads a query; what means nothing is left out.
    init(_ query: [String: String]) {
        state = query["stand"].flatMap { CaseState(path: $0) }
        office = query["amt"].flatMap { $0.isEmpty ? nil : $0 }
        service = query["anliegen"].flatMap { $0.isEmpty ? nil : $0 }
        let parts = (query["ab"] ?? "").split(separator: "-").compactMap { Int64($0) }
        place = parts.count == 2 ? CasePlace(acceptedAt: parts[0], row: parts[1]) : nil
    }

    /// The offices to be listed: one of those that somebody sees, or all of them.
    func offices(of visitor: Visitor) -> Set<String> {
        office.map { visitor.offices.intersection([$0]) } ?? visitor.offices
    }

    /// The query of this list, from a place on.
    func query(after place: CasePlace?) -> String {
        var parts: [String] = []
        if let state { parts.append("stand=" + state.path) }
        if let office { parts.append("amt=" + Self.encoded(office)) }
        if let service { parts.append("anliegen=" + Self.encoded(service)) }
        if let place { parts.append("ab=\(place.acceptedAt)-\(place.row)") }
        return parts.isEmpty ? "" : "?" + parts.joined(separator: "&")
    }

    private static func encoded(_ text: String) -> String {
        let digits = Array("0123456789ABCDEF".utf8)
        var encoded: [UInt8] = []
        for byte in text.utf8 {
            switch byte {
            case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
                UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "-"), UInt8(ascii: "_"), UInt8(ascii: "."):
                encoded.append(byte)
            default: encoded += [UInt8(ascii: "%"), digits[Int(byte >> 4)], digits[Int(byte & 15)]]
            }
        }
        return String(decoding: encoded, as: UTF8.self)
    }
}
