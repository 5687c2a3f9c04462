/// Finds where a character of a scalar's value stands in the file, across quotes, escapes and folded lines.
struct ScalarSource {
    private let bytes: ArraySlice<UInt8>
    /// Where each line begins.
    private let lineStarts: [Int]

    init(_ bytes: [UInt8]) {
        let bytes = TextEncoding.withoutByteOrderMark(bytes)
        self.bytes = bytes
        lineStarts = [bytes.startIndex] + bytes.indices.filter { bytes[$0] == 0x0A }.map { $0 + 1 }
    }

    /// The place of the character at an offset, in Unicode scalars, of the value that begins at a place.
    ///
    /// Folding changes only blanks and line ends, so the characters between them are counted. Source: YAML 1.2.2,
    /// 6.5 “Line Folding”, 7.3 “Flow Scalar Styles”, 8.1 “Block Scalar Styles”.
    func location(of offset: Int, in value: String, from start: Location) -> Location {
        guard lineStarts.indices.contains(start.line - 1) else { return start }
        // An expression is short; what follows it in a large file need not be decoded.
        let text = String(decoding: bytes[lineStarts[start.line - 1]...].prefix(16_384), as: UTF8.self)
        var cursor = Cursor(text.unicodeScalars.dropFirst(start.column - 1), at: start)
        let scalars = value.unicodeScalars
        let before = scalars.prefix(offset).count { !Cursor.isBlank($0) }
        cursor.skipHeader()
        for _ in 0..<before { cursor.skipCharacter() }
        if scalars.dropFirst(offset).contains(where: { !Cursor.isBlank($0) }) { cursor.skipBlanks() }
        return cursor.location
    }
}

/// Walks through the source of one scalar.
private struct Cursor {
    private(set) var location: Location
    private var rest: Substring.UnicodeScalarView
    private var quote: Unicode.Scalar?

    init(_ rest: Substring.UnicodeScalarView, at start: Location) {
        self.rest = rest
        location = start
    }

    /// Steps over an opening quote, or over the line of `|` or `>`.
    mutating func skipHeader() {
        switch rest.first {
        case "\"", "'":
            quote = rest.first
            step()
        case "|", ">": while let next = rest.first, next != "\n" { step() }
        default: break
        }
    }

    mutating func skipBlanks() {
        while let next = rest.first {
            if Self.isBlank(next) {
                step()
            } else if quote == "\"", next == "\\", rest.dropFirst().first.map(Self.escapesBlank) == true {
                step()
                step()
            } else {
                return
            }
        }
    }

    /// Steps over blanks and the next character, which may be written as an escape.
    mutating func skipCharacter() {
        skipBlanks()
        let character = rest.first
        step()
        guard let quote, character == "\\" && quote == "\"" || character == "'" && quote == "'" else { return }
        let digits: [Unicode.Scalar: Int] = ["x": 2, "u": 4, "U": 8]
        let more = quote == "\"" ? rest.first.flatMap { digits[$0] } ?? 0 : 0
        for _ in 0...more { step() }
    }

    private mutating func step() {
        guard let next = rest.popFirst() else { return }
        location =
            next == "\n"
            ? Location(file: location.file, line: location.line + 1)
            : Location(file: location.file, line: location.line, column: location.column + 1)
    }

    private static func escapesBlank(_ scalar: Unicode.Scalar) -> Bool {
        isBlank(scalar) || ["n", "r", "t"].contains(scalar)
    }

    static func isBlank(_ scalar: Unicode.Scalar) -> Bool { [" ", "\t", "\n", "\r"].contains(scalar) }
}
