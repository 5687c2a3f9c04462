import ArgumentParser
import Store

/// `kioskctl outbox retry`: lets the messenger begin again with cases that were set aside or rejected.
struct OutboxRetryCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "retry", abstract: "Send cases again that were set aside or rejected.",
        discussion: "The reference stays; the town hall recognises what it has already. "
            + "Exits 1 where a named case is neither set aside nor rejected.")

    @Argument(help: "References, with or without spaces, each as one word.")
    var references: [String] = []

    @Flag(help: "All that were set aside or rejected.")
    var all = false

    @OptionGroup var place: OutboxPlace

    func validate() throws {
        if references.isEmpty != all { throw ValidationError("Name references, or --all.") }
    }

    func run() throws {
        try place.with { outbox in
            let chosen =
                all
                ? try outbox.cases().cases.filter { $0.delivery.setAside != nil || $0.delivery.state == .rejected }
                : try references.map { try place.find($0, in: outbox) }
            var isRefused = false
            for entry in chosen {
                do {
                    try outbox.take(.retried, of: entry.reference, at: .now())
                    Output.line(entry.reference)
                } catch let error as StoreError where error == .notAllowed {
                    Output.error("\(entry.reference) is \(entry.delivery.state.rawValue) and not set aside.")
                    isRefused = true
                }
            }
            if isRefused { throw ExitCode.failure }
        }
    }
}
