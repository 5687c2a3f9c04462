import ArgumentParser
import Foundation
import Store

/// `buergerbote status`: how it stands, from the outbox alone.
struct StatusCommand: ParsableCommand {
    static let configuration = CommandConfiguration(commandName: "status", abstract: "Tells how the messenger stands.")

    @Option(help: "The outbox's directory.")
    var outbox: String

    @Flag(help: "As JSON, for programs.")
    var json = false

    /// What programs get.
    private struct Report: Codable {
        struct SetAside: Codable {
            let reference: String
            let reason: String
            let sentence: String
        }

        let running: Bool
        let lastContact: String?
        let trouble: String?
        let troubleSentence: String?
        let troubleSince: String?
        let epoch: String?
        let cases: [String: Int]
        let setAside: [SetAside]
        let damagedRows: Int
        let messages: Int
    }

    func run() throws {
        let report: Report
        do throws(StoreError) {
            report = try Self.report(Outbox(existingAt: outbox))
        } catch .notFound {
            throw ValidationError("There is no outbox in \(outbox) yet. The terminal makes it at its first start.")
        } catch {
            throw ValidationError(error.description)
        }
        if json {
            let encoder = JSONEncoder()
            encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
            print(String(decoding: try encoder.encode(report), as: UTF8.self))
        } else {
            for line in Self.lines(report) { print(line) }
        }
    }

    private static func report(_ outbox: Outbox) throws(StoreError) -> Report {
        let status = try outbox.messengerStatus()
        let listing = try outbox.cases()
        var cases = Dictionary(uniqueKeysWithValues: DeliveryState.allCases.map { ($0.rawValue, 0) })
        for entry in listing.cases where entry.delivery.setAside == nil {
            cases[entry.delivery.state.rawValue, default: 0] += 1
        }
        return Report(
            running: status.isAlive(at: StoreTime.now().wall), lastContact: text(status.lastContact),
            trouble: status.trouble?.rawValue,
            troubleSentence: status.trouble?.sentence, troubleSince: text(status.since), epoch: status.epoch,
            cases: cases,
            setAside: listing.cases.compactMap { entry in
                entry.delivery.setAside.map {
                    .init(reference: entry.reference, reason: $0.rawValue, sentence: $0.sentence)
                }
            }, damagedRows: listing.damagedRows.count, messages: try outbox.messageCount())
    }

    private static func text(_ wall: Int64?) -> String? {
        wall.map { Date(timeIntervalSince1970: TimeInterval($0)).formatted(.iso8601) }
    }

    private static func lines(_ report: Report) -> [String] {
        var lines = [
            report.running ? "The messenger runs." : "The messenger does not run.",
            report.lastContact.map { "The town hall was last reached at \($0)." }
                ?? "The town hall was never reached.",
        ]
        if let sentence = report.troubleSentence {
            lines.append(sentence + (report.troubleSince.map { " (since \($0))" } ?? ""))
        }
        if let epoch = report.epoch { lines.append("Epoch of the town hall: \(epoch).") }
        let states = DeliveryState.allCases.map { "\(report.cases[$0.rawValue] ?? 0) \($0.rawValue)" }
        lines.append("Cases: " + states.joined(separator: ", ") + ".")
        for entry in report.setAside { lines.append("Set aside: \(entry.reference). \(entry.sentence)") }
        if report.damagedRows > 0 {
            lines.append("\(report.damagedRows) rows of the outbox are damaged. Restart the terminal.")
        }
        if report.messages > 0 { lines.append("\(report.messages) messages wait for the terminal.") }
        return lines
    }
}
