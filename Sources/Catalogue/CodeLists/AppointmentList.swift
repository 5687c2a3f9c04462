import Expressions

/// The day list of the case as somebody writes it: CSV with the columns `day,time,place,service,name`.
///
/// `day` is `YYYY-MM-DD`, `service` the id of a service; `name` may be empty. Nothing of it lies on a device unsealed.
package enum AppointmentList {
    /// A row.
    package struct Row: Hashable, Sendable {
        package let day: String
        package let time: String
        package let place: String
        package let service: String
        package let name: String
    }

    /// The columns of the first line, in this order.
    package static let columns = ["day", "time", "place", "service", "name"]

    /// Reads a list.
    /// - Returns: The sound rows by day and time, and a sentence for everything that is wrong.
    package static func read(_ text: [UInt8], file: String) -> (rows: [Row], faults: [Fault]) {
        var log = FaultLog()
        let (header, table) = CSVTable.read(text, file: file, log: &log)
        guard header == columns else {
            log.error(
                "The first line has to be “\(columns.joined(separator: ","))”.", at: Location(file: file, line: 1))
            return ([], log.faults)
        }
        var rows: [Row] = []
        for index in 0..<table.count {
            let fields = (0..<columns.count).map { table.text(row: index, column: $0) }
            let location = Location(file: file, line: Int(table.lines[index]))
            if CivilDate(iso: fields[0]) == nil {
                log.error("“\(fields[0])” is no day. Write it as 2026-12-01.", at: location)
            } else if !isTime(fields[1]) {
                log.error("“\(fields[1])” is no time. Write it as 9:30.", at: location)
            } else if fields[3].isEmpty {
                log.error("The service is missing. Write its id, such as meldebescheinigung.", at: location)
            } else {
                rows.append(
                    Row(day: fields[0], time: fields[1], place: fields[2], service: fields[3], name: fields[4]))
            }
        }
        // Nine comes before ten, whether it is written with a nought or not.
        func order(_ row: Row) -> (String, Int, String) {
            (row.day, row.time.hasPrefix("0") ? 4 : row.time.count, row.time.drop { $0 == "0" }.description)
        }
        return (rows.sorted { order($0) < order($1) }, log.faults)
    }
    private static func isTime(_ text: String) -> Bool {
        let parts = text.split(separator: ":", omittingEmptySubsequences: false)
        guard parts.count == 2, (1...2).contains(parts[0].count), parts[1].count == 2,
            let hour = Int(parts[0]), let minute = Int(parts[1])
        else { return false }
        return TimeOfDay(hour: hour, minute: minute) != nil
    }
}
