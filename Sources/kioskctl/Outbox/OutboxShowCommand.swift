import ArgumentParser
import Foundation
import Store

/// `kioskctl outbox show`: all that can be known of a case here.
struct OutboxShowCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "show", abstract: "Show a case: service, state, times, sizes, reasons.",
        discussion: "Also looks whether the sealed parts are as they were written; exits 1 where they are not.")

    @Argument(help: "The reference, with or without spaces.")
    var reference: String

    @OptionGroup var place: OutboxPlace

    @OptionGroup var trust: OutboxTrust

    func run() async throws {
        let keys = await trust.keys()
        try place.with { outbox in
            let entry = try place.find(reference, in: outbox)
            let standing = try OutboxTrust.standing(of: entry, in: outbox, keys)
            for (name, value) in lines(entry, standing) { Output.line("\(name.padded)\(value)") }
            for receipt in try outbox.receipts(of: entry.reference) {
                Output.line("\("receipt".padded)\(receipt.kind.rawValue), \(OutboxText.time(receipt.receivedAt))")
            }
            var isDamaged = false
            for (index, part) in entry.parts.enumerated() {
                let isSound = outbox.isSound(index, of: entry)
                isDamaged = isDamaged || !isSound
                let id = part.id.map { " " + $0.uuidString.lowercased() } ?? ""
                let sent = part.id.map { entry.delivery.uploaded.contains($0) ? ", sent" : "" } ?? ""
                let damage = isSound ? "" : ", damaged"
                Output.line("\(part.kind.rawValue.padded)\(OutboxText.size(part.byteCount))\(id)\(sent)\(damage)")
            }
            if isDamaged { throw ExitCode.failure }
        }
    }

    private func lines(_ entry: OutboxCase, _ standing: ReceiptStanding) -> [(String, String)] {
        let delivery = entry.delivery
        var lines = [
            ("reference", entry.reference), ("service", entry.service), ("identifier", entry.serviceIdentifier),
            ("destination", entry.destination.uuidString.lowercased()), ("key", entry.keyID),
            ("sealed", OutboxText.time(entry.sealedAt)),
            ("state", "\(OutboxText.state(delivery, standing)), since \(OutboxText.time(entry.changedAt))"),
        ]
        if case .refused(let reason) = standing { lines.append(("receipt", "not believed. \(reason)")) }
        if let reason = delivery.setAside { lines.append(("set aside", reason.sentence)) }
        if let replaces = entry.replaces { lines.append(("replaces", replaces)) }
        if let submission = delivery.submission { lines.append(("submission", submission.uuidString.lowercased())) }
        if delivery.attempts > 0 { lines.append(("failed attempts", String(delivery.attempts))) }
        return lines
    }
}

extension String {
    fileprivate var padded: String { padding(toLength: 18, withPad: " ", startingAt: 0) }
}
