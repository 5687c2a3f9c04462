/// A piece of a page. Text becomes one only by being escaped: there is no way to put markup in as a string.
///
/// Characters are escaped one Unicode scalar at a time. Libraries that go by grapheme let a quotation mark pass that a
/// combining mark follows.
struct HTML: Sendable {
    private(set) var bytes: [UInt8] = []

    static let empty = HTML()
    static let doctype = HTML(markup: Array("<!DOCTYPE html>".utf8))

    private init() {}

    private init(markup: [UInt8]) { bytes = markup }

    /// Text, escaped; also good within a quoted attribute.
    init(_ text: String) {
        bytes.reserveCapacity(text.utf8.count)
        for scalar in text.unicodeScalars { Self.append(scalar, to: &bytes) }
    }

    /// An element.
    /// - Parameters:
    ///   - name: As it is written; one without an end gets no content.
    ///   - attributes: Left out where the value is nothing.
    ///   - content: What is in it.
    init(_ name: StaticString, _ attributes: Attributes, _ content: HTML) {
        let tag = Array(String(describing: name).utf8)
        bytes = [UInt8(ascii: "<")] + tag
        for (name, value) in attributes.all {
            guard let value else { continue }
            bytes +=
                [UInt8(ascii: " ")] + Array(String(describing: name).utf8) + [UInt8(ascii: "="), UInt8(ascii: "\"")]
            for scalar in value.unicodeScalars { Self.append(scalar, to: &bytes) }
            bytes.append(UInt8(ascii: "\""))
        }
        bytes.append(UInt8(ascii: ">"))
        guard !Self.withoutEnd.contains(String(describing: name)) else { return }
        bytes += content.bytes + [UInt8(ascii: "<"), UInt8(ascii: "/")] + tag + [UInt8(ascii: ">")]
    }

    mutating func append(_ other: HTML) { bytes += other.bytes }

    private static let withoutEnd: Set<String> = ["meta", "link", "input", "br"]

    private static func append(_ scalar: Unicode.Scalar, to bytes: inout [UInt8]) {
        switch scalar {
        case "&": bytes += Array("&amp;".utf8)
        case "<": bytes += Array("&lt;".utf8)
        case ">": bytes += Array("&gt;".utf8)
        case "\"": bytes += Array("&quot;".utf8)
        case "'": bytes += Array("&#39;".utf8)
        case "\n", "\t": bytes.append(UInt8(ascii: scalar))
        // Soft hyphens, and what joins letters.
        case "\u{AD}", "\u{200C}", "\u{200D}": bytes += Array(String(scalar).utf8)
        default:
            switch scalar.properties.generalCategory {
            // Signs that turn the direction of what follows, or hide it, are no part of what a citizen says.
            case .control, .format, .surrogate, .privateUse: bytes += Array("\u{FFFD}".utf8)
            default: bytes += Array(String(scalar).utf8)
            }
        }
    }
}

/// The attributes of an element, in order.
struct Attributes: ExpressibleByDictionaryLiteral, Sendable {
    fileprivate var all: [(StaticString, String?)]

    init(dictionaryLiteral elements: (StaticString, String?)...) { all = elements }

    /// These and others.
    static func + (left: Attributes, right: Attributes) -> Attributes {
        var both = left
        both.all += right.all
        return both
    }
}

/// Text and elements, one after the other.
@resultBuilder
enum HTMLBuilder {
    static func buildExpression(_ text: String) -> HTML { HTML(text) }
    static func buildExpression(_ piece: HTML) -> HTML { piece }
    static func buildBlock(_ pieces: HTML...) -> HTML { joined(pieces) }
    static func buildArray(_ pieces: [HTML]) -> HTML { joined(pieces) }
    static func buildOptional(_ piece: HTML?) -> HTML { piece ?? .empty }
    static func buildEither(first piece: HTML) -> HTML { piece }
    static func buildEither(second piece: HTML) -> HTML { piece }

    private static func joined(_ pieces: [HTML]) -> HTML {
        var all = HTML.empty
        for piece in pieces { all.append(piece) }
        return all
    }
}

/// An element with what is in it.
func element(
    _ name: StaticString, _ attributes: Attributes = [:], @HTMLBuilder _ content: () -> HTML = { .empty }
) -> HTML {
    HTML(name, attributes, content())
}
