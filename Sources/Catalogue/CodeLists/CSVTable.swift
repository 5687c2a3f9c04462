/// The fields of a CSV file in one buffer, so that 100,000 rows cost no 300,000 strings.
///
/// Our own reader, because faults are told with line and column and rows are kept as bytes. Source: RFC 4180.
package struct CSVTable: Sendable {
    /// Unquoted field contents, one after the other.
    private var buffer: [UInt8] = []
    /// Where each field ends in the buffer, row by row.
    private var ends: [Int32] = []
    /// The line of each row, from 1.
    package private(set) var lines: [Int32] = []
    private(set) var width = 0

    /// Rows without the header.
    package var count: Int { lines.count }

    /// Reads the rows after the header; a row with another number of fields is told and left out.
    package static func read(_ text: [UInt8], file: String, log: inout FaultLog) -> (header: [String], table: CSVTable)
    {
        var table = CSVTable()
        table.buffer.reserveCapacity(text.count)
        var scanner = CSVScanner(text)
        var fields = table.scanRow(&scanner)
        let header = fields.map { String(decoding: table.buffer[$0], as: UTF8.self) }
        if let quoteFault = scanner.quoteFault { log.error(quoteFault, at: Location(file: file)) }
        table.buffer.removeAll(keepingCapacity: true)
        table.width = header.count
        while !scanner.atEnd {
            let line = scanner.line
            let start = table.buffer.count
            fields = table.scanRow(&scanner)
            if let quoteFault = scanner.quoteFault {
                log.error(quoteFault, at: Location(file: file, line: line))
                table.buffer.removeLast(table.buffer.count - start)
            } else if fields.count == 1 && fields[0].isEmpty {
                continue
            } else if fields.count != header.count {
                log.error(
                    "The row has \(fields.count) fields, the first line names \(header.count). "
                        + "A field with a comma needs quotes.", at: Location(file: file, line: line))
                table.buffer.removeLast(table.buffer.count - start)
            } else {
                for field in fields { table.ends.append(Int32(field.upperBound)) }
                table.lines.append(Int32(line))
            }
        }
        return (header, table)
    }

    private mutating func scanRow(_ scanner: inout CSVScanner) -> [Range<Int>] {
        var fields: [Range<Int>] = []
        fields.reserveCapacity(width)
        scanner.beginRow()
        repeat {
            let start = buffer.count
            scanner.scanField(into: &buffer)
            fields.append(start..<buffer.count)
        } while scanner.endsField()
        return fields
    }

    /// The bytes of a field.
    func bytes(row: Int, column: Int) -> ArraySlice<UInt8> {
        let index = row * width + column
        let start = index == 0 ? 0 : Int(ends[index - 1])
        return buffer[start..<Int(ends[index])]
    }

    /// The text of a field.
    package func text(row: Int, column: Int) -> String {
        String(decoding: bytes(row: row, column: column), as: UTF8.self)
    }
}

/// Walks through the fields of CSV text.
private struct CSVScanner {
    private let text: [UInt8]
    private var position = 0
    private(set) var line = 1
    /// What is wrong with a quote of the row that was scanned.
    private(set) var quoteFault: String?

    init(_ text: [UInt8]) { self.text = text }

    var atEnd: Bool { position >= text.count }

    mutating func beginRow() { quoteFault = nil }

    mutating func scanField(into buffer: inout [UInt8]) {
        if position < text.count, text[position] == UInt8(ascii: "\"") { return scanQuoted(into: &buffer) }
        while position < text.count {
            let byte = text[position]
            if byte == UInt8(ascii: ",") || byte == 0x0A || byte == 0x0D { return }
            buffer.append(byte)
            position += 1
        }
    }

    private mutating func scanQuoted(into buffer: inout [UInt8]) {
        position += 1
        while position < text.count {
            let byte = text[position]
            position += 1
            if byte == UInt8(ascii: "\"") {
                guard position < text.count, text[position] == UInt8(ascii: "\"") else { return }
                position += 1
            }
            if byte == 0x0A { line += 1 }
            buffer.append(byte)
        }
        quoteFault = "A quote opens in this row and is never closed. Close it, or delete it."
    }

    /// Steps over the end of a field: whether another field follows in the same row.
    mutating func endsField() -> Bool {
        while position < text.count, text[position] != UInt8(ascii: ","), text[position] != 0x0A {
            if text[position] != 0x0D {
                quoteFault = "After a closing quote only a comma can follow. Write a quote within a text twice: \"\"."
            }
            position += 1
        }
        guard position < text.count else { return false }
        position += 1
        if text[position - 1] == UInt8(ascii: ",") { return true }
        line += 1
        return false
    }
}
