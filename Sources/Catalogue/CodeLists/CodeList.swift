import Synchronization

/// A list of codes with labels and attributes, from a CSV file.
package final class CodeList: Sendable {
    /// Relative to the configuration directory; its name in messages.
    package let file: String
    /// The attribute columns: neither `code` nor a label.
    package let attributes: [String]

    private let table: CSVTable
    private let rows: [String: Int32]
    private let labelColumns: [Language: Int]
    private let attributeColumns: [String: Int]
    private let codeColumn: Int
    private let searches = Mutex<[Language: CodeSearch]>([:])

    /// Reads a code list; a row with a fault is told and left out.
    ///
    /// Source: RFC 4180, and the columns `code,label.de,label.en,…`.
    static func read(
        _ bytes: [UInt8], file: String, requiredLanguages: [Language], log: inout FaultLog
    ) -> CodeList? {
        guard TextEncoding.utf8(bytes, file: file, limit: maximumSize, log: &log) != nil else { return nil }
        let content = Array(TextEncoding.withoutByteOrderMark(bytes))
        if content.isEmpty {
            log.error("The file is empty. Its first line is code,label.de,label.en,…", at: Location(file: file))
            return nil
        }
        if let separator = CodeListColumns.foreignSeparator(content) {
            log.error(
                "The columns are separated by \(separator)s. Save the file with commas.", at: Location(file: file))
            return nil
        }
        var rowLog = FaultLog()
        let (header, table) = CSVTable.read(content, file: file, log: &rowLog)
        var columns = CodeListColumns(header, file: file)
        columns.check(requiredLanguages: requiredLanguages, log: &log)
        // Rows are held against a sound first line only: a column too many there is no fault of every row.
        guard !log.hasErrors, let codeColumn = columns.code else { return nil }
        log.append(rowLog.faults)
        return CodeList(file: file, table: table, columns: columns, codeColumn: codeColumn, log: &log)
    }

    static let maximumSize = 50_000_000

    private init(file: String, table: CSVTable, columns: CodeListColumns, codeColumn: Int, log: inout FaultLog) {
        self.file = file
        self.table = table
        self.codeColumn = codeColumn
        labelColumns = columns.labels
        attributeColumns = columns.attributes
        attributes = columns.attributes.keys.sorted()
        var rows: [String: Int32] = [:]
        rows.reserveCapacity(table.count)
        for row in 0..<table.count {
            let code = table.text(row: row, column: codeColumn)
            let location = Location(file: file, line: Int(table.lines[row]))
            if code.isEmpty {
                log.error("The code is empty. Write one, or delete the row.", at: location)
            } else if code.first == " " || code.last == " " {
                log.error("The code “\(shortened(code))” has a blank at its beginning or end. Delete it.", at: location)
            } else if let first = rows[code] {
                log.error(
                    "The code “\(shortened(code))” stands on line \(table.lines[Int(first)]) already. Keep one.",
                    at: location)
            } else {
                rows[code] = Int32(row)
            }
            for column in columns.labels.values.sorted() where table.bytes(row: row, column: column).isEmpty {
                log.error(
                    "The column “\(columns.header[column])” is empty in this row. Write the label there.", at: location)
            }
        }
        if table.count == 0, !log.hasErrors {
            log.error("The list has no rows. Write at least one below the first line.", at: Location(file: file))
        }
        self.rows = rows
    }

    /// How many codes.
    package var count: Int { table.count }

    /// The code of a row, 0 ..< count.
    package func code(at row: Int) -> String { table.text(row: row, column: codeColumn) }

    /// Type-to-find in a language, made when it is first wanted.
    package func search(in language: Language) -> CodeSearch {
        searches.withLock { searches in
            if let search = searches[language] { return search }
            let search = CodeSearch(self, language: language)
            searches[language] = search
            return search
        }
    }

    package func contains(_ code: String) -> Bool { rows[code] != nil }

    /// The wording of a row; German where the list has none in this language.
    package func label(at row: Int, in language: Language) -> String {
        guard let column = labelColumn(for: language) else { return code(at: row) }
        return table.text(row: row, column: column)
    }

    package func label(of code: String, in language: Language) -> String? {
        rows[code].map { label(at: Int($0), in: language) }
    }

    /// The text in an attribute column; nothing where code or column is unknown.
    package func attribute(_ name: String, of code: String) -> String? {
        guard let row = rows[code], let column = attributeColumns[name] else { return nil }
        return table.text(row: Int(row), column: column)
    }

    /// The code of the first row whose attribute has this value.
    package func code(whereAttribute name: String, is value: String) -> String? {
        guard let column = attributeColumns[name], !value.isEmpty else { return nil }
        let wanted = Array(value.utf8)
        return (0..<count).first { table.bytes(row: $0, column: column).elementsEqual(wanted) }.map(code(at:))
    }

    /// All codes in the order of the file.
    package var codes: some Sequence<String> { (0..<count).lazy.map { self.code(at: $0) } }

    func labelBytes(row: Int, in language: Language) -> ArraySlice<UInt8> {
        table.bytes(row: row, column: labelColumn(for: language) ?? codeColumn)
    }

    private func labelColumn(for language: Language) -> Int? {
        labelColumns[language] ?? labelColumns[.german] ?? labelColumns.values.min()
    }
}
