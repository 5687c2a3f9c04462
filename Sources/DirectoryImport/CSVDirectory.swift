import Catalogue
import Directory
import UnicodeText

/// Reads a directory from a table: a row for each service and language, the first line names the columns.
enum CSVDirectory {
    static func read(_ bytes: [UInt8], file: String, log: inout FaultLog) -> [DirectoryEntry] {
        guard String(validating: bytes, as: UTF8.self) != nil else {
            log.error("The file is not UTF-8. Save it as UTF-8 and try again.", at: Location(file: file))
            return []
        }
        let (header, table) = CSVTable.read(bytes, file: file, log: &log)
        for name in header where !["id", "key", "language", "title", "words"].contains(name) {
            guard YAMLDirectory.section(name) == nil else { continue }
            log.error("There is no column “\(name)” in a directory.", at: Location(file: file))
        }
        func column(_ name: String) -> Int? { header.firstIndex(of: name) }
        guard let id = column("id"), let title = column("title") else {
            log.error("The first line must name the columns “id” and “title”, with commas.", at: Location(file: file))
            return []
        }
        return (0..<table.count).compactMap { row in
            func text(_ column: Int?) -> String? {
                column.map { table.text(row: row, column: $0) }.flatMap { $0.isEmpty ? nil : $0 }
            }
            guard let name = text(id), let heading = text(title) else {
                log.error(
                    "The row has no id or no title and is left out.",
                    at: Location(file: file, line: Int(table.lines[row])))
                return nil
            }
            var entry = DirectoryEntry(
                id: name, key: text(column("key")), language: LanguageCode.tag(of: text(column("language"))),
                title: Sanitiser.sanitise(heading))
            entry.words =
                text(column("words")).map { $0.split(separator: ";").map { Sanitiser.sanitise(String($0)) } } ?? []
            for (index, name) in header.enumerated() {
                if let section = YAMLDirectory.section(name) {
                    entry.sections[section] = text(index).map(MarkupText.plain)
                }
            }
            return entry
        }
    }
}
